package io.tapehouse.sql;

import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.time.Clock;

class DuckDbStockTest extends StockContract {

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return MigratedDuckDb.open(home, from, clock);
  }

  @Override
  int orders() {
    return Integer.getInteger("tapehouse.orders", 3);
  }
}

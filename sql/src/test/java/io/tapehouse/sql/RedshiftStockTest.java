package io.tapehouse.sql;

import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Tag;

@Tag("endurance")
class RedshiftStockTest extends StockContract {

  @Override
  Lake openLake() {
    return RedshiftRoom.get().newLake();
  }

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return RedshiftRoom.get().newWarehouse(from, clock);
  }

  @Override
  int orders() {
    return 1;
  }

  @Override
  void closed() {
    RedshiftRoom.get().dropDatabases();
  }
}

package io.tapehouse.sql;

import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.time.Clock;

class DuckDbReconciliationTest extends ReconciliationContract {

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return DuckDbWarehouse.open(
        home.resolve("warehouse.duckdb"), WarehouseConfig.DEFAULT, from, clock);
  }
}

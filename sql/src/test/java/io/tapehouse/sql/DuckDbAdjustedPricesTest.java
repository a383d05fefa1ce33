package io.tapehouse.sql;

import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;

class DuckDbAdjustedPricesTest extends AdjustedPricesContract {

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return DuckDbWarehouse.open(
        home.resolve("warehouse.duckdb"), WarehouseConfig.DEFAULT, from, clock);
  }

  @Override
  void execute(List<String> statements) throws SQLException {
    warehouse.close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    warehouse = open(folder, lake, CLOCK);
  }
}

package io.tapehouse.sql;

import io.tapehouse.sql.redshift.RedshiftWarehouse;
import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("endurance")
class RedshiftAdjustedPricesTest extends AdjustedPricesContract {

  private String database = "";

  @Override
  Lake openLake() {
    database = RedshiftRoom.get().newMigratedDatabase();
    return RedshiftRoom.get().newLake();
  }

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return RedshiftWarehouse.open(RedshiftRoom.get().settings(database), from, clock);
  }

  @Override
  void execute(List<String> statements) throws SQLException {
    RedshiftRoom.get().execute(database, String.join(";\n", statements));
  }

  @Override
  void closed() {
    RedshiftRoom.get().dropDatabases();
  }
}

package io.tapehouse.sql;

import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Tag;

/** DuckDB's is the one of every build; {@link RedshiftStatementsTest} has the statements there. */
@Tag("endurance")
class RedshiftReconciliationTest extends ReconciliationContract {

  @Override
  Lake openLake() {
    return RedshiftRoom.get().newLake();
  }

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return RedshiftRoom.get().newWarehouse(from, clock);
  }

  @Override
  void closed() {
    RedshiftRoom.get().dropDatabases();
  }
}

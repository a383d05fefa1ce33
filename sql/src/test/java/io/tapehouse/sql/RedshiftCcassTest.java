package io.tapehouse.sql;

import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RedshiftCcassTest extends CcassContract {

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

  /** DuckDB's is the one of every build. */
  @Test
  @Tag("endurance")
  @Override
  void oneOrderGivesTheTables() {
    super.oneOrderGivesTheTables();
  }

  @Override
  int orders() {
    return 3;
  }
}

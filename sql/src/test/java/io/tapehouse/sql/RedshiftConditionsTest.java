package io.tapehouse.sql;

import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Tag;

/**
 * DuckDB's is the one of every build; {@link RedshiftAdjustedPricesTest} loads declared tables on
 * Redshift there.
 */
@Tag("endurance")
class RedshiftConditionsTest extends ConditionsContract {

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

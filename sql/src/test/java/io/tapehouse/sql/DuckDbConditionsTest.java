package io.tapehouse.sql;

import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.time.Clock;

class DuckDbConditionsTest extends ConditionsContract {

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return MigratedDuckDb.open(home, from, clock);
  }
}

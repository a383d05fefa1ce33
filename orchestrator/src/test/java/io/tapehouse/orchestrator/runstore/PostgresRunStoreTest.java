package io.tapehouse.orchestrator.runstore;

import org.junit.jupiter.api.Nested;

/** The contract on PostgreSQL. */
class PostgresRunStoreTest {

  @Nested
  class Runs extends RunsContract {
    Runs() {
      super(new PostgresEngine());
    }
  }
}

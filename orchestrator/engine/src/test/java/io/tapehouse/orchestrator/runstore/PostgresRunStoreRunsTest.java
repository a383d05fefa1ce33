package io.tapehouse.orchestrator.runstore;

/** Runs, on PostgreSQL. */
class PostgresRunStoreRunsTest extends RunsContract {

  PostgresRunStoreRunsTest() {
    super(new PostgresEngine());
  }
}

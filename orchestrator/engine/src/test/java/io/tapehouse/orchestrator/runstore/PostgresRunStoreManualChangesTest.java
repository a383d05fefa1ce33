package io.tapehouse.orchestrator.runstore;

/** What people do, on PostgreSQL. */
class PostgresRunStoreManualChangesTest extends ManualChangesContract {

  PostgresRunStoreManualChangesTest() {
    super(new PostgresEngine());
  }
}

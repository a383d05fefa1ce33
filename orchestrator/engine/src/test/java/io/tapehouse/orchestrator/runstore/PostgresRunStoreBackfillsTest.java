package io.tapehouse.orchestrator.runstore;

/** Backfills, on PostgreSQL. */
class PostgresRunStoreBackfillsTest extends BackfillsContract {

  PostgresRunStoreBackfillsTest() {
    super(new PostgresEngine());
  }
}

package io.tapehouse.orchestrator.runstore;

/** Ends of attempts, on PostgreSQL. */
class PostgresRunStoreEndsTest extends EndsContract {

  PostgresRunStoreEndsTest() {
    super(new PostgresEngine());
  }
}

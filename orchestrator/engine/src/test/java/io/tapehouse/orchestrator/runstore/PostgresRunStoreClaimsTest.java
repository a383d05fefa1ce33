package io.tapehouse.orchestrator.runstore;

/** Claims, on PostgreSQL. */
class PostgresRunStoreClaimsTest extends ClaimsContract {

  PostgresRunStoreClaimsTest() {
    super(new PostgresEngine());
  }
}

package io.tapehouse.orchestrator.runstore;

/** Many at once, on PostgreSQL. */
class PostgresRunStoreCrowdTest extends CrowdContract {

  PostgresRunStoreCrowdTest() {
    super(new PostgresEngine(), 500);
  }
}

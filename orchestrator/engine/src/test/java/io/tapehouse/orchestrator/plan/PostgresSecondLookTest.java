package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.runstore.PostgresEngine;

/** On PostgreSQL. */
class PostgresSecondLookTest extends SecondLookContract {

  PostgresSecondLookTest() {
    super(new PostgresEngine());
  }
}

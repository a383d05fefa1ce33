package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.PostgresEngine;

/** On PostgreSQL. */
class PostgresNodeOutcomesTest extends OutcomesContract {

  PostgresNodeOutcomesTest() {
    super(new PostgresEngine());
  }
}

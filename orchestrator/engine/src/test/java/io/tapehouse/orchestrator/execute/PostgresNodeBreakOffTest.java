package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.PostgresEngine;

/** On PostgreSQL. */
class PostgresNodeBreakOffTest extends BreakOffContract {

  PostgresNodeBreakOffTest() {
    super(new PostgresEngine());
  }
}

package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.PostgresEngine;

/** On PostgreSQL. */
class PostgresNodeWaitingTest extends WaitingContract {

  PostgresNodeWaitingTest() {
    super(new PostgresEngine());
  }
}

package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.PostgresEngine;

/** On PostgreSQL. */
class PostgresNodeInterruptsTest extends InterruptsContract {

  PostgresNodeInterruptsTest() {
    super(new PostgresEngine());
  }
}

package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.PostgresEngine;

/** On PostgreSQL. */
class PostgresNodeTroubleTest extends TroubleContract {

  PostgresNodeTroubleTest() {
    super(new PostgresEngine());
  }
}

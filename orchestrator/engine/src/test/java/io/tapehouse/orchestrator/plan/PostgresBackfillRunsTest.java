package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.runstore.PostgresEngine;

/** On PostgreSQL. */
class PostgresBackfillRunsTest extends BackfillRunsContract {

  PostgresBackfillRunsTest() {
    super(new PostgresEngine());
  }
}

package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.runstore.PostgresEngine;

/** On PostgreSQL. */
class PostgresPlannerTest extends PlannerContract {

  PostgresPlannerTest() {
    super(new PostgresEngine());
  }
}

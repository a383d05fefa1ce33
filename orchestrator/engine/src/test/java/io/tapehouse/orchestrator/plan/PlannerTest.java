package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.runstore.H2Engine;

/** On H2. */
class PlannerTest extends PlannerContract {

  PlannerTest() {
    super(new H2Engine());
  }
}

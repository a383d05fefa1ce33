package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.runstore.H2Engine;

/** On H2. */
class SecondLookTest extends SecondLookContract {

  SecondLookTest() {
    super(new H2Engine());
  }
}

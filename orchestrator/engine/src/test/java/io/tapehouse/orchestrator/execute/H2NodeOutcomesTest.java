package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.H2Engine;

/** On H2. */
class H2NodeOutcomesTest extends OutcomesContract {

  H2NodeOutcomesTest() {
    super(new H2Engine());
  }
}

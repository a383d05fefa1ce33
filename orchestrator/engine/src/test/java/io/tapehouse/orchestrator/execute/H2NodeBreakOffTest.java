package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.H2Engine;

/** On H2. */
class H2NodeBreakOffTest extends BreakOffContract {

  H2NodeBreakOffTest() {
    super(new H2Engine());
  }
}

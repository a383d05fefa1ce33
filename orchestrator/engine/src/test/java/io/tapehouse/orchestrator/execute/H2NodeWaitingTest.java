package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.H2Engine;

/** On H2. */
class H2NodeWaitingTest extends WaitingContract {

  H2NodeWaitingTest() {
    super(new H2Engine());
  }
}

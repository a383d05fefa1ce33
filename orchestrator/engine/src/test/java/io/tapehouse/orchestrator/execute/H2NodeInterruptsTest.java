package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.H2Engine;

/** On H2. */
class H2NodeInterruptsTest extends InterruptsContract {

  H2NodeInterruptsTest() {
    super(new H2Engine());
  }
}

package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.H2Engine;

/** On H2. */
class H2NodeTroubleTest extends TroubleContract {

  H2NodeTroubleTest() {
    super(new H2Engine());
  }
}

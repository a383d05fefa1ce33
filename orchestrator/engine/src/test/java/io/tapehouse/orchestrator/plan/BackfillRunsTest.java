package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.runstore.H2Engine;

/** On H2. */
class BackfillRunsTest extends BackfillRunsContract {

  BackfillRunsTest() {
    super(new H2Engine());
  }
}

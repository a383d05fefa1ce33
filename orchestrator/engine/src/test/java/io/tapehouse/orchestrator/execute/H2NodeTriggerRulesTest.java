package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.H2Engine;

/** On H2. */
class H2NodeTriggerRulesTest extends TriggerRulesContract {

  H2NodeTriggerRulesTest() {
    super(new H2Engine());
  }
}

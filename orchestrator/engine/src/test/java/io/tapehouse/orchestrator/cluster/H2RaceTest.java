package io.tapehouse.orchestrator.cluster;

import io.tapehouse.orchestrator.runstore.H2Engine;

/** On H2. */
class H2RaceTest extends RaceContract {

  H2RaceTest() {
    super(new H2Engine());
  }
}

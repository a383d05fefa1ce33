package io.tapehouse.orchestrator.runstore;

/** Many at once, on H2. */
class H2RunStoreCrowdTest extends CrowdContract {

  H2RunStoreCrowdTest() {
    super(new H2Engine(), 100);
  }
}

package io.tapehouse.orchestrator.runstore;

/** Ends of attempts, on H2. */
class H2RunStoreEndsTest extends EndsContract {

  H2RunStoreEndsTest() {
    super(new H2Engine());
  }
}

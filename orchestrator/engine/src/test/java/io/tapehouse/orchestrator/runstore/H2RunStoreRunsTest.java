package io.tapehouse.orchestrator.runstore;

/** Runs, on H2. */
class H2RunStoreRunsTest extends RunsContract {

  H2RunStoreRunsTest() {
    super(new H2Engine());
  }
}

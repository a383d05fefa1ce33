package io.tapehouse.orchestrator.runstore;

/** What people do, on H2. */
class H2RunStoreManualChangesTest extends ManualChangesContract {

  H2RunStoreManualChangesTest() {
    super(new H2Engine());
  }
}

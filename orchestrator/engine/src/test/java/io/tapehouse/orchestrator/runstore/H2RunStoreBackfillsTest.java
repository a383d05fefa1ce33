package io.tapehouse.orchestrator.runstore;

/** Backfills, on H2. */
class H2RunStoreBackfillsTest extends BackfillsContract {

  H2RunStoreBackfillsTest() {
    super(new H2Engine());
  }
}

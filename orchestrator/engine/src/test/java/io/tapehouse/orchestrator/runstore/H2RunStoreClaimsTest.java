package io.tapehouse.orchestrator.runstore;

/** Claims, on H2. */
class H2RunStoreClaimsTest extends ClaimsContract {

  H2RunStoreClaimsTest() {
    super(new H2Engine());
  }
}

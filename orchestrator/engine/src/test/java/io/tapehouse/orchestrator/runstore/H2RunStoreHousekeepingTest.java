package io.tapehouse.orchestrator.runstore;

/** Hosts and keeping house, on H2. */
class H2RunStoreHousekeepingTest extends HousekeepingContract {

  H2RunStoreHousekeepingTest() {
    super(new H2Engine());
  }
}

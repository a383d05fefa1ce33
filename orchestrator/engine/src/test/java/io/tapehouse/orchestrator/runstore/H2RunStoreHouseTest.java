package io.tapehouse.orchestrator.runstore;

/** Hosts and keeping house, on H2. */
class H2RunStoreHouseTest extends HouseContract {

  H2RunStoreHouseTest() {
    super(new H2Engine());
  }
}

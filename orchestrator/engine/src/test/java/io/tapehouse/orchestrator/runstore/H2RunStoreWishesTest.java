package io.tapehouse.orchestrator.runstore;

/** What people do, on H2. */
class H2RunStoreWishesTest extends WishesContract {

  H2RunStoreWishesTest() {
    super(new H2Engine());
  }
}

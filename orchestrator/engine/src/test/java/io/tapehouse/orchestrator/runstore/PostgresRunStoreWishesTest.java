package io.tapehouse.orchestrator.runstore;

/** What people do, on PostgreSQL. */
class PostgresRunStoreWishesTest extends WishesContract {

  PostgresRunStoreWishesTest() {
    super(new PostgresEngine());
  }
}

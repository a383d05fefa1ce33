package io.tapehouse.orchestrator.runstore;

/** Hosts and keeping house, on PostgreSQL. */
class PostgresRunStoreHousekeepingTest extends HousekeepingContract {

  PostgresRunStoreHousekeepingTest() {
    super(new PostgresEngine());
  }
}

package io.tapehouse.orchestrator.runstore;

/** Hosts and keeping house, on PostgreSQL. */
class PostgresRunStoreHouseTest extends HouseContract {

  PostgresRunStoreHouseTest() {
    super(new PostgresEngine());
  }
}

package io.tapehouse.sql;

class DuckDbMarketQueriesTest extends MarketQueriesContract {

  @Override
  FilledWarehouse warehouse() {
    return FilledWarehouse.duckDb();
  }
}

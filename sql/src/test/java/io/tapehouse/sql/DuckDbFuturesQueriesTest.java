package io.tapehouse.sql;

class DuckDbFuturesQueriesTest extends FuturesQueriesContract {

  @Override
  FilledWarehouse warehouse() {
    return FilledWarehouse.duckDb();
  }
}

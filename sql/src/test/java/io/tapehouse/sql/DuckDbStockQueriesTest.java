package io.tapehouse.sql;

class DuckDbStockQueriesTest extends StockQueriesContract {

  @Override
  FilledWarehouse warehouse() {
    return FilledWarehouse.duckDb();
  }
}

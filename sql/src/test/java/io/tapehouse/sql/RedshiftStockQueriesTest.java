package io.tapehouse.sql;

import org.junit.jupiter.api.Tag;

@Tag("endurance")
class RedshiftStockQueriesTest extends StockQueriesContract {

  @Override
  FilledWarehouse warehouse() {
    return FilledWarehouse.redshift();
  }
}

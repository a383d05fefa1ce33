package io.tapehouse.sql;

import org.junit.jupiter.api.Tag;

@Tag("endurance")
class RedshiftMarketQueriesTest extends MarketQueriesContract {

  @Override
  FilledWarehouse warehouse() {
    return FilledWarehouse.redshift();
  }
}

package io.tapehouse.sql;

import org.junit.jupiter.api.Tag;

@Tag("endurance")
class RedshiftFuturesQueriesTest extends FuturesQueriesContract {

  @Override
  FilledWarehouse warehouse() {
    return FilledWarehouse.redshift();
  }
}

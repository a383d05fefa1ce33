package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("calendar")
class DuckDbContractTest extends WarehouseContract {

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return MigratedDuckDb.open(home, from, clock);
  }

  @Test
  void hasFunctionsOfRedshiftThatItLacks() {
    assertThat(
            rows(
                """
                SELECT nvl(NULL, 1), nvl2(NULL, 1, 2), dateadd('day', 1, DATE '2021-07-26'),
                    datediff('day', DATE '2021-07-26', DATE '2021-08-01'), charindex('c', 'abc')"""))
        .containsExactly("1,2,2021-07-27T00:00:00,6,3");
  }
}

package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.query.BoundValue;
import io.tapehouse.sql.query.NamedQueries;
import io.tapehouse.sql.query.NamedQuery;
import io.tapehouse.sql.query.ParameterType;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RedshiftCcassQueriesTest extends CcassQueriesContract {

  private String database = "";

  @Override
  Lake openLake() {
    database = RedshiftRoom.get().newMigratedDatabase();
    return RedshiftRoom.get().newLake();
  }

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return RedshiftWarehouse.open(RedshiftRoom.get().settings(database), from, clock);
  }

  @Override
  void execute(List<String> statements) throws SQLException {
    RedshiftRoom.get().execute(database, String.join(";\n", statements));
  }

  @Override
  void closed() {
    RedshiftRoom.get().dropDatabases();
  }

  @Test
  void keepTheRulesOfRedshift() {
    assertThat(
            RedshiftRules.broken(
                NamedQueries.all().stream().map(RedshiftCcassQueriesTest::sent).toList()))
        .isEmpty();
  }

  private static String sent(NamedQuery query) {
    Map<String, BoundValue> nothing =
        query.parameterNames().stream()
            .collect(
                Collectors.toMap(name -> name, name -> new BoundValue(ParameterType.TEXT, null)));
    return new BoundQuery(query.sql(), nothing).sql(name -> "?");
  }
}

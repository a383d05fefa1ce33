package io.tapehouse.sql.redshift;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.sql.SqlQueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleQueryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "  -- why; not\n select 1 ;  ",
        "/* a /* b; */ c; */ WITH x AS (SELECT 1) SELECT * FROM x",
        "(SELECT 1) UNION ALL (SELECT 2)",
        "SELECT ';', 'it''s; \\'; DELETE', \"a;b\" FROM t",
        "SELECT $$;$$, $x$ ; $$ ; $x$",
        "EXPLAIN DELETE FROM t"
      })
  void letsOneQueryThrough(String sql) {
    assertThatCode(() -> SingleQuery.check(sql)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; DELETE FROM t",
        "SELECT 1; COMMIT; DELETE FROM t;",
        "DELETE FROM t",
        "UNLOAD ('SELECT 1') TO 's3://b/k' IAM_ROLE default",
        "COPY t FROM 's3://b/k' IAM_ROLE default",
        "SET query_group TO 'x'",
        "-- SELECT\nDROP TABLE t",
        "SELECT 'a' ; --' ; \nDELETE FROM t",
        "COMMIT",
        "",
        ";"
      })
  void refusesAllElse(String sql) {
    assertThatThrownBy(() -> SingleQuery.check(sql)).isInstanceOf(SqlQueryException.class);
  }

  @Test
  void longTextsAreNoTrouble() {
    assertThatCode(() -> SingleQuery.check("SELECT '" + "it''s ".repeat(200_000) + "'"))
        .doesNotThrowAnyException();
  }
}

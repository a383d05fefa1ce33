package io.tapehouse.sql.duckdb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.sql.RefusedQueryException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that the engine's parser does not hand over; the gateway's tests have the others. */
class QueryGuardTest {

  private final QueryGuard guard = new QueryGuard();
  private DuckDBConnection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** Preparing a text of two statements carries the first one out, so one must not hide. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PIVOT t ON a USING count(*); DROP TABLE t",
        "PIVOT t ON a USING count(*) --\r; DROP TABLE t; SELECT 1",
        "PIVOT t ON a USING count(*) --\n; DROP TABLE t; SELECT 1",
        "PIVOT t ON a USING count(*) /* /* */; DROP TABLE t; SELECT 1 -- */",
        "PIVOT t ON a IN ($x$;$x$) USING count(*)",
        "UNPIVOT t ON a --\r; DROP TABLE t; SELECT 1",
        "FROM (PIVOT t ON a USING count(*)) --\r; DROP TABLE t; SELECT 1",
        "EXPLAIN PIVOT t ON a USING count(*) --\r; DROP TABLE t; SELECT 1",
        "EXPLAIN ANALYZE UNPIVOT t ON a --\r; DROP TABLE t; SELECT 1"
      })
  void aPivotIsOneStatement(String sql) {
    for (boolean files : new boolean[] {false, true}) {
      assertThatThrownBy(() -> guard.check(connection, sql, files))
          .isInstanceOfSatisfying(
              RefusedQueryException.class,
              e -> org.assertj.core.api.Assertions.assertThat(e.sqlState()).isEqualTo("25006"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PIVOT t ON a USING count(*)",
        "PIVOT t ON a USING count(*) ; \n",
        "FROM (PIVOT t ON a IN (1, 2) USING count(*))",
        "UNPIVOT t ON a",
        "EXPLAIN PIVOT t ON a USING count(*)"
      })
  void aPivotPasses(String sql) {
    assertThatCode(() -> guard.check(connection, sql, false)).doesNotThrowAnyException();
  }
}

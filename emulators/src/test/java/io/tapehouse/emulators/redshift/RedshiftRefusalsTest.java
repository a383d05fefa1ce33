package io.tapehouse.emulators.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL takes and Redshift refuses. */
class RedshiftRefusalsTest {

  private static final String MERGE = "MERGE INTO t USING s ON t.a = s.a ";
  private static final String UPDATE = "WHEN MATCHED THEN UPDATE SET b = s.b ";
  private static final String INSERT = "WHEN NOT MATCHED THEN INSERT VALUES (s.a, s.b) ";

  private final Bench bench = new Bench();

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT string_agg(b, ',') FROM t",
        "SELECT array_agg(b ORDER BY a) FROM t",
        "SELECT sum(a ORDER BY a) FROM t",
        "SELECT count(*) FILTER (WHERE a > 0) FROM t",
        "SELECT DISTINCT ON (a) a, b FROM t",
        "SELECT * FROM t, LATERAL (SELECT t.a) x",
        "INSERT INTO t VALUES (1, 'x') ON CONFLICT DO NOTHING",
        "INSERT INTO t VALUES (1, 'x') RETURNING a",
        "DELETE FROM t RETURNING a",
        "CREATE INDEX i ON t (a)",
        "CREATE UNIQUE INDEX i ON t (a)",
        "SELECT * FROM generate_series(1, 3)",
        "SELECT a FROM t FOR UPDATE",
        "SELECT a FROM t WHERE a IS DISTINCT FROM 1",
        "SELECT a FROM t WHERE a IS NOT DISTINCT FROM 1",
        "SELECT * FROM (VALUES (1), (2)) v (a)",
        "VALUES (1)",
        "SELECT sum(a) OVER (ORDER BY a) FROM t",
        "SELECT sum(a) OVER w FROM t WINDOW w AS (PARTITION BY b)",
        "SELECT a FROM t EXCEPT ALL SELECT a FROM s",
        "SELECT a FROM t FETCH FIRST 1 ROW ONLY",
        "SELECT ARRAY[1, 2]",
        "SELECT now()",
        "SELECT concat('a', 'b', 'c')",
        "UPDATE t SET (a, b) = (1, 'x')",
        "SAVEPOINT x",
        "CREATE TABLE u (a INTEGER CHECK (a > 0))",
        "CREATE TABLE u (a INTEGER, CHECK (a > 0))",
        "CREATE TABLE u (a SERIAL)",
        "CREATE TABLE u (raw VARCHAR(10))",
        "CREATE TABLE u (a INTEGER, timestamp DATE)",
        "CREATE TABLE snapshot (a INTEGER)",
        "SELECT a AS x, raw FROM t",
        "SELECT corr(a, a) FROM t",
        "CREATE TABLE u (a JSONB)",
        "CREATE TABLE u (a INTEGER[])",
        "CREATE TABLE u (a VARCHAR(65536))",
        "DO $$ BEGIN NULL; END $$",
        MERGE + UPDATE,
        MERGE + INSERT,
        MERGE + "WHEN MATCHED AND t.b <> s.b THEN UPDATE SET b = s.b " + INSERT,
        MERGE + UPDATE + "WHEN NOT MATCHED AND s.a > 1 THEN INSERT VALUES (s.a, s.b)",
        MERGE + "WHEN MATCHED THEN DO NOTHING " + INSERT,
        MERGE + UPDATE + "WHEN NOT MATCHED THEN DO NOTHING",
        MERGE + INSERT + UPDATE,
        MERGE + UPDATE + INSERT + "WHEN NOT MATCHED BY SOURCE THEN DELETE",
        "MERGE INTO t USING (SELECT a, b FROM s) s ON t.a = s.a " + UPDATE + INSERT,
        "MERGE INTO t x USING s ON x.a = s.a " + UPDATE + INSERT,
        "COPY t FROM STDIN",
        "COPY t TO STDOUT",
      })
  void redshiftRefuses(String sql) throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(
          connection,
          "CREATE TABLE t (a INTEGER, b VARCHAR(10))",
          "CREATE TABLE s (a INTEGER, b VARCHAR(10))");
      assertThatThrownBy(() -> Bench.execute(connection, sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isIn("0A000", "42601", "22023"))
          .hasMessageMatching(
              "(?s)ERROR: (.* (not supported on Redshift|is beyond the stand-in|cannot exceed)"
                  + "|syntax error: ).*");
      assertThat(Bench.rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
    }
  }

  /** Nor must the stand-in refuse what only looks like it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'string_agg(x) DISTINCT ON (a)' AS b, \"a\" AS \"lateral\" FROM t -- RETURNING",
        "SELECT /* FILTER (WHERE) /* nested */ */ a FROM t",
        "SELECT a, row_number() OVER (PARTITION BY b ORDER BY a) FROM t",
        "SELECT sum(a) OVER (ORDER BY a ROWS UNBOUNDED PRECEDING) FROM t",
        "SELECT a FROM t WHERE a IN (SELECT a FROM s ORDER BY a LIMIT 1)",
        "SELECT coalesce((SELECT a FROM s ORDER BY a LIMIT 1), 0)",
        "WITH w (a) AS (SELECT a FROM t ORDER BY a) SELECT a FROM w",
        "SELECT listagg(b, ',') FROM t",
        "SELECT convert_timezone('UTC', 'Asia/Taipei', '2026-11-20 01:00:00'::timestamp)",
        "SELECT concat('a', 'b'), len('abc'), strtol('ff', 16), getdate()",
        "UPDATE t SET b = s.b FROM s WHERE t.a = s.a",
        "DELETE FROM t USING s WHERE t.a = s.a",
        "CREATE TEMP TABLE u AS SELECT * FROM t",
        "CREATE OR REPLACE VIEW v AS SELECT a FROM t",
        "INSERT INTO t (SELECT a, b FROM s)",
        "TRUNCATE t",
        "CREATE TABLE u (\"raw\" VARCHAR(10) ENCODE raw)",
        "SELECT x.raw FROM (SELECT a AS raw FROM t) x",
        MERGE + UPDATE + INSERT,
        MERGE + "WHEN MATCHED THEN DELETE " + INSERT,
        "MERGE INTO t USING s AS x ON t.a = x.a WHEN MATCHED THEN UPDATE SET b ="
            + " CASE WHEN x.b IS NULL THEN 'n' ELSE x.b END WHEN NOT MATCHED THEN INSERT (a)"
            + " VALUES (x.a)",
      })
  void redshiftTakes(String sql) throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(
          connection,
          "CREATE TABLE t (a INTEGER, b VARCHAR(10))",
          "CREATE TABLE s (a INTEGER, b VARCHAR(10))",
          sql);
    }
  }

  @Test
  void mergeDoesWhatItSays() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(
          connection,
          "CREATE TABLE t (a INTEGER, b VARCHAR(10))",
          "CREATE TEMP TABLE s (a INTEGER, b VARCHAR(10))",
          "INSERT INTO t VALUES (1, 'old'), (2, 'old')",
          "INSERT INTO s VALUES (2, 'new'), (3, 'new')",
          MERGE + UPDATE + INSERT);
    }
    assertThat(bench.look("SELECT a, b FROM t ORDER BY a"))
        .containsExactly("1|old", "2|new", "3|new");
  }

  @Test
  void truncateInABlockIsRefusedSinceItCommits() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(connection, "CREATE TABLE t (a INTEGER)");
      connection.setAutoCommit(false);
      assertThatThrownBy(() -> Bench.execute(connection, "TRUNCATE t"))
          .hasMessageContaining("TRUNCATE in a transaction block");
    }
  }

  @Test
  void whatPostgresDoesNotKnowItRefuses() throws SQLException {
    try (Connection connection = bench.connect()) {
      for (String sql :
          new String[] {
            "CREATE TABLE t (a INTEGER ENCODE nonsense)",
            "CREATE TABLE t (a INTEGER) DISTSTYLE SOME",
            "CREATE TABLE t (a INTEGER) SORTKEY a",
            "SELECT a FROM"
          }) {
        assertThatThrownBy(() -> Bench.execute(connection, sql))
            .hasMessageContaining("syntax error");
      }
    }
  }

  /** The driver sends each of several statements alone, so this is asked without it. */
  @Test
  void severalStatementsCannotBePrepared() {
    assertThatThrownBy(() -> Translation.of("SELECT ';'; SELECT 2", false))
        .isInstanceOf(ServerError.class)
        .hasMessageContaining("multiple commands");
  }

  @Test
  void copyStandsAlone() {
    String copy =
        "COPY t FROM 's3://abc/d' IAM_ROLE 'arn:aws:iam::123456789012:role/r' PARQUET MANIFEST";
    assertThatThrownBy(() -> Translation.all("SELECT 1;" + copy, false))
        .isInstanceOf(ServerError.class)
        .hasMessageContaining("COPY beside other statements");
  }
}

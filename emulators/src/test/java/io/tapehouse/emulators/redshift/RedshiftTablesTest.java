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

/** Tables with Redshift's clauses, and what holds of their rows. */
class RedshiftTablesTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void physicalClausesAreTakenOff() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(
          connection,
          """
          CREATE TABLE IF NOT EXISTS public.bar (
              id INTEGER NOT NULL ENCODE az64 DISTKEY, -- a comment, with 'a quote
              "name" VARCHAR(40) ENCODE zstd DEFAULT 'ENCODE, (raw)' NOT NULL,
              price NUMERIC(18,6) ENCODE raw,
              moment TIMESTAMP SORTKEY
          ) BACKUP NO DISTSTYLE KEY""",
          "CREATE TABLE a (b INTEGER) DISTSTYLE EVEN COMPOUND SORTKEY (b)",
          "CREATE TABLE c (b INTEGER) DISTKEY (b) SORTKEY AUTO ENCODE AUTO",
          "CREATE TEMP TABLE d DISTSTYLE ALL SORTKEY (id) AS SELECT * FROM bar",
          "INSERT INTO bar (id, price) VALUES (1, 2.5)",
          "ALTER TABLE bar ADD COLUMN note VARCHAR(5) ENCODE lzo");
      assertThat(Bench.rows(connection, "SELECT * FROM bar"))
          .containsExactly("1|ENCODE, (raw)|2.500000|null|null");
      assertThatThrownBy(() -> Bench.execute(connection, "UPDATE bar SET note = '加權'"))
          .hasMessageContaining("character varying(5)");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a INTEGER) SORTKEY (b)",
        "CREATE TABLE t (a INTEGER) DISTKEY (b)",
        "CREATE TABLE t (a INTEGER DISTKEY) DISTKEY (a)",
        "CREATE TABLE t (a INTEGER DISTKEY) DISTSTYLE EVEN",
        "CREATE TABLE t (a INTEGER) DISTSTYLE KEY",
        "CREATE TABLE t (a INTEGER SORTKEY) SORTKEY (a)",
        "CREATE TABLE t (a INTEGER, PRIMARY KEY (b))",
        "CREATE TABLE t (a INTEGER, UNIQUE (a, b))",
        "ALTER TABLE t ADD PRIMARY KEY (a)"
      })
  void takingClausesOffMakesNoWrongStatementRight(String sql) throws SQLException {
    try (Connection connection = bench.connect()) {
      assertThatThrownBy(() -> Bench.execute(connection, sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isIn("42703", "42601", "0A000"));
    }
  }

  @Test
  void keysAreNotedAndNotEnforced() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(
          connection,
          "CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER UNIQUE)",
          """
          CREATE TABLE u (a INTEGER, b VARCHAR(5), c INTEGER REFERENCES t (a), PRIMARY KEY (a, b),
              CONSTRAINT once UNIQUE (c), FOREIGN KEY (c) REFERENCES t (a))""",
          "INSERT INTO t VALUES (1, 1), (1, 1)",
          "INSERT INTO u VALUES (1, 'x', 99), (1, 'x', 99)");
      assertThat(Bench.rows(connection, "SELECT * FROM t")).containsExactly("1|1", "1|1");
      assertThat(Bench.rows(connection, "SELECT * FROM u")).containsExactly("1|x|99", "1|x|99");
      // NOT NULL is enforced, and a primary key implies it.
      for (String sql :
          new String[] {"INSERT INTO t VALUES (NULL, 1)", "INSERT INTO u VALUES (1, NULL, 1)"}) {
        assertThatThrownBy(() -> Bench.execute(connection, sql))
            .hasMessageContaining("not-null constraint");
      }
    }
  }

  @Test
  void lengthsCountBytes() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(
          connection,
          "CREATE TABLE t (a VARCHAR(6), b VARCHAR, c TEXT, d CHARACTER VARYING(3), e VARCHAR(MAX))",
          "INSERT INTO t VALUES ('加權', 'b', 'c', 'ddd', 'e')",
          "CREATE TABLE u (LIKE t)");
      for (String table : new String[] {"t", "u"}) {
        for (String set :
            new String[] {
              "(a) VALUES ('加權x')",
              "(b) VALUES (repeat('x', 257))",
              "(c) VALUES (repeat('x', 257))",
              "(d) VALUES ('加權')",
              "(e) VALUES (repeat('權', 21846))"
            }) {
          assertThatThrownBy(() -> Bench.execute(connection, "INSERT INTO " + table + " " + set))
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22001"))
              .hasMessageContaining("value too long for type character varying(");
        }
      }
      assertThat(Bench.rows(connection, "SELECT len(CAST(repeat('x', 300) AS VARCHAR))"))
          .containsExactly("256");
    }
  }

  @Test
  void aBackslashEscapesInEveryString() throws SQLException {
    try (Connection connection = bench.connect()) {
      assertThat(Bench.rows(connection, "SELECT 'a\\\\b', 'l\\'auto; x', len('\\t')"))
          .containsExactly("a\\b|l'auto; x|1");
    }
  }

  @Test
  void functionsOfRedshift() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(
          connection, "CREATE TABLE t (a VARCHAR(5))", "INSERT INTO t VALUES ('x'), ('y')");
      assertThat(
              Bench.rows(
                  connection,
                  "SELECT convert_timezone('UTC', 'Asia/Taipei', '2026-11-20 01:00:00'::timestamp),"
                      + " convert_timezone('Asia/Taipei', '2026-11-20 01:00:00'::timestamp),"
                      + " strtol('fF', 16), len('加權'), (SELECT listagg(a, '+') FROM t)"))
          .containsExactly("2026-11-20 09:00:00|2026-11-20 09:00:00|255|2|x+y");
      assertThatThrownBy(() -> Bench.rows(connection, "SELECT strtol('fg', 16)"))
          .hasMessageContaining("fg");
    }
  }
}

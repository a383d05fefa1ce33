package io.tapehouse.emulators.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Redshift's driver does with any database, done with the stand-in. */
class RedshiftSessionTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void theDriverConnectsAndSeesRedshift() throws SQLException {
    try (Connection connection = bench.connect()) {
      assertThat(connection.isValid(10)).isTrue();
      assertThat(connection.getMetaData().getDriverName()).contains("Redshift");
      assertThat(Bench.rows(connection, "SELECT 1 + 1, 7 / 2, current_user"))
          .containsExactly("2|3|tapehouse");
    }
  }

  @Test
  void anotherUserOrPasswordIsRefused() {
    RedshiftStandIn standIn = bench.standIn();
    for (String[] who :
        new String[][] {{standIn.user(), "wrong"}, {"postgres", standIn.password()}}) {
      assertThatThrownBy(() -> bench.connectAs(who[0], who[1]).close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed for user \"" + who[0] + "\"")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("28000");
    }
  }

  @Test
  void preparedStatementsAndBatches() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(
          connection,
          "CREATE TABLE t (a INTEGER, b BIGINT, c VARCHAR(20), d DATE, e TIMESTAMP,"
              + " f NUMERIC(18,6), g DOUBLE PRECISION, h BOOLEAN)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
        for (int i = 0; i < 300; i++) {
          insert.setInt(1, i);
          insert.setLong(2, 1L << 40);
          insert.setString(3, i == 7 ? null : "a'b\\c 加權");
          insert.setObject(4, LocalDate.of(2026, 11, 20));
          insert.setObject(5, LocalDateTime.of(2026, 11, 20, 8, 45, 1, 500_000_000));
          insert.setBigDecimal(6, new BigDecimal("1.234567"));
          insert.setDouble(7, 0.1);
          insert.setBoolean(8, true);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(300);
      }
      String all = "%s|1099511627776|%s|2026-11-20|2026-11-20 08:45:01.5|1.234567|0.1|t";
      assertThat(bench.look("SELECT * FROM t WHERE a IN (7, 8) ORDER BY a"))
          .containsExactly(all.formatted("7", "null"), all.formatted("8", "a'b\\c 加權"));
      try (PreparedStatement select =
          connection.prepareStatement("SELECT count(*) FROM t WHERE a < ?")) {
        // More often than it takes the driver to keep the statement on the server.
        for (int i = 0; i < 10; i++) {
          select.setInt(1, i);
          try (ResultSet rows = select.executeQuery()) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(i);
          }
        }
      }
    }
  }

  @Test
  void rowsComeInPortions() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(connection, "CREATE TABLE t (a INTEGER)");
      Bench.execute(connection, "INSERT INTO t VALUES (0), (1), (2), (3), (4), (5), (6), (7)");
      connection.setAutoCommit(false);
      int recorded = bench.standIn().statements().size();
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(3);
        try (ResultSet rows = statement.executeQuery("SELECT a FROM t ORDER BY a")) {
          for (int i = 0; i < 8; i++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(i);
          }
          assertThat(rows.next()).isFalse();
        }
      }
      connection.rollback();
      assertThat(bench.standIn().statements().stream().skip(recorded).map(SentStatement::sql))
          .filteredOn(sql -> sql.startsWith("SELECT a"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&preferQueryMode=simple"})
  void temporaryTablesAndTransactions(String options) throws SQLException {
    try (Connection connection = bench.connect(options);
        Connection other = bench.connect(options)) {
      Bench.execute(connection, "CREATE TABLE t (a INTEGER)");
      connection.setAutoCommit(false);
      Bench.execute(
          connection,
          "LOCK t",
          "CREATE TEMP TABLE s (LIKE t)",
          "INSERT INTO s VALUES (1), (2)",
          "INSERT INTO t SELECT a FROM s",
          "ANALYZE t");
      assertThat(Bench.rows(connection, "SELECT a FROM t ORDER BY a")).containsExactly("1", "2");
      connection.rollback();
      assertThat(Bench.rows(other, "SELECT a FROM t")).isEmpty();
      assertThatThrownBy(() -> Bench.rows(other, "SELECT a FROM s"))
          .hasMessageContaining("\"s\" does not exist");
      Bench.execute(connection, "INSERT INTO t VALUES (3)");
      connection.commit();
      assertThat(Bench.rows(other, "SELECT a FROM t")).containsExactly("3");
    }
  }

  @Test
  void aFailedStatementFailsItsTransaction() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(connection, "CREATE TABLE t (a INTEGER)");
      connection.setAutoCommit(false);
      Bench.execute(connection, "INSERT INTO t VALUES (1)");
      assertThatThrownBy(() -> Bench.execute(connection, "SELECT DISTINCT ON (a) a FROM t"))
          .hasMessageContaining("DISTINCT ON is not supported");
      assertThatThrownBy(() -> Bench.rows(connection, "SELECT a FROM t"))
          .hasMessageContaining("current transaction is aborted");
      connection.rollback();
      assertThat(Bench.rows(connection, "SELECT a FROM t")).isEmpty();
    }
  }

  @Test
  void aReadOnlyTransactionWritesNothing() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(connection, "CREATE TABLE t (a INTEGER)", "BEGIN READ ONLY");
      assertThatThrownBy(() -> Bench.execute(connection, "INSERT INTO t VALUES (1)"))
          .hasMessageContaining("read-only transaction");
      Bench.execute(connection, "ROLLBACK");
      connection.setAutoCommit(false);
      Bench.execute(connection, "SET TRANSACTION READ ONLY");
      assertThatThrownBy(() -> Bench.execute(connection, "INSERT INTO t VALUES (1)"))
          .hasMessageContaining("read-only transaction");
    }
  }

  @Test
  void aLockHoldsOthersBack() throws SQLException {
    try (Connection connection = bench.connect();
        Connection other = bench.connect()) {
      Bench.execute(connection, "CREATE TABLE t (a INTEGER)");
      connection.setAutoCommit(false);
      Bench.execute(connection, "LOCK t", "INSERT INTO t VALUES (1)");
      Bench.execute(other, "SET statement_timeout TO 200");
      assertThatThrownBy(() -> Bench.execute(other, "BEGIN; LOCK t"))
          .hasMessageContaining("statement timeout");
      Bench.execute(other, "ROLLBACK", "SET statement_timeout TO 0");
      connection.commit();
      other.setAutoCommit(false);
      Bench.execute(other, "LOCK t");
      assertThat(Bench.rows(other, "SELECT a FROM t")).containsExactly("1");
    }
  }

  /** What pools of connections ask. */
  @Test
  void settingsOfTheConnection() throws SQLException {
    try (Connection connection = bench.connect("&ApplicationName=tapehouse")) {
      connection.setReadOnly(true);
      assertThatThrownBy(() -> Bench.execute(connection, "CREATE TABLE t (a INTEGER)"))
          .hasMessageContaining("read-only transaction");
      connection.setReadOnly(false);
      Bench.execute(connection, "CREATE TABLE t (a INTEGER)");
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      assertThat(connection.getSchema()).isEqualTo("public");
      assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith("8.0.2");
      connection.setNetworkTimeout(Runnable::run, 10_000);
      assertThat(Bench.rows(connection, "SHOW application_name")).containsExactly("tapehouse");
    }
  }

  @Test
  void statementsBearTheirQueryGroup() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(
          connection,
          "SET query_group TO 'dag/run/task/1'",
          "SELECT 4711",
          "RESET query_group",
          "SELECT 4712");
      connection.setAutoCommit(false);
      Bench.execute(connection, "SET query_group TO 'undone'");
      assertThat(Bench.rows(connection, "SHOW query_group")).containsExactly("undone");
      connection.rollback();
      Bench.execute(connection, "SELECT 4713");
    }
    assertThat(bench.standIn().statements())
        .contains(
            new SentStatement("dag/run/task/1", "SELECT 4711"),
            new SentStatement("", "SELECT 4712"),
            new SentStatement("", "SELECT 4713"));
  }

  @Test
  void aTimeoutAndACancelEndAStatement() throws SQLException {
    try (Connection connection = bench.connect();
        Statement statement = connection.createStatement()) {
      Bench.execute(connection, "SET statement_timeout TO 200");
      bench
          .standIn()
          .failNext("SELECT 1"::equals, StatementFault.slow(java.time.Duration.ofMinutes(1)));
      assertThatThrownBy(() -> statement.execute("SELECT 1"))
          .hasMessageContaining("statement timeout");
      Bench.execute(connection, "RESET statement_timeout");
      statement.setQueryTimeout(1);
      bench
          .standIn()
          .failNext("SELECT 2"::equals, StatementFault.slow(java.time.Duration.ofMinutes(1)));
      assertThatThrownBy(() -> statement.execute("SELECT 2")).hasMessageContaining("cancel");
      assertThat(Bench.rows(connection, "SELECT 3")).containsExactly("3");
    }
  }
}

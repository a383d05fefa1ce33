package io.tapehouse.emulators.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.redshift.util.RedshiftException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong when a test wants it to. */
class RedshiftFaultsTest {

  private static final String INSERT = "INSERT INTO t VALUES (1)";

  private final Bench bench = new Bench();

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @BeforeEach
  void table() throws SQLException {
    try (Connection connection = bench.connect()) {
      Bench.execute(connection, "CREATE TABLE t (a INTEGER)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&preferQueryMode=simple"})
  void aSerialisationFailureUndoesTheTransaction(String options) throws SQLException {
    try (Connection connection = bench.connect(options)) {
      connection.setAutoCommit(false);
      Bench.execute(connection, INSERT);
      bench
          .standIn()
          .failNext("INSERT INTO t VALUES (2)"::equals, StatementFault.SERIALIZATION_1023);
      assertThatThrownBy(() -> Bench.execute(connection, "INSERT INTO t VALUES (2)"))
          .satisfies(RedshiftFaultsTest::is1023);
      connection.rollback();
      Bench.execute(connection, "INSERT INTO t VALUES (3)");
      connection.commit();
    }
    assertThat(bench.look("SELECT a FROM t")).containsExactly("3");
    assertThat(bench.standIn().waitingFaults()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&preferQueryMode=simple"})
  void aCommitThatFailsSoLeavesNoTransaction(String options) throws SQLException {
    try (Connection connection = bench.connect(options)) {
      connection.setAutoCommit(false);
      Bench.execute(connection, INSERT);
      bench.standIn().failNext("COMMIT"::equalsIgnoreCase, StatementFault.SERIALIZATION_1023);
      assertThatThrownBy(connection::commit).satisfies(RedshiftFaultsTest::is1023);
      Bench.execute(connection, "INSERT INTO t VALUES (2)");
      connection.commit();
    }
    assertThat(bench.look("SELECT a FROM t")).containsExactly("2");
  }

  private static void is1023(Throwable e) {
    assertThat(e).isInstanceOf(RedshiftException.class).hasMessageContaining("ERROR: 1023");
    RedshiftException found = (RedshiftException) e;
    assertThat(found.getSQLState()).isEqualTo("XX000");
    assertThat(found.getServerErrorMessage().getMessage()).isEqualTo("1023");
    assertThat(found.getServerErrorMessage().getDetail())
        .startsWith("Serializable isolation violation on table - ");
  }

  /** No fault asked for: two transactions that each read what the other writes. */
  @Test
  void aRealConflictIsTheSameError() throws SQLException {
    try (Connection one = bench.connect();
        Connection two = bench.connect()) {
      Bench.execute(one, "CREATE TABLE u (a INTEGER)");
      one.setAutoCommit(false);
      two.setAutoCommit(false);
      Bench.rows(one, "SELECT count(*) FROM t");
      Bench.rows(two, "SELECT count(*) FROM u");
      Bench.execute(one, "INSERT INTO u VALUES (1)");
      Bench.execute(two, "INSERT INTO t VALUES (1)");
      one.commit();
      assertThatThrownBy(two::commit).satisfies(RedshiftFaultsTest::is1023);
    }
    assertThat(bench.look("SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM u)"))
        .containsExactly("0|1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&preferQueryMode=simple"})
  void aConnectionLostBeforeACommitCommitsNothing(String options) throws SQLException {
    lostAtCommit(options, StatementFault.CONNECTION_LOST_BEFORE);
    assertThat(bench.look("SELECT a FROM t")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&preferQueryMode=simple"})
  void aConnectionLostAfterACommitHasCommitted(String options) throws SQLException {
    lostAtCommit(options, StatementFault.CONNECTION_LOST_AFTER);
    assertThat(bench.look("SELECT a FROM t")).containsExactly("1");
  }

  private void lostAtCommit(String options, StatementFault fault) throws SQLException {
    try (Connection connection = bench.connect(options)) {
      connection.setAutoCommit(false);
      Bench.execute(connection, INSERT);
      bench.standIn().failNext("COMMIT"::equalsIgnoreCase, fault);
      assertThatThrownBy(connection::commit).satisfies(RedshiftFaultsTest::isLost);
    }
  }

  private static void isLost(Throwable e) {
    assertThat(e).isInstanceOf(SQLException.class);
    assertThat(((SQLException) e).getSQLState()).startsWith("08");
  }

  @Test
  void aStatementOutsideOfBlocksIsDoneOrNotAsTheFaultSays() throws SQLException {
    try (Connection before = bench.connect();
        Connection after = bench.connect()) {
      bench.standIn().failNext(INSERT::equals, StatementFault.CONNECTION_LOST_BEFORE);
      bench
          .standIn()
          .failNext("INSERT INTO t VALUES (2)"::equals, StatementFault.CONNECTION_LOST_AFTER);
      assertThatThrownBy(() -> Bench.execute(before, INSERT)).satisfies(RedshiftFaultsTest::isLost);
      assertThatThrownBy(() -> Bench.execute(after, "INSERT INTO t VALUES (2)"))
          .satisfies(RedshiftFaultsTest::isLost);
    }
    assertThat(bench.look("SELECT a FROM t")).containsExactly("2");
  }

  @Test
  void aPreparedStatementThatTheServerKeepsMeetsItsFaultToo() throws SQLException {
    try (Connection connection = bench.connect();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      for (int i = 0; i < 10; i++) {
        insert.setInt(1, i);
        insert.executeUpdate();
      }
      bench.standIn().failNext(sql -> sql.startsWith("INSERT"), StatementFault.SERIALIZATION_1023);
      assertThatThrownBy(insert::executeUpdate).satisfies(RedshiftFaultsTest::is1023);
      insert.executeUpdate();
    }
    assertThat(bench.look("SELECT count(*) FROM t")).containsExactly("11");
  }

  @Test
  void aSlowStatementIsCarriedOutLater() throws SQLException {
    try (Connection connection = bench.connect()) {
      bench.standIn().failNext(INSERT::equals, StatementFault.slow(Duration.ofMillis(1)));
      Bench.execute(connection, INSERT);
    }
    assertThat(bench.look("SELECT a FROM t")).containsExactly("1");
    assertThat(bench.standIn().waitingFaults()).isZero();
  }

  @Test
  void connectionsRunOut() throws SQLException {
    bench.standIn().refuseConnections(1);
    assertThatThrownBy(() -> bench.connect().close())
        .hasMessageContaining("connection limit")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("53300");
    try (Connection connection = bench.connect()) {
      assertThat(connection.isValid(10)).isTrue();
    }
  }

  @Test
  void killedConnectionsLeaveNothing() throws SQLException {
    try (Connection connection = bench.connect()) {
      connection.setAutoCommit(false);
      Bench.execute(connection, INSERT);
      bench.standIn().killConnections();
      assertThatThrownBy(connection::commit).satisfies(RedshiftFaultsTest::isLost);
    }
    try (Connection connection = bench.connect()) {
      assertThat(Bench.rows(connection, "SELECT a FROM t")).isEmpty();
    }
  }
}

package io.tapehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.gateway.startup.Users;
import java.io.IOException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Statements that are broken off, clients that do not read, and results of any length. */
@ExtendWith(SharedGateway.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancelTest {

  /** More rows than any machine counts while a test waits; the first ones come at once. */
  private static final String ENDLESS =
      "SELECT i, 'row ' || i AS label FROM range(1000000000000) AS r(i)";

  private static final String SLOW =
      "SELECT count(*) FROM range(100000000) AS a(i), range(100000000) AS b(j) WHERE i % 7 = j % 11";

  /** It runs once its first row is there. */
  private static void begin(RawClient client) throws IOException {
    client.query(ENDLESS).send();
    assertThat(client.next()).startsWith("T(");
    assertThat(client.next()).isEqualTo("D(0,row 0)");
  }

  private static String endOfRows(RawClient client) throws IOException {
    String answer = client.next();
    while (answer.startsWith("D(")) {
      answer = client.next();
    }
    return answer;
  }

  @Test
  void aRunningStatementIsCancelledAndTheSessionGoesOn(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      for (int time = 0; time < 3; time++) {
        begin(client);
        RawClient.cancel(gateway.port(), client.process(), client.key());
        RawClient.cancel(gateway.port(), client.process(), client.key());
        assertThat(endOfRows(client)).isEqualTo("E(57014)");
        assertThat(client.error()).isEqualTo("canceling statement due to user request");
        assertThat(client.next()).isEqualTo("Z(I)");
        assertThat(client.ask("SELECT 1 AS a")).contains("D(1)", "C(SELECT 1)");
      }
    }
  }

  @Test
  void aStatementWithoutRowsYetIsCancelled(TestGateway gateway) throws Exception {
    try (RawClient client = RawClient.open(gateway)) {
      client.query(SLOW).send();
      // Until it is heard: a request that comes before the statement does nothing.
      while (client.nothingYet()) {
        RawClient.cancel(gateway.port(), client.process(), client.key());
      }
      assertThat(client.untilReady()).contains("E(57014)").last().isEqualTo("Z(I)");
    }
  }

  @Test
  void aWrongKeyDoesNothing(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      begin(client);
      RawClient.cancel(gateway.port(), client.process(), client.key() + 1);
      RawClient.cancel(gateway.port(), client.process() + 1000, client.key());
      for (int row = 1; row < 100_000; row++) {
        assertThat(client.next()).isEqualTo("D(%d,row %d)".formatted(row, row));
      }
      RawClient.cancel(gateway.port(), client.process(), client.key());
      assertThat(endOfRows(client)).isEqualTo("E(57014)");
    }
  }

  @Test
  void aRequestBeforeAndAfterAStatementDoesNothing(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      RawClient.cancel(gateway.port(), client.process(), client.key());
      assertThat(client.ask("SELECT count(*) FROM sample")).contains("D(1001)");
      RawClient.cancel(gateway.port(), client.process(), client.key());
      assertThat(client.ask("SELECT count(*) FROM sample")).contains("D(1001)");
    }
  }

  @Test
  void whatAPortalHasLeftIsCancelledWhileItRuns(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      client.ask("BEGIN");
      client.parse("", ENDLESS).bind("c", "").execute("c", 1).sync();
      assertThat(client.answers()).containsExactly("1", "2", "D(0,row 0)", "s", "Z(T)");
      RawClient.cancel(gateway.port(), client.process(), client.key());
      assertThat(client.execute("c", 1).sync().answers())
          .containsExactly("D(1,row 1)", "s", "Z(T)");
      client.execute("c", 0).sync().send();
      assertThat(client.next()).isEqualTo("D(2,row 2)");
      RawClient.cancel(gateway.port(), client.process(), client.key());
      assertThat(endOfRows(client)).isEqualTo("E(57014)");
      assertThat(client.next()).isEqualTo("Z(E)");
      assertThat(client.ask("ROLLBACK")).containsExactly("C(ROLLBACK)", "Z(I)");
    }
  }

  @Test
  void aStatementThatTakesTooLongIsCancelled(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      client.ask("SET statement_timeout = '50ms'");
      assertThat(client.ask(SLOW)).contains("E(57014)").last().isEqualTo("Z(I)");
      assertThat(client.error()).isEqualTo("canceling statement due to statement timeout");
      client.ask("SET statement_timeout = 0");
      assertThat(client.ask("SELECT 1")).contains("D(1)");
    }
  }

  @Test
  void aCopyIsCancelled(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      client.query("COPY (" + ENDLESS + ") TO STDOUT").send();
      assertThat(client.next()).startsWith("H");
      assertThat(client.next()).isEqualTo("d(0\trow 0\n)");
      RawClient.cancel(gateway.port(), client.process(), client.key());
      String answer = client.next();
      while (answer.startsWith("d(")) {
        answer = client.next();
      }
      assertThat(answer).isEqualTo("E(57014)");
    }
  }

  /** Ten clients that read nothing of a result without end: the server's memory does not grow. */
  @Test
  void clientsThatDoNotReadTakeNoMemory(TestGateway gateway) throws IOException {
    List<RawClient> clients = new ArrayList<>();
    try {
      long before = used();
      for (int i = 0; i < 10; i++) {
        RawClient client = RawClient.open(gateway);
        clients.add(client);
        begin(client);
      }
      // Another client is served meanwhile, and reads more than would fit.
      try (RawClient reader = RawClient.open(gateway)) {
        reader.query("SELECT repeat('x', 1000) FROM range(100000)").send();
        assertThat(reader.next()).startsWith("T(");
        assertThat(endOfRows(reader)).isEqualTo("C(SELECT 100000)");
      }
      assertThat(used() - before).isLessThan(64L << 20);
      RawClient cancelled = clients.get(0);
      RawClient.cancel(gateway.port(), cancelled.process(), cancelled.key());
      assertThat(endOfRows(cancelled)).isEqualTo("E(57014)");
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
    Leaks.none(gateway, 0);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void closingTheServerEndsWhatRuns() throws Exception {
    TestGateway own = TestGateway.open();
    RawClient running = RawClient.open(own);
    RawClient waiting = RawClient.open(own);
    begin(running);
    int port = own.port();
    own.close();
    String answer = "";
    while (!answer.equals("end")) {
      answer = running.next();
    }
    assertThat(waiting.next()).isEqualTo("end");
    assertThatThrownBy(() -> RawClient.connect(port)).isInstanceOf(IOException.class);
    running.close();
    waiting.close();
  }

  /** DuckDB 2.0 loses the ORDER BY of a prepared query when insertion order is not kept. */
  @Test
  void preparedQueriesKeepTheirOrder(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      client
          .parse(
              "s",
              "SELECT (i * 7919) % 300007 AS k FROM range(300007) AS r(i) WHERE i >= $1 ORDER BY k",
              20)
          .sync()
          .answers();
      for (int run = 0; run < 2; run++) {
        client.bind("", "s", "0").execute("", 0).sync().send();
        assertThat(client.next()).isEqualTo("2");
        for (int row = 0; row < 300_007; row++) {
          assertThat(client.next()).isEqualTo("D(" + row + ")");
        }
        assertThat(client.untilReady()).containsExactly("C(SELECT 300007)", "Z(I)");
      }
    }
  }

  /** A statement sees what was committed when it began; a load does not wait for readers. */
  @Test
  void aLoadThatCommitsDisturbsNoQuery(TestGateway gateway) throws Exception {
    try (RawClient client = RawClient.open(gateway);
        var writer = gateway.warehouse().queryEngine().open();
        Statement load = writer.createStatement()) {
      load.execute("CREATE TABLE loaded AS SELECT i FROM range(500000) AS r(i)");
      try {
        client.ask("BEGIN; DECLARE c CURSOR FOR SELECT i FROM loaded ORDER BY i");
        assertThat(client.ask("FETCH 1 FROM c")).contains("D(0)");
        client.ask("DECLARE d CURSOR FOR SELECT i FROM loaded");
        assertThat(client.ask("MOVE d")).contains("C(MOVE 1)");
        load.execute("DELETE FROM loaded WHERE i % 2 = 0");
        load.execute("INSERT INTO loaded SELECT i FROM range(500000, 500100) AS r(i)");
        assertThat(client.ask("MOVE ALL FROM c")).contains("C(MOVE 499999)");
        assertThat(client.ask("MOVE ALL FROM d")).contains("C(MOVE 499999)");
        assertThat(client.ask("SELECT count(*) FROM loaded")).contains("D(250100)");
        client.ask("COMMIT");
      } finally {
        load.execute("DROP TABLE loaded");
      }
    }
  }

  @Test
  void aResultHasNoMoreRowsThanItMay() throws Exception {
    try (TestGateway own = TestGateway.open(Users.anyone(), Optional.empty(), 3, 10);
        RawClient client = RawClient.open(own)) {
      assertThat(client.ask("SELECT id FROM sample WHERE id < 10")).contains("C(SELECT 10)");
      assertThat(client.ask("SELECT id FROM sample WHERE id < 11")).contains("E(54000)");
      assertThat(client.ask("COPY sample TO STDOUT")).contains("E(54000)");
      client.ask("BEGIN; DECLARE c CURSOR FOR SELECT id FROM sample");
      assertThat(client.ask("FETCH 6 FROM c")).contains("C(FETCH 6)");
      assertThat(client.ask("FETCH 6 FROM c")).contains("E(54000)");
      client.ask("ROLLBACK");
      client.parse("", "SELECT id FROM sample").bind("", "").execute("", 6).execute("", 6).sync();
      assertThat(client.answers()).contains("s", "E(54000)");
      // The places for connections: two more, and no fourth.
      try (RawClient second = RawClient.open(own);
          RawClient third = RawClient.open(own)) {
        assertThat(third.ask("SELECT 1")).contains("D(1)");
        try (RawClient fourth = RawClient.connect(own.port())) {
          assertThat(fourth.start(3 << 16).answers()).containsExactly("E(FATAL 53300)", "end");
        }
        assertThat(second.ask("SELECT 1")).contains("D(1)");
      }
      Leaks.none(own, 1);
      try (RawClient again = RawClient.open(own)) {
        assertThat(again.ask("SELECT 1")).contains("D(1)");
      }
    }
  }
}

package io.tapehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The extended protocol: Parse, Bind, Describe, Execute, Sync, message by message. */
@ExtendWith(SharedGateway.class)
class ExtendedQueryTest {

  private static final int INT4 = 23;
  private static final int[] TEXT = {};
  private static final int[] BINARY = {1};

  private RawClient client;

  @BeforeEach
  void connect(TestGateway gateway) throws IOException {
    client = RawClient.open(gateway);
  }

  @AfterEach
  void leave() throws IOException {
    client.close();
  }

  @Test
  void rowsAreDescribedOnlyWhenAsked() throws IOException {
    assertThat(client.parse("", "SELECT 1 AS a").bind("", "").execute("", 0).sync().answers())
        .containsExactly("1", "2", "D(1)", "C(SELECT 1)", "Z(I)");
    assertThat(
            client
                .parse("", "SELECT 1 AS a")
                .bind("", "")
                .describe('P', "")
                .execute("", 0)
                .sync()
                .answers())
        .containsExactly("1", "2", "T(a:23)", "D(1)", "C(SELECT 1)", "Z(I)");
  }

  @Test
  void statementsAndPortalsAreDescribedBeforeAndAfterBind() throws IOException {
    assertThat(
            client
                .parse("s", "SELECT id, price FROM sample WHERE id = $1", INT4)
                .describe('S', "s")
                .bind("p", "s", TEXT, BINARY, "3")
                .describe('P', "p")
                .describe('S', "s")
                .sync()
                .answers())
        .containsExactly(
            "1",
            "t(23)",
            "T(id:23,price:1700~1179658)",
            "2",
            "T(id:23b,price:1700~1179658b)",
            "t(23)",
            "T(id:23,price:1700~1179658)",
            "Z(I)");
    assertThat(client.describe('P', "").sync().answers()).containsExactly("E(34000)", "Z(I)");
    assertThat(client.describe('S', "none").sync().answers()).containsExactly("E(26000)", "Z(I)");
  }

  @Test
  void statementsWithoutRowsAreDescribedAsSuch() throws IOException {
    assertThat(
            client
                .parse("", "SET application_name = 'x'")
                .describe('S', "")
                .bind("", "")
                .describe('P', "")
                .execute("", 0)
                .sync()
                .answers())
        .containsExactly("1", "t", "n", "2", "n", "C(SET)", "Z(I)");
  }

  @Test
  void afterAnErrorAllIsSkippedUpToSync() throws IOException {
    assertThat(
            client
                .parse("", "SELECT nothing FROM sample")
                .bind("", "")
                .describe('P', "")
                .execute("", 0)
                .query("SELECT 1")
                .close('S', "")
                .sync()
                .parse("", "SELECT 2")
                .bind("", "")
                .execute("", 0)
                .sync()
                .answers())
        .containsExactly("E(42703@8)", "Z(I)");
    assertThat(client.untilReady()).containsExactly("1", "2", "D(2)", "C(SELECT 1)", "Z(I)");
  }

  @Test
  void anErrorWhileItRunsIsSkippedToo() throws IOException {
    assertThat(
            client
                .parse("", "SELECT 1 / (id - 1) FROM sample ORDER BY id DESC")
                .bind("", "")
                .execute("", 0)
                .execute("", 0)
                .sync()
                .answers())
        .last()
        .isEqualTo("Z(I)");
    assertThat(
            client
                .parse("", "SELECT CAST(label AS INT) FROM sample WHERE id = $1 ORDER BY 1")
                .bind("", "", "5")
                .execute("", 0)
                .execute("", 0)
                .sync()
                .answers())
        .containsExactly("1", "2", "E(22P02@8)", "Z(I)");
    assertThat(client.error()).contains("text 5");
  }

  /** A failed Parse leaves no statement of that name, not even the one before it. */
  @Test
  void aFailedParseLeavesNoStatement() throws IOException {
    assertThat(client.parse("", "SELECT 1").sync().answers()).containsExactly("1", "Z(I)");
    assertThat(client.parse("", "SELECT FROM FROM").sync().answers())
        .first()
        .asString()
        .startsWith("E(42601");
    assertThat(client.bind("", "").execute("", 0).sync().answers())
        .containsExactly("E(26000)", "Z(I)");
    assertThat(client.parse("", "SELECT 1").sync().answers()).containsExactly("1", "Z(I)");
    client.ask("SELECT 2");
    assertThat(client.bind("", "").sync().answers()).containsExactly("E(26000)", "Z(I)");
  }

  @Test
  void portalsAreSuspendedAndGoOn() throws IOException {
    client.ask("BEGIN");
    assertThat(
            client
                .parse("", "SELECT id FROM sample WHERE id BETWEEN 1 AND 5 ORDER BY id")
                .bind("c", "")
                .execute("c", 2)
                .execute("c", 2)
                .sync()
                .answers())
        .containsExactly("1", "2", "D(1)", "D(2)", "s", "D(3)", "D(4)", "s", "Z(T)");
    assertThat(
            client.execute("c", 2).execute("c", 2).close('P', "c").execute("c", 1).sync().answers())
        .containsExactly("D(5)", "C(SELECT 1)", "C(SELECT 0)", "3", "E(34000)", "Z(E)");
  }

  @Test
  void pagesOfAnyLengthHaveEveryRowOnce() throws IOException {
    for (int page : new int[] {1, 7, 999, 1000, 1001, 1002, 2048}) {
      client.query("BEGIN").answers();
      client.parse("", "SELECT id FROM sample ORDER BY id").bind("c", "").sync().answers();
      StringBuilder found = new StringBuilder();
      boolean more = true;
      while (more) {
        more = false;
        for (String answer : client.execute("c", page).sync().answers()) {
          more |= answer.equals("s");
          if (answer.startsWith("D")) {
            found.append(answer);
          }
        }
      }
      StringBuilder expected = new StringBuilder();
      for (int id = 0; id <= 1000; id++) {
        expected.append("D(").append(id).append(')');
      }
      assertThat(found).as("pages of %d", page).hasToString(expected.toString());
      client.ask("COMMIT");
    }
  }

  @Test
  void severalPortalsAreOpenAtOnce() throws IOException {
    client.ask("BEGIN");
    assertThat(
            client
                .parse("s", "SELECT id FROM sample WHERE id > $1 ORDER BY id", INT4)
                .bind("a", "s", "10")
                .bind("b", "s", "20")
                .execute("a", 1)
                .execute("b", 1)
                .execute("a", 1)
                .execute("b", 1)
                .bind("b", "s", "30")
                .sync()
                .answers())
        .containsExactly(
            "1",
            "2",
            "2",
            "D(11)",
            "s",
            "D(21)",
            "s",
            "D(12)",
            "s",
            "D(22)",
            "s",
            "E(42P03)",
            "Z(E)");
    client.ask("ROLLBACK");
    assertThat(client.execute("a", 1).sync().answers()).containsExactly("E(34000)", "Z(I)");
  }

  @Test
  void portalsEndWithTheirTransaction() throws IOException {
    assertThat(
            client
                .parse("s", "SELECT id FROM sample")
                .bind("a", "s")
                .execute("a", 1)
                .sync()
                .answers())
        .contains("s", "Z(I)");
    assertThat(client.execute("a", 1).sync().answers()).containsExactly("E(34000)", "Z(I)");
    client.ask("BEGIN");
    client.bind("a", "s").execute("a", 1).sync().answers();
    client.ask("COMMIT");
    client.ask("BEGIN");
    assertThat(client.execute("a", 1).sync().answers()).containsExactly("E(34000)", "Z(E)");
  }

  @Test
  void namedStatementsAreUsedAgain() throws IOException {
    client.parse("s", "SELECT $1 + 1", INT4).sync().answers();
    for (int i = 0; i < 5; i++) {
      assertThat(client.bind("", "s", Integer.toString(i)).execute("", 0).sync().answers())
          .containsExactly("2", "D(" + (i + 1) + ")", "C(SELECT 1)", "Z(I)");
    }
    assertThat(client.parse("s", "SELECT 2").sync().answers()).containsExactly("E(42P05)", "Z(I)");
    assertThat(
            client
                .close('S', "s")
                .close('S', "s")
                .parse("s", "SELECT 7")
                .bind("", "s")
                .execute("", 0)
                .sync()
                .answers())
        .containsExactly("3", "3", "1", "2", "D(7)", "C(SELECT 1)", "Z(I)");
  }

  @Test
  void parametersAreCounted() throws IOException {
    client.parse("s", "SELECT $1 + $2", INT4, INT4).sync().answers();
    assertThat(client.bind("", "s", "1").sync().answers()).containsExactly("E(08P01)", "Z(I)");
    assertThat(client.error()).contains("supplies 1 parameters").contains("requires 2");
    assertThat(client.bind("", "s", "1", "2", "3").sync().answers())
        .containsExactly("E(08P01)", "Z(I)");
    assertThat(client.bind("", "s", new int[] {0, 0, 0}, TEXT, "1", "2").sync().answers())
        .containsExactly("E(08P01)", "Z(I)");
    assertThat(client.bind("", "s", TEXT, new int[] {0, 0}, "1", "2").sync().answers())
        .containsExactly("E(08P01)", "Z(I)");
    assertThat(client.bind("", "s", new int[] {2}, TEXT, "1", "2").sync().answers())
        .containsExactly("E(08P01)", "Z(I)");
  }

  @Test
  void parameterNumbersMayHaveGapsRepeatAndGoBack() throws IOException {
    assertThat(
            client
                .parse("", "SELECT $3 || '-' || $1 || '-' || $3", 25, 25, 25)
                .describe('S', "")
                .bind("", "", "a", "unused", "c")
                .execute("", 0)
                .sync()
                .answers())
        .contains("t(25,25,25)", "D(c-a-c)", "Z(I)");
    assertThat(
            client
                .parse("", "SELECT id FROM sample WHERE id < $2 AND id > $1 AND id <> $2 - 1")
                .describe('S', "")
                .bind("", "", "7", "10")
                .execute("", 0)
                .sync()
                .answers())
        .containsExactly("1", "t(23,23)", "T(id:23)", "2", "D(8)", "C(SELECT 1)", "Z(I)");
    assertThat(client.parse("", "SELECT $0").sync().answers())
        .first()
        .asString()
        .startsWith("E(42");
    assertThat(client.parse("", "SELECT $70000").sync().answers())
        .containsExactly("E(42P02)", "Z(I)");
    assertThat(client.parse("", "SELECT $99999999999999999999").sync().answers())
        .containsExactly("E(42P02)", "Z(I)");
  }

  @Test
  void eachValueMayHaveItsOwnFormat() throws IOException {
    byte[] forty = new MessageBuffer().int32(40).toBytes();
    assertThat(
            client
                .parse("", "SELECT $1 + $2 AS a, $3 AS b", INT4, INT4, 25)
                .bind("", "", new int[] {0, 1, 0}, new int[] {1, 0}, "2", forty, null)
                .describe('P', "")
                .execute("", 0)
                .sync()
                .showBinary()
                .answers())
        .containsExactly("1", "2", "T(a:23b,b:1043)", "D(0000002a,null)", "C(SELECT 1)", "Z(I)");
  }

  @Test
  void valuesThatAreNoneAreRefused() throws IOException {
    client.parse("s", "SELECT $1", INT4).sync().answers();
    assertThat(client.bind("", "s", "x").sync().answers()).containsExactly("E(22P02)", "Z(I)");
    assertThat(client.bind("", "s", BINARY, TEXT, new byte[3]).sync().answers())
        .containsExactly("E(22P03)", "Z(I)");
    assertThat(client.bind("", "s", BINARY, TEXT, new byte[5]).sync().answers())
        .containsExactly("E(22P03)", "Z(I)");
    assertThat(client.bind("", "s", "99999999999").sync().answers())
        .containsExactly("E(22003)", "Z(I)");
  }

  @Test
  void anEmptyStatementHasItsOwnAnswer() throws IOException {
    assertThat(
            client
                .parse("", " -- nothing")
                .describe('S', "")
                .bind("", "")
                .execute("", 0)
                .sync()
                .answers())
        .containsExactly("1", "t", "n", "2", "I", "Z(I)");
  }

  @Test
  void aStatementIsOne() throws IOException {
    assertThat(client.parse("", "SELECT 1; SELECT 2").sync().answers())
        .containsExactly("E(42601)", "Z(I)");
    assertThat(client.parse("", "SELECT 1;").bind("", "").execute("", 0).sync().answers())
        .containsExactly("1", "2", "D(1)", "C(SELECT 1)", "Z(I)");
  }

  @Test
  void malformedMessagesAreErrorsOfTheSession() throws IOException {
    assertThat(
            client.message('B', new MessageBuffer().text("").text("").int16(9000)).sync().answers())
        .containsExactly("E(08P01)", "Z(I)");
    assertThat(
            client
                .message('B', new MessageBuffer().text("").text("").int16(0).int16(-1))
                .sync()
                .answers())
        .containsExactly("E(08P01)", "Z(I)");
    MessageBuffer cut = new MessageBuffer().text("").text("").int16(0).int16(1).int32(1 << 30);
    assertThat(client.message('B', cut).sync().answers()).containsExactly("E(08P01)", "Z(I)");
    MessageBuffer negative = new MessageBuffer().text("").text("").int16(0).int16(1).int32(-2);
    assertThat(client.message('B', negative).sync().answers()).containsExactly("E(08P01)", "Z(I)");
    assertThat(client.message('D', new MessageBuffer().octet('X').text("")).sync().answers())
        .containsExactly("E(08P01)", "Z(I)");
    assertThat(client.message('E', new MessageBuffer().text("")).sync().answers())
        .containsExactly("E(08P01)", "Z(I)");
    assertThat(
            client
                .message('P', new MessageBuffer().text("").text("SELECT 1").int16(3))
                .sync()
                .answers())
        .containsExactly("E(08P01)", "Z(I)");
    assertThat(client.message('P', new MessageBuffer().chars("no end")).sync().answers())
        .containsExactly("E(08P01)", "Z(I)");
  }

  /** Its answer ends with ReadyForQuery of its own: clients wait for that and send no Sync. */
  @Test
  void functionCallsAreRefused() throws IOException {
    MessageBuffer call = new MessageBuffer().int32(1598).int16(0).int16(0).int16(0);
    assertThat(client.message('F', call).answers()).containsExactly("E(0A000)", "Z(I)");
    assertThat(client.ask("SELECT 1")).contains("D(1)");
  }

  @Test
  void inAFailedTransactionNothingRuns() throws IOException {
    client.parse("s", "SELECT 1").sync().answers();
    client.ask("BEGIN");
    assertThat(client.ask("SELECT 1 / 0, nothing")).last().isEqualTo("Z(E)");
    assertThat(client.bind("", "s").execute("", 0).sync().answers())
        .containsExactly("E(25P02)", "Z(E)");
    assertThat(client.parse("", "SELECT 1").sync().answers()).containsExactly("E(25P02)", "Z(E)");
    assertThat(client.parse("", "ROLLBACK").bind("", "").execute("", 0).sync().answers())
        .containsExactly("1", "2", "C(ROLLBACK)", "Z(I)");
    assertThat(client.bind("", "s").execute("", 0).sync().answers())
        .containsExactly("2", "D(1)", "C(SELECT 1)", "Z(I)");
  }
}

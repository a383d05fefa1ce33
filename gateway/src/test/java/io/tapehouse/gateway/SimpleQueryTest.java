package io.tapehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The simple protocol: queries, transactions, savepoints, cursors, COPY. */
@ExtendWith(SharedGateway.class)
class SimpleQueryTest {

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
  void aQueryHasAllItsAnswers() throws IOException {
    assertThat(client.ask("SELECT id, flag, label FROM sample WHERE id < 2 ORDER BY id"))
        .containsExactly(
            "T(id:23,flag:16,label:1043)",
            "D(0,null,null)",
            "D(1,f,text 1)",
            "C(SELECT 2)",
            "Z(I)");
    assertThat(client.ask("SELECT id FROM sample WHERE id < 0"))
        .containsExactly("T(id:23)", "C(SELECT 0)", "Z(I)");
  }

  @Test
  void nothingHasItsOwnAnswer() throws IOException {
    for (String sql : List.of("", ";", " ; ;\n", "-- nothing", "/* nothing */;")) {
      assertThat(client.ask(sql)).as(sql).containsExactly("I", "Z(I)");
    }
  }

  @Test
  void severalStatementsAnswerInTurnUpToTheFirstError() throws IOException {
    assertThat(client.ask("SELECT 1 AS a; SET application_name = 'me'; SELECT 'x;y' AS b;"))
        .containsExactly(
            "T(a:23)",
            "D(1)",
            "C(SELECT 1)",
            "C(SET)",
            "T(b:1043)",
            "D(x;y)",
            "C(SELECT 1)",
            "Z(I)");
    assertThat(client.ask("SELECT 1 AS a; SELECT nothing FROM sample; SELECT 3"))
        .containsExactly("T(a:23)", "D(1)", "C(SELECT 1)", "E(42703@23)", "Z(I)");
  }

  @Test
  void errorsStandWhereTheClientWroteThem() throws IOException {
    String padding = "  /* é */\n -- x\n ";
    for (String sql :
        List.of(
            "SELECT nothing FROM sample",
            padding + "SELECT 1,\n nothing FROM sample",
            "DECLARE c CURSOR WITH HOLD FOR" + padding + "SELECT nothing FROM sample",
            "COPY (SELECT nothing FROM sample) TO STDOUT",
            "PREPARE p AS " + padding + "SELECT NVL(id, 1), nothing FROM sample")) {
      assertThat(client.ask(sql))
          .as(sql)
          .containsExactly("E(42703@" + (sql.indexOf("nothing") + 1) + ")", "Z(I)");
    }
  }

  @Test
  void columnsMayHaveTheSameName() throws IOException {
    assertThat(client.ask("SELECT s.id, s.* FROM sample AS s WHERE id = 0"))
        .first()
        .asString()
        .startsWith("T(id:23,id:23,flag:16");
  }

  @Test
  void transactionsHaveTheirStates() throws IOException {
    assertThat(client.ask("BEGIN")).containsExactly("C(BEGIN)", "Z(T)");
    assertThat(client.ask("SELECT 1 AS a"))
        .containsExactly("T(a:23)", "D(1)", "C(SELECT 1)", "Z(T)");
    assertThat(client.ask("SELECT nothing")).last().isEqualTo("Z(E)");
    assertThat(client.ask("SELECT 1")).containsExactly("E(25P02)", "Z(E)");
    assertThat(client.ask("COMMIT")).containsExactly("C(ROLLBACK)", "Z(I)");
    assertThat(client.ask("START TRANSACTION READ ONLY"))
        .containsExactly("C(START TRANSACTION)", "Z(T)");
    assertThat(client.ask("COMMIT")).containsExactly("C(COMMIT)", "Z(I)");
    assertThat(client.ask("BEGIN; SELECT 1 AS a; ROLLBACK; SELECT 2 AS b")).endsWith("Z(I)");
    assertThat(client.ask("BEGIN; SELECT nothing; COMMIT")).last().isEqualTo("Z(E)");
    assertThat(client.ask("END")).containsExactly("C(ROLLBACK)", "Z(I)");
  }

  @Test
  void savepointsTakeAFailureBack() throws IOException {
    client.ask("BEGIN");
    assertThat(client.ask("SAVEPOINT a")).containsExactly("C(SAVEPOINT)", "Z(T)");
    assertThat(client.ask("SAVEPOINT \"B\"")).containsExactly("C(SAVEPOINT)", "Z(T)");
    assertThat(client.ask("SELECT nothing")).last().isEqualTo("Z(E)");
    assertThat(client.ask("SAVEPOINT c")).containsExactly("E(25P02)", "Z(E)");
    assertThat(client.ask("ROLLBACK TO SAVEPOINT none")).containsExactly("E(3B001)", "Z(E)");
    assertThat(client.ask("ROLLBACK TO SAVEPOINT \"B\"")).containsExactly("C(ROLLBACK)", "Z(T)");
    assertThat(client.ask("SELECT 1")).contains("D(1)", "Z(T)");
    assertThat(client.ask("ROLLBACK TO a")).containsExactly("C(ROLLBACK)", "Z(T)");
    assertThat(client.ask("RELEASE SAVEPOINT a")).containsExactly("C(RELEASE)", "Z(T)");
    assertThat(client.ask("RELEASE a")).containsExactly("E(3B001)", "Z(E)");
    client.ask("ROLLBACK");
    assertThat(client.ask("SAVEPOINT a")).containsExactly("E(25P01)", "Z(I)");
    assertThat(client.ask("ROLLBACK TO a")).containsExactly("E(25P01)", "Z(I)");
  }

  @Test
  void cursorsFetchMoveAndClose() throws IOException {
    String cursor = "DECLARE c CURSOR FOR SELECT id FROM sample ORDER BY id";
    assertThat(client.ask(cursor)).containsExactly("E(25P01)", "Z(I)");
    client.ask("BEGIN");
    assertThat(client.ask(cursor)).containsExactly("C(DECLARE CURSOR)", "Z(T)");
    assertThat(client.ask("FETCH 2 FROM c"))
        .containsExactly("T(id:23)", "D(0)", "D(1)", "C(FETCH 2)", "Z(T)");
    assertThat(client.ask("FETCH NEXT FROM c")).contains("D(2)", "C(FETCH 1)");
    assertThat(client.ask("FETCH c")).contains("D(3)", "C(FETCH 1)");
    assertThat(client.ask("MOVE 3 IN c")).containsExactly("C(MOVE 3)", "Z(T)");
    assertThat(client.ask("FETCH FORWARD 1 FROM \"c\"")).contains("D(7)", "C(FETCH 1)");
    assertThat(client.ask("MOVE FORWARD ALL FROM c")).containsExactly("C(MOVE 993)", "Z(T)");
    assertThat(client.ask("FETCH ALL FROM c")).containsExactly("T(id:23)", "C(FETCH 0)", "Z(T)");
    assertThat(client.ask("CLOSE c")).containsExactly("C(CLOSE CURSOR)", "Z(T)");
    assertThat(client.ask("FETCH c")).containsExactly("E(34000)", "Z(E)");
  }

  @Test
  void cursorsGoForwardAlone() throws IOException {
    client.ask("BEGIN");
    assertThat(client.ask("DECLARE c SCROLL CURSOR FOR SELECT 1")).contains("E(0A000)");
    client.ask("ROLLBACK");
    client.ask("BEGIN; DECLARE c NO SCROLL CURSOR WITHOUT HOLD FOR SELECT 1");
    client.ask("SAVEPOINT s");
    for (String back :
        List.of(
            "FETCH BACKWARD 1 FROM c",
            "FETCH PRIOR FROM c",
            "FETCH -1 FROM c",
            "FETCH LAST FROM c",
            "FETCH ABSOLUTE 1 FROM c",
            "MOVE BACKWARD ALL FROM c")) {
      assertThat(client.ask(back)).as(back).first().asString().matches("E\\((55000|0A000|42601).*");
      client.ask("ROLLBACK TO s");
    }
    assertThat(client.ask("FETCH c")).contains("D(1)");
  }

  @Test
  void cursorsWithHoldOutliveTheirTransaction() throws IOException {
    client.ask("BEGIN; DECLARE h CURSOR WITH HOLD FOR SELECT id FROM sample ORDER BY id");
    client.ask("DECLARE c CURSOR FOR SELECT 1");
    assertThat(client.ask("COMMIT")).containsExactly("C(COMMIT)", "Z(I)");
    assertThat(client.ask("FETCH 1 FROM h")).contains("D(0)");
    assertThat(client.ask("FETCH 1 FROM c")).containsExactly("E(34000)", "Z(I)");
    client.ask("BEGIN; ROLLBACK");
    assertThat(client.ask("FETCH 1 FROM h")).contains("D(1)");
    assertThat(client.ask("CLOSE ALL")).containsExactly("C(CLOSE CURSOR ALL)", "Z(I)");
    assertThat(client.ask("FETCH 1 FROM h")).containsExactly("E(34000)", "Z(I)");
    client.ask("BEGIN; DECLARE h CURSOR WITH HOLD FOR SELECT 1; ROLLBACK");
    assertThat(client.ask("FETCH 1 FROM h")).containsExactly("E(34000)", "Z(I)");
  }

  /** The format of a FETCH is the one that it asks for, whatever the one before it had. */
  @Test
  void eachFetchHasItsFormat() throws IOException {
    client.ask(
        "BEGIN; DECLARE c CURSOR FOR SELECT id, instant FROM sample WHERE id > 0 ORDER BY 1");
    assertThat(client.ask("FETCH c")).contains("D(1,2024-01-01 01:00:00+00)");
    client.parse("", "FETCH c").bind("", "", new int[0], new int[] {1}).describe('P', "");
    assertThat(client.execute("", 0).sync().showBinary().answers())
        .containsExactly(
            "1",
            "2",
            "T(id:23b,instant:1184b)",
            "D(00000002,0002b0d782108800)",
            "C(FETCH 1)",
            "Z(T)");
  }

  @Test
  void momentsAreFetchedInTheZoneOfTheSession() throws IOException {
    client.ask("BEGIN; DECLARE c CURSOR FOR SELECT instant FROM sample WHERE id > 0 ORDER BY 1");
    assertThat(client.ask("FETCH c")).contains("D(2024-01-01 01:00:00+00)");
    client.ask("SET TIME ZONE 'Asia/Taipei'");
    assertThat(client.ask("FETCH c")).contains("D(2024-01-01 10:00:00+08)");
  }

  @Test
  void preparedStatementsOfSql() throws IOException {
    assertThat(
            client.ask("PREPARE p AS SELECT id FROM sample WHERE id > $1 AND label <> $2 LIMIT 1"))
        .containsExactly("C(PREPARE)", "Z(I)");
    assertThat(client.ask("EXECUTE p(5, 'it''s')"))
        .containsExactly("T(id:23)", "D(6)", "C(SELECT 1)", "Z(I)");
    assertThat(client.ask("EXECUTE p(5)")).containsExactly("E(42601)", "Z(I)");
    assertThat(client.ask("DEALLOCATE p")).containsExactly("C(DEALLOCATE)", "Z(I)");
    assertThat(client.ask("EXECUTE p(5, 'a')")).containsExactly("E(26000)", "Z(I)");
    client.ask("PREPARE p AS SELECT 1");
    assertThat(client.ask("DISCARD ALL")).containsExactly("C(DISCARD ALL)", "Z(I)");
    assertThat(client.ask("EXECUTE p")).containsExactly("E(26000)", "Z(I)");
  }

  @Test
  void plansAreRowsOfText() throws IOException {
    List<String> plan = client.ask("EXPLAIN SELECT count(*) FROM sample");
    assertThat(plan.get(0)).isEqualTo("T(QUERY PLAN:25)");
    assertThat(plan).hasSizeGreaterThan(5).endsWith("C(EXPLAIN)", "Z(I)");
    assertThat(client.ask("EXPLAIN (ANALYZE, VERBOSE) SELECT count(*) FROM sample"))
        .endsWith("C(EXPLAIN)", "Z(I)");
  }

  @Test
  void copyWritesText() throws IOException {
    assertThat(
            client.ask(
                "COPY (SELECT * FROM (VALUES (1, e'a\\tb\\\\c\\nd'), (2, NULL), (3, '')) AS v(i, t)"
                    + " ORDER BY i) TO STDOUT"))
        .containsExactly(
            "H(\0)", "d(1\ta\\tb\\\\c\\nd\n)", "d(2\t\\N\n)", "d(3\t\n)", "c", "C(COPY 3)", "Z(I)");
    assertThat(client.ask("COPY (SELECT 'a|b', NULL) TO STDOUT (DELIMITER '|', NULL '-')"))
        .contains("d(a\\|b|-\n)");
  }

  @Test
  void copyWritesCsv() throws IOException {
    assertThat(
            client.ask(
                "COPY (SELECT * FROM (VALUES (1, 'a,\"b\"'), (2, NULL), (3, ''), (4, e'x\\ny'))"
                    + " AS v(i, \"T t\") ORDER BY i) TO STDOUT WITH (FORMAT csv, HEADER)"))
        .containsExactly(
            "H(\0)",
            "d(i,T t\n)",
            "d(1,\"a,\"\"b\"\"\"\n)",
            "d(2,\n)",
            "d(3,\"\"\n)",
            "d(4,\"x\ny\"\n)",
            "c",
            "C(COPY 4)",
            "Z(I)");
    assertThat(client.ask("COPY sample (id, label) TO STDOUT CSV DELIMITER ';' NULL 'none'"))
        .contains("d(0;none;\n)".replace(";\n", "\n"), "d(1000;text 1000\n)", "C(COPY 1001)");
    assertThat(client.ask("COPY public.sample TO STDOUT (FORMAT binary)")).contains("E(0A000)");
    assertThat(client.ask("COPY (SELECT '\\.') TO STDOUT CSV")).contains("d(\"\\.\"\n)");
  }

  @Test
  void aCopyThatFailsEndsWithItsError() throws IOException {
    List<String> answers =
        client.ask("COPY (SELECT CAST(label AS INT) FROM sample ORDER BY id) TO STDOUT");
    assertThat(answers).last().isEqualTo("Z(I)");
    assertThat(answers.get(answers.size() - 2)).startsWith("E(22P02");
    assertThat(answers).doesNotContain("c");
  }

  @Test
  void parametersBelongToTheExtendedProtocol() throws IOException {
    assertThat(client.ask("SELECT $1")).containsExactly("E(42P02)", "Z(I)");
  }

  @Test
  void deepTextIsAnErrorOfItsStatement() throws IOException {
    String deep = "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000);
    assertThat(client.ask(deep)).first().asString().matches("E\\((54001|42601).*");
    assertThat(client.ask("SELECT " + "1+".repeat(3_000) + "1")).last().isEqualTo("Z(I)");
    assertThat(client.ask("SELECT 1")).contains("D(1)");
  }

  /** DuckDB's text may have a zero; where PostgreSQL ends a text with one, it must not. */
  @Test
  void zerosInTextEndNoMessage() throws IOException {
    assertThat(client.ask("SELECT CAST('a' || chr(0) || 'b' AS INT)"))
        .hasSize(3)
        .contains("E(22P02@8)", "Z(I)");
    assertThat(client.ask("SELECT 'a' || chr(0) || 'b'")).contains("D(a\0b)");
  }
}

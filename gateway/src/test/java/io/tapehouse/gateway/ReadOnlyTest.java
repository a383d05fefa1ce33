package io.tapehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.sql.duckdb.QueryEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a client may send, and cannot bring about: a change, a file, another setting. */
@ExtendWith(SharedGateway.class)
class ReadOnlyTest {

  /** Names in the attacks: a file with rows, and one that is not there. */
  private static final String THERE = "@there";

  private static final String MADE = "@made";

  /** Each: the SQLSTATEs that are right, and a text. */
  private static Stream<List<String>> attacks() {
    return Stream.of(
            // files that are read
            "42501 SELECT * FROM read_csv('@there')",
            "42501 SELECT * FROM read_csv_auto('@there')",
            "42501 SELECT * FROM read_text('@there')",
            "42501 SELECT * FROM read_blob('@there')",
            "42501 SELECT * FROM read_json('@there')",
            "42501 SELECT * FROM read_parquet('@there')",
            "42501 SELECT * FROM parquet_scan('@there')",
            "42501 SELECT * FROM parquet_metadata('@there')",
            "42501 SELECT * FROM glob('/*')",
            "42501 SELECT * FROM sniff_csv('@there')",
            "42501 SELECT * FROM '@there'",
            "42501 SELECT * FROM \"@there\"",
            "42501 FROM '@there'",
            "42501 TABLE '@there'",
            "42501 SELECT * FROM '/etc/passwd'",
            "42501 DESCRIBE SELECT * FROM '@there'",
            "42501 SUMMARIZE '@there'",
            "42501 EXPLAIN SELECT * FROM '@there'",
            "42501 EXPLAIN ANALYZE SELECT * FROM read_csv('@there')",
            "42501 WITH x AS (SELECT * FROM read_csv('@there')) SELECT * FROM x",
            "42501 SELECT (SELECT count(*) FROM read_csv('@there'))",
            "42501 SELECT id FROM sample WHERE id IN (SELECT 1 FROM read_csv('@there'))",
            "42501 SELECT id FROM sample ORDER BY (SELECT count(*) FROM read_csv('@there'))",
            "42501 VALUES ((SELECT count(*) FROM read_csv('@there')))",
            "42501 SELECT * FROM sample JOIN read_csv('@there') ON true",
            "42501 SELECT * FROM sample, LATERAL (SELECT * FROM read_csv('@there'))",
            "42501 SELECT 1 UNION ALL SELECT * FROM read_csv('@there')",
            "42501 SELECT * FROM /* x */ read_csv/* y */('@there')",
            "42501 SELECT * FROM \"read_csv\"('@there')",
            "42501 SELECT * FROM READ_CSV('@there')",
            "42501 SELECT * FROM main.read_csv('@there')",
            "42501 SELECT * FROM system.main.read_csv('@there')",
            "42501 PIVOT '@there' ON a USING count(*)",
            "42501 PIVOT read_csv('@there') ON a USING count(*)",
            "42501 PIVOT (FROM read_csv('@there')) ON a IN (1) USING count(*)",
            "42501 UNPIVOT '@there' ON a",
            "42501 SELECT getenv('HOME')",
            "42501 DECLARE c CURSOR WITH HOLD FOR SELECT * FROM read_csv('@there')",
            "42501 PREPARE p AS SELECT * FROM read_csv('@there')",
            "42501 COPY (SELECT * FROM read_csv('@there')) TO STDOUT",
            "42501 COPY '@there' TO STDOUT",
            "42501 COPY \"@there\" TO STDOUT",
            // SQL in a text
            "42501 SELECT * FROM query('DROP TABLE sample')",
            "42501 SELECT * FROM query('SELECT * FROM read_csv(''@there'')')",
            "42501 SELECT * FROM query_table('@there')",
            "42501 SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
            "42501 SELECT * FROM which_secret('x', 's3')",
            "42501 SELECT * FROM force_checkpoint()",
            "42501 SELECT * FROM checkpoint()",
            "42501 SELECT * FROM enable_logging()",
            "42501 SELECT * FROM pragma_user_agent()",
            "42501 SELECT nextval('s')",
            "42501 SELECT setseed(0.5)",
            "42501 SELECT sleep_ms(1)",
            // files that are made
            "42501 COPY sample TO '@made'",
            "42501 COPY (SELECT 1) TO '@made' (FORMAT parquet)",
            "42501 COPY (SELECT 1) TO PROGRAM 'touch @made'",
            "25006 EXPORT DATABASE '@made'",
            "25006 ATTACH '@made'",
            "25006 ATTACH '@made' AS other (TYPE duckdb)",
            "25006 DETACH warehouse",
            "25006 USE memory",
            "25006 CREATE TABLE evil AS SELECT 1",
            "25006 CREATE OR REPLACE TABLE sample AS SELECT 1",
            "25006 CREATE TEMP TABLE evil AS SELECT 1",
            "25006 CREATE VIEW evil AS SELECT * FROM '@there'",
            "25006 CREATE MACRO evil() AS TABLE SELECT * FROM read_csv('@there')",
            "25006 CREATE TYPE evil AS ENUM ('a')",
            "25006 CREATE SECRET evil (TYPE s3)",
            "25006 CREATE INDEX evil ON sample (id)",
            "25006 CREATE SCHEMA evil",
            "25006 CREATE SEQUENCE evil",
            // changes
            "25006 INSERT INTO sample (id) VALUES (-1)",
            "25006 INSERT INTO sample (id) VALUES (-1) RETURNING id",
            "25006 UPDATE sample SET id = -1",
            "25006 DELETE FROM sample",
            "25006 TRUNCATE sample",
            "25006 MERGE INTO sample USING (SELECT 1 AS id) AS x ON sample.id = x.id WHEN MATCHED"
                + " THEN DELETE",
            "25006 DROP TABLE sample",
            "25006 ALTER TABLE sample ADD COLUMN evil INT",
            "25006 COMMENT ON TABLE sample IS 'evil'",
            "25006 WITH x AS (SELECT -1 AS id) INSERT INTO sample (id) SELECT id FROM x",
            "25006 WITH x AS (DELETE FROM sample RETURNING id) SELECT * FROM x",
            "25006 SELECT * FROM (DELETE FROM sample RETURNING id)",
            "25006 FROM sample INSERT INTO sample SELECT *",
            "25006 SELECT 1 INTO evil",
            "25006 EXPLAIN ANALYZE INSERT INTO sample (id) VALUES (-1)",
            "25006 EXPLAIN ANALYZE DELETE FROM sample",
            "25006 EXPLAIN (ANALYZE) DELETE FROM sample",
            "25006 EXPLAIN EXPLAIN DELETE FROM sample",
            "25006 EXPLAIN ANALYZE EXPLAIN ANALYZE DELETE FROM sample",
            "25006 /* x */ DELETE FROM sample",
            "25006 -- x\nDELETE FROM sample",
            "25006 -- x\rDELETE FROM sample",
            "25006 (DELETE FROM sample)",
            "25006 ((((DELETE FROM sample RETURNING id))))",
            "25006 \u00a0DELETE FROM sample",
            "25006 \u2003DELETE\u2003FROM sample",
            "25006 \ufeffDELETE FROM sample",
            "25006 \"DELETE\" FROM sample",
            "25006 PREPARE p AS DELETE FROM sample",
            "25006 PREPARE p AS (DELETE FROM sample)",
            "25006 EXECUTE q",
            "25006 DECLARE c CURSOR WITH HOLD FOR DELETE FROM sample RETURNING id",
            "25006 COPY (DELETE FROM sample RETURNING id) TO STDOUT",
            "25006 COPY (INSERT INTO sample (id) VALUES (-1) RETURNING id) TO STDOUT",
            "25006 COPY (SELECT 1); DELETE FROM sample; SELECT (1) TO STDOUT",
            "25006 COPY sample FROM '@there'",
            "25006 COPY sample FROM STDIN",
            "25006 COPY sample (id) FROM PROGRAM 'touch @made'",
            // several statements in one
            "25006 SELECT 1; DROP TABLE sample",
            "25006 SELECT 1 --\r; DROP TABLE sample",
            "25006 PIVOT sample ON flag IN (true) USING count(*); DROP TABLE sample",
            "25006 PIVOT sample ON flag IN (true) USING count(*) --\r; DROP TABLE sample; SELECT 1",
            "25006 PIVOT sample ON flag IN (true) USING count(*) /* /* */; DROP TABLE sample; SELECT 1 -- */",
            "25006 PIVOT sample ON flag IN (true) USING count(*) -- ';\n'; DROP TABLE sample; SELECT 1 --'",
            "25006 PIVOT sample ON label IN ($$;$$) USING count(*); COMMIT; DROP TABLE sample",
            "25006 UNPIVOT sample ON id --\r; CREATE TABLE evil AS SELECT 1; SELECT 1",
            "25006 FROM (PIVOT sample ON flag IN (true) USING count(*)) --\r; DROP TABLE sample; SELECT 1",
            "25006 EXPLAIN PIVOT sample ON flag IN (true) USING count(*) --\r; DROP TABLE sample; SELECT 1",
            "25006 EXPLAIN SELECT 1 --\r; DROP TABLE sample; SELECT 1",
            "25006 DECLARE c CURSOR WITH HOLD FOR SELECT 1 --\r; DROP TABLE sample; SELECT 1",
            // the engine itself
            "25006 INSTALL httpfs",
            "25006 LOAD httpfs",
            "25006 FORCE INSTALL httpfs",
            "25006 CALL pragma_version()",
            "25006 PRAGMA database_list",
            "25006 PRAGMA enable_external_access",
            "25006 CHECKPOINT",
            "25006 FORCE CHECKPOINT",
            "25006 VACUUM",
            "25006 ANALYZE",
            "25006 UPDATE EXTENSIONS",
            "25006 KILL 1",
            "25006 DO $$ BEGIN END $$")
        .map(line -> List.of(line.substring(0, 5), line.substring(6)));
  }

  @Test
  void attacksAreRefused(TestGateway gateway, @TempDir Path folder) throws Exception {
    Path there = Files.writeString(folder.resolve("there.csv"), "a,b\n1,2\n");
    Path made = folder.resolve("made");
    List<String> before = state(gateway);
    try (RawClient client = RawClient.open(gateway)) {
      for (List<String> attack : attacks().toList()) {
        String sql = attack.get(1).replace(THERE, there.toString()).replace(MADE, made.toString());
        List<String> right = allowed(attack.get(0), sql);
        List<String> answers = client.ask(sql);
        assertThat(answers).last().isEqualTo("Z(I)");
        assertThat(sqlState(answers)).as("%s: %s", sql, client.error()).isIn(right);
        // By the extended protocol too, which prepares it before it is to run.
        answers = client.parse("", sql).bind("", "").execute("", 0).sync().answers();
        assertThat(sqlState(answers)).as("%s: %s", sql, client.error()).isIn(right);
        assertThat(client.ask("SELECT count(*) FROM sample")).as(sql).contains("D(1001)");
        assertThat(client.ask("SELECT * FROM evil")).as(sql).contains("E(42P01@15)");
        assertThat(made).as(sql).doesNotExist();
      }
    }
    assertThat(state(gateway)).isEqualTo(before);
  }

  /** What the engine's parser refuses is no SQL to it, which is as good. */
  private static List<String> allowed(String sqlState, String sql) {
    return sql.contains("EXECUTE q") ? List.of("26000") : List.of(sqlState, "42601");
  }

  private static String sqlState(List<String> answers) {
    return answers.stream()
        .filter(answer -> answer.startsWith("E("))
        .map(answer -> answer.substring(2, 7))
        .findFirst()
        .orElse("none: " + answers);
  }

  /** Rows, tables, views, functions and settings of the whole process. */
  private static List<String> state(TestGateway gateway) throws SQLException {
    List<String> state = new ArrayList<>();
    try (var connection = gateway.warehouse().queryEngine().open();
        Statement statement = connection.createStatement()) {
      for (String of :
          List.of(
              "SELECT count(*), sum(id) FROM sample",
              "SELECT schema_name, table_name, column_count FROM duckdb_tables() ORDER BY ALL",
              "SELECT schema_name, view_name FROM duckdb_views() ORDER BY ALL",
              "SELECT count(*), 0 FROM duckdb_functions()",
              "SELECT database_name, path FROM duckdb_databases() ORDER BY ALL",
              "SELECT database_name, schema_name FROM duckdb_schemas() ORDER BY ALL",
              "SELECT name, value FROM duckdb_settings() WHERE scope = 'GLOBAL' ORDER BY ALL")) {
        try (var rows = statement.executeQuery(of)) {
          while (rows.next()) {
            state.add(rows.getString(1) + ' ' + rows.getString(2));
          }
        }
      }
    }
    return state;
  }

  /** What is set belongs to the session, and the engine hears nothing of it. */
  @Test
  void settingsOfTheEngineStay(TestGateway gateway) throws Exception {
    List<String> before = state(gateway);
    try (RawClient client = RawClient.open(gateway)) {
      for (String set :
          List.of(
              "SET enable_external_access = true",
              "SET GLOBAL enable_external_access = true",
              "SET SESSION memory_limit = '1GB'",
              "SET threads = 1",
              "SET lock_configuration = false",
              "SET allowed_directories = ['/']",
              "RESET enable_external_access",
              "RESET ALL",
              "SET default_transaction_read_only = off",
              "SET transaction_read_only = off",
              "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
              "BEGIN READ WRITE; SET TRANSACTION READ WRITE; COMMIT",
              "SET VARIABLE x = 1")) {
        assertThat(client.ask(set)).as(set).last().isEqualTo("Z(I)");
        assertThat(sqlState(client.ask("SELECT * FROM read_csv('/etc/passwd')")))
            .isEqualTo("42501");
        assertThat(sqlState(client.ask("DELETE FROM sample"))).isEqualTo("25006");
      }
      assertThat(client.ask("SHOW transaction_read_only")).contains("D(on)");
    }
    assertThat(state(gateway)).isEqualTo(before);
  }

  /** The second wall: without the guard the engine refuses files all the same. */
  @Test
  void theEngineItselfReadsNoFiles(TestGateway gateway, @TempDir Path folder) throws Exception {
    Path there = Files.writeString(folder.resolve("there.csv"), "a,b\n1,2\n");
    Path made = folder.resolve("made");
    QueryEngine engine = gateway.warehouse().queryEngine();
    try (var connection = engine.open()) {
      for (String sql :
          List.of(
              "SELECT * FROM read_csv('@there')",
              "SELECT * FROM read_text('/etc/passwd')",
              "SELECT * FROM '@there'",
              "SELECT * FROM glob('/etc/*')",
              "SELECT * FROM parquet_scan('@there')",
              "COPY (SELECT 1) TO '@made'",
              "EXPORT DATABASE '@made'",
              "ATTACH '@made' AS other",
              "INSTALL httpfs",
              "LOAD '@there'",
              "SET GLOBAL enable_external_access = true",
              "SET GLOBAL allowed_directories = ['/']",
              "RESET GLOBAL enable_external_access")) {
        String attack = sql.replace(THERE, there.toString()).replace(MADE, made.toString());
        assertThatThrownBy(() -> run(connection, attack))
            .as(attack)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("Error: ");
      }
      run(connection, "BEGIN TRANSACTION READ ONLY");
      assertThatThrownBy(() -> run(connection, "DELETE FROM sample"))
          .hasMessageContaining("read-only");
    }
    assertThat(made).doesNotExist();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What reads the warehouse passes, also where it looks like what does not. */
  @Test
  void whatReadsTheWarehousePasses(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      for (String sql :
          List.of(
              "SELECT 'DROP TABLE sample; read_csv(''x'')'",
              "SELECT count(*) AS \"delete\" FROM sample -- ; DROP TABLE sample",
              "(SELECT 1)",
              "VALUES (1), (2)",
              "TABLE sample",
              "FROM sample LIMIT 1",
              "WITH a AS (SELECT 1 AS x) SELECT * FROM a",
              "PIVOT (SELECT id, flag FROM sample) ON flag IN (true, false) USING count(*);",
              "SELECT * FROM (SELECT id, flag FROM sample) PIVOT (count(*) FOR flag IN (true))",
              "SELECT * FROM range(3)",
              "SELECT * FROM sample TABLESAMPLE 10 ROWS",
              "EXPLAIN SELECT 1")) {
        List<String> answers = client.ask(sql);
        assertThat(answers).as("%s: %s", sql, client.error()).noneMatch(a -> a.startsWith("E"));
        assertThat(answers.get(0)).as(sql).startsWith("T(").doesNotContain("unknown");
      }
    }
  }
}

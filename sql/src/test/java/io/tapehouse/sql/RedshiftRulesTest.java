package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule refuses what it is there for. */
class RedshiftRulesTest {

  private static final String SPREAD_REPORT = "CREATE TEMP TABLE copy_spread_report (%s BIGINT)";
  private static final String COPY =
      "COPY copy_spread_report FROM 's3://b/k' IAM_ROLE 'arn:aws:iam::1:role/r' FORMAT AS PARQUET MANIFEST";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT string_agg(x, y) FROM t | c_unsupported-postgresql-functions",
        "SELECT 1 FROM t WHERE a IS DISTINCT FROM b | c_unsupported-postgresql-functions",
        "SELECT count(*) FILTER (WHERE a) FROM t | c_unsupported-postgresql-features",
        "INSERT INTO t SELECT 1 ON CONFLICT DO NOTHING | c_unsupported-postgresql-features",
        "SELECT arg_max(a, b) FROM t | c_SQL_commands",
        "SELECT 7 // 2 FROM t | c_SQL_commands",
        "SELECT now() | c_SQL_functions_leader_node_only",
        "SELECT sum(a) OVER (ORDER BY b) FROM t | r_Window_function_synopsis",
        "CREATE TABLE t (a INTEGER REFERENCES u) DISTSTYLE ALL | t_Defining_constraints",
        "CREATE TEMP TABLE t (a VARCHAR, b INTEGER) | r_Character_types",
        "TRUNCATE t | r_TRUNCATE",
        "SELECT 1 FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE NOT EXISTS (SELECT 1 FROM v WHERE v.a = t.a))"
            + " | r_correlated_subqueries",
        "CREATE TABLE t (raw INTEGER) DISTSTYLE ALL | r_pg_keywords",
        "CREATE TABLE t (a INTEGER, PRIMARY KEY (a)) DISTSTYLE ALL | t_Defining_constraints",
        "CREATE TABLE t (a INTEGER) | r_CREATE_TABLE_NEW",
        "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = s.b | r_MERGE",
        "MERGE INTO t USING (SELECT 1 AS a) s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = s.b WHEN NOT MATCHED"
            + " THEN INSERT (a) VALUES (s.a) | r_MERGE",
        "COPY copy_spread_report FROM 's3://b/k' IAM_ROLE 'arn:x' FORMAT AS PARQUET MANIFEST REGION 'r'"
            + " | copy-usage_notes-copy-from-columnar"
      })
  void refuses(String sql, String page) {
    assertThat(RedshiftRules.broken(List.of(sql))).singleElement().asString().contains(page);
  }

  @Test
  void copyNeedsTheColumnsOfTheFilesInTheirOrder() {
    String right =
        "attempt_id VARCHAR(64), product VARCHAR(16), spread_volume BIGINT, market_volume";
    String wrong =
        "attempt_id VARCHAR(64), product VARCHAR(16), market_volume BIGINT, spread_volume";
    assertThat(RedshiftRules.broken(List.of(SPREAD_REPORT.formatted(right), COPY))).isEmpty();
    assertThat(RedshiftRules.broken(List.of(SPREAD_REPORT.formatted(wrong), COPY)))
        .singleElement()
        .asString()
        .contains("copy-usage_notes-copy-from-columnar");
  }

  @Test
  void aTransactionBeginsWithALock() {
    assertThat(RedshiftRules.broken(List.of("BEGIN", "LOCK t", "DELETE FROM t"))).isEmpty();
    assertThat(RedshiftRules.broken(List.of("BEGIN", "DELETE FROM t")))
        .singleElement()
        .asString()
        .contains("c_serial_isolation");
  }

  @Test
  void sizesHaveTheirLimits() {
    assertThat(RedshiftRules.broken(List.of("SELECT '" + "x".repeat(17 << 20) + "'"))).hasSize(1);
    assertThat(RedshiftRules.broken(List.of("INSERT INTO t VALUES (1)" + ", (1)".repeat(1000))))
        .hasSize(1);
    assertThat(RedshiftRules.broken(List.of("SET query_group TO '" + "x".repeat(321) + "'")))
        .hasSize(1);
  }
}

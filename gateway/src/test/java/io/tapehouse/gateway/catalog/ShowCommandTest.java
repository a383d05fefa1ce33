package io.tapehouse.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Redshift's SHOW commands, as its driver and as people write them. */
class ShowCommandTest {

  private static TestCatalog catalog;

  @BeforeAll
  static void open() {
    catalog = TestCatalog.open();
  }

  @AfterAll
  static void close() throws SQLException {
    catalog.close();
  }

  @Test
  void databasesAndSchemas() {
    assertThat(catalog.ask("SHOW DATABASES;"))
        .satisfiesExactly(
            names -> assertThat(names).startsWith("database_name|database_owner|"),
            row -> assertThat(row).startsWith("tapehouse|10|local|"));
    assertThat(catalog.rows("SHOW SCHEMAS FROM DATABASE $1 LIKE $2;", "tapehouse", "pub%"))
        .singleElement()
        .asString()
        .startsWith("tapehouse|public|10|local|");
    assertThat(catalog.rows("SHOW SCHEMAS FROM DATABASE tapehouse")).hasSize(3);
    assertThat(catalog.rows("SHOW SCHEMAS FROM DATABASE other")).isEmpty();
  }

  @Test
  void tables() {
    assertThat(catalog.ask("SHOW TABLES FROM SCHEMA tapehouse.public LIKE 'index'"))
        .containsExactly(
            "database_name|schema_name|table_name|table_type|table_acl|remarks|owner|last_altered_time"
                + "|last_modified_time|dist_style|table_subtype",
            "tapehouse|public|index|TABLE|null|An index|tapehouse|null|null|ALL|REGULAR TABLE");
    assertThat(catalog.rows("SHOW TABLES FROM SCHEMA $1.$2", "tapehouse", "public"))
        .isEqualTo(catalog.rows("SHOW TABLES FROM SCHEMA public"))
        .hasSizeGreaterThan(50);
    assertThat(catalog.rows("SHOW TABLES FROM SCHEMA public LIMIT 2")).hasSize(2);
  }

  @Test
  void allTablesAndColumnsOfADatabaseByPatterns() {
    assertThat(
            catalog.rows(
                "SHOW TABLES FROM DATABASE $1 DRIVER_TOKEN 'abc' WHERE SCHEMA_NAME LIKE $2 AND TABLE_NAME LIKE $3;",
                "tapehouse",
                "public",
                "index\\_h%"))
        .singleElement()
        .asString()
        .startsWith("tapehouse|public|index_history|TABLE|");
    assertThat(
            catalog.rows(
                "SHOW COLUMNS FROM DATABASE $1 WHERE TABLE_NAME LIKE $2 AND COLUMN_NAME LIKE $3;",
                "tapehouse",
                "index",
                "%id"))
        .containsExactly(
            "tapehouse|public|index|id|1|null|NO|integer|null|32|0|surrogate id|COMPOUND|1|0|az64|null");
  }

  @Test
  void columns() {
    assertThat(catalog.ask("SHOW COLUMNS FROM TABLE tapehouse.public.stock_daily LIKE 'price_o%'"))
        .containsExactly(
            "database_name|schema_name|table_name|column_name|ordinal_position|column_default|is_nullable"
                + "|data_type|character_maximum_length|numeric_precision|numeric_scale|remarks"
                + "|sort_key_type|sort_key|dist_key|encoding|collation",
            catalog
                .rows("SHOW COLUMNS FROM TABLE $1.$2.$3", "tapehouse", "public", "stock_daily")
                .stream()
                .filter(row -> row.contains("|price_open|"))
                .findFirst()
                .orElseThrow());
    assertThat(catalog.rows("SHOW COLUMNS FROM TABLE public.index"))
        .extracting(row -> row.split("\\|", -1)[3] + " " + row.split("\\|", -1)[8])
        .containsExactly("id null", "name 100", "market 8", "name_local 100");
  }

  @Test
  void keys() {
    assertThat(
            catalog.rows(
                "SHOW CONSTRAINTS PRIMARY KEYS FROM TABLE $1.$2.$3;",
                "tapehouse",
                "public",
                "index_daily"))
        .containsExactly(
            "tapehouse|public|index_daily|index_id|1|index_daily_pkey",
            "tapehouse|public|index_daily|trading_date|2|index_daily_pkey");
    assertThat(catalog.rows("SHOW CONSTRAINTS FOREIGN KEYS FROM TABLE tapehouse.public.derivative"))
        .containsExactly(
            "tapehouse|public|exchange|code|tapehouse|public|derivative|exchange_code|1|3|3"
                + "|derivative_exchange_code_fkey|exchange_pkey|7",
            "tapehouse|public|index|id|tapehouse|public|derivative|index_id|1|3|3"
                + "|derivative_index_id_fkey|index_pkey|7");
    assertThat(
            catalog.rows(
                "SHOW CONSTRAINTS FOREIGN KEYS EXPORTED FROM TABLE tapehouse.public.derivative"))
        .extracting(row -> row.split("\\|", -1)[6])
        .containsExactly("derivative_detail", "derivative_position", "derivative_spread");
  }

  @Test
  void grantsAndRoutines() {
    assertThat(catalog.ask("SHOW GRANTS ON TABLE tapehouse.public.index"))
        .containsExactly(
            "database_name|schema_name|table_name|object_name|object_type|privilege_type|identity_id"
                + "|identity_name|identity_type|admin_option|privilege_scope|grantor_name",
            "tapehouse|public|index|index|TABLE|SELECT|0|public|public|false|TABLE|tapehouse");
    assertThat(
            catalog.rows(
                "SHOW GRANTS ON TABLES FROM DATABASE $1 WHERE TABLE_NAME LIKE $2",
                "tapehouse",
                "index"))
        .hasSize(1);
    assertThat(catalog.rows("SHOW COLUMN GRANTS ON TABLE tapehouse.public.index LIKE 'a%'"))
        .isEmpty();
    assertThat(catalog.rows("SHOW PROCEDURES FROM SCHEMA tapehouse.public")).isEmpty();
    assertThat(catalog.rows("SHOW FUNCTIONS FROM SCHEMA tapehouse.public LIKE 'a%'")).isEmpty();
    assertThat(catalog.rows("SHOW PARAMETERS OF FUNCTION tapehouse.public.f(integer, text)"))
        .isEmpty();
  }
}

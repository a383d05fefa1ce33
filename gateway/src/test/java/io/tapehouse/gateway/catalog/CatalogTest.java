package io.tapehouse.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

  private static final String RELATIONS =
      "SELECT relname FROM pg_class WHERE relnamespace = 2200 AND relkind IN ('r', 'v') ORDER BY 1";

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
  void columnsHaveTheirTypesLengthsAndComments() {
    assertThat(
            catalog.rows(
                """
                SELECT attname, atttypid, atttypmod, attnotnull, format_type(atttypid, atttypmod),
                    col_description(attrelid, attnum)
                FROM pg_attribute WHERE attrelid = 'index_history'::regclass AND attnum > 0 ORDER BY attnum"""))
        .contains(
            "index_id|23|-1|true|integer|the index",
            "scale|23|-1|true|integer|length of the bar: 1, 5, 15, 30 or 60 (minutes)",
            "datetime|1114|-1|true|timestamp without time zone|start of the bar, UTC; it covers [start, start + scale)",
            // (18 << 16 | 6) + 4
            "price_open|1700|1179658|true|numeric(18,6)|first print, by time and then by line of the file (points)",
            "price_std|701|-1|false|double precision|sample deviation over the prints of the file; NULL for a single print (points)",
            "trading_date|1082|-1|true|date|the exchange's trading date: a night session belongs to the next open day",
            "session|1043|9|true|character varying(5)|day or night",
            "load_id|20|-1|true|bigint|the load that wrote the row");
    assertThat(catalog.rows("SELECT obj_description('index'::regclass, 'pg_class')"))
        .containsExactly("An index");
  }

  @Test
  void viewsHaveColumnsAndTheirQuery() {
    assertThat(
            catalog.rows(
                "SELECT relkind, relhasrules, relnatts FROM pg_class WHERE relname = 'index_candle'"))
        .containsExactly("v|true|14");
    assertThat(catalog.rows("SELECT pg_get_viewdef('index_candle'::regclass, true)"))
        .singleElement()
        .asString()
        .startsWith(" SELECT i.")
        .doesNotContain("CREATE VIEW");
  }

  @Test
  void keysAreThoseThatTheEngineOrALoadProves() {
    assertThat(
            catalog.rows(
                """
                SELECT conname, contype, conkey, pg_get_constraintdef(oid) FROM pg_constraint
                WHERE conrelid IN ('index'::regclass, 'index_history'::regclass, 'derivative'::regclass)
                ORDER BY conname"""))
        .containsExactly(
            "derivative_exchange_code_fkey|f|[6]|FOREIGN KEY (exchange_code) REFERENCES exchange(code)",
            "derivative_index_id_fkey|f|[2]|FOREIGN KEY (index_id) REFERENCES index(id)",
            "derivative_pkey|p|[1]|PRIMARY KEY (id)",
            "index_history_index_id_fkey|f|[1]|FOREIGN KEY (index_id) REFERENCES index(id)",
            "index_history_pkey|p|[1, 2, 3]|PRIMARY KEY (index_id, scale, datetime)",
            "index_pkey|p|[1]|PRIMARY KEY (id)");
    // Nothing proves the key of the calendar, nor that of the ledger that its loads name.
    assertThat(
            catalog.rows(
                """
                SELECT conname FROM pg_constraint
                WHERE conrelid = 'trading_calendar'::regclass OR confrelid = 'load_ledger'::regclass"""))
        .containsExactly("trading_calendar_exchange_code_fkey");
    assertThat(
            catalog.rows(
                """
                SELECT c.relname, i.indisprimary, i.indkey, pg_get_indexdef(i.indexrelid)
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                WHERE i.indrelid = 'index_history'::regclass"""))
        .containsExactly(
            "index_history_pkey|true|[1, 2, 3]|CREATE UNIQUE INDEX index_history_pkey"
                + " ON public.index_history USING btree (index_id, scale, datetime)");
  }

  @Test
  void theCatalogueListsItself() {
    assertThat(
            catalog.rows(
                """
                SELECT c.oid, c.relkind, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relname IN ('pg_class', 'pg_settings', 'key_column_usage') ORDER BY c.relname"""))
        .satisfiesExactly(
            row -> assertThat(row).endsWith("|v|information_schema"),
            row -> assertThat(row).isEqualTo("1259|r|pg_catalog"),
            row -> assertThat(row).endsWith("|v|pg_catalog"));
  }

  @Test
  void arraysOfBuiltInTypesAreThere() {
    assertThat(
            catalog.rows(
                """
                SELECT t.oid, t.typname, t.typarray, a.typname, a.typelem, p.proname
                FROM pg_type t JOIN pg_type a ON a.oid = t.typarray JOIN pg_proc p ON p.oid = a.typreceive
                WHERE t.typname IN ('bool', 'int4', 'numeric', 'timestamptz', 'varchar') ORDER BY t.oid"""))
        .containsExactly(
            "16|bool|1000|_bool|16|array_recv",
            "23|int4|1007|_int4|23|array_recv",
            "1043|varchar|1015|_varchar|1043|array_recv",
            "1184|timestamptz|1185|_timestamptz|1184|array_recv",
            "1700|numeric|1231|_numeric|1700|array_recv");
  }

  @Test
  void anOpenSessionSeesWhatIsFilledIn() throws SQLException {
    try (TestCatalog changing = TestCatalog.open()) {
      Relation relation =
          new Relation(
              "zz_new",
              false,
              List.of(
                  new Relation.Column("a", "DECIMAL(10,2)", false),
                  new Relation.Column("b", "INTEGER[]", true),
                  new Relation.Column("c", "GEOMETRY", true)),
              List.of("a"),
              null);
      changing.catalog().fill(List.of(relation));
      assertThat(changing.rows(RELATIONS)).containsExactly("zz_new");
      assertThat(
              changing.rows(
                  """
                  SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute
                  WHERE attrelid = 'zz_new'::regclass ORDER BY attnum"""))
          .containsExactly("a|numeric(10,2)|true", "b|integer[]|false", "c|text|false");
    }
  }

  @Test
  void theSameRelationsBearTheSameNumbersInAnyOrder() throws SQLException {
    String numbers = "SELECT oid, relname FROM pg_class WHERE oid >= 16384 ORDER BY oid";
    try (TestCatalog other = TestCatalog.open()) {
      List<Relation> reversed =
          TestCatalog.relations().stream().sorted((a, b) -> b.name().compareTo(a.name())).toList();
      other.catalog().fill(reversed);
      assertThat(other.rows(numbers)).isEqualTo(catalog.rows(numbers)).hasSizeGreaterThan(50);
    }
  }

  @Test
  void aSessionKnowsItsUserItsVersionAndWhatItHasSet() throws SQLException {
    try (CatalogSession redshift = catalog.catalog().session("o'hara", "8.0.2", 5)) {
      assertThat(
              catalog.ask(
                  redshift,
                  "SELECT current_user, pg_backend_pid(), current_setting('server_version_num')"))
          .containsExactly("current_user|pg_backend_pid|current_setting", "o'hara|5|80002");
      assertThat(catalog.ask(redshift, "SELECT version()").get(1))
          .startsWith("PostgreSQL 8.0.2 ")
          .contains("Redshift");
      redshift.setting("TimeZone", "Asia/Taipei");
      assertThat(
              catalog.ask(
                  redshift,
                  "SELECT name, setting, current_setting('timezone') AS now FROM pg_settings WHERE name = 'TimeZone'"))
          .containsExactly("name|setting|now", "TimeZone|Asia/Taipei|Asia/Taipei");
    }
    assertThat(catalog.rows("SELECT current_setting('TimeZone'), rolname FROM pg_roles ORDER BY 2"))
        .containsExactly("UTC|analyst", "UTC|tapehouse");
  }

  @Test
  void anUnknownSettingIsAnErrorUnlessItMayBeMissing() {
    assertThat(catalog.rows("SELECT current_setting('no.such', true)")).containsExactly("null");
    assertThatThrownBy(() -> catalog.rows("SELECT current_setting('no.such')"))
        .hasRootCauseInstanceOf(SQLException.class)
        .rootCause()
        .hasMessageContaining("unrecognized configuration parameter \"no.such\"");
  }

  @Test
  void theEngineReadsNoFileAndItsSettingsStay(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
    try (Statement statement = catalog.session().connection().createStatement()) {
      for (String sql :
          List.of(
              "SELECT * FROM read_csv('" + file + "')",
              "COPY pg_class TO '" + folder.resolve("out.csv") + "'",
              "ATTACH '" + folder.resolve("other.duckdb") + "'",
              "SET memory_limit = '8GB'",
              "SET enable_external_access = true",
              "INSTALL httpfs")) {
        assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
      }
    }
    assertThat(folder).isDirectoryContaining("glob:**/secret.csv");
    assertThat(folder.toFile().list()).containsExactly("secret.csv");
  }
}

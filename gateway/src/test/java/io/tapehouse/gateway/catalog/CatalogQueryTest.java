package io.tapehouse.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements the catalogue answers. */
class CatalogQueryTest {

  private static TestCatalog catalog;

  @BeforeAll
  static void open() {
    catalog = TestCatalog.open();
  }

  @AfterAll
  static void close() throws SQLException {
    catalog.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT relname FROM pg_class",
        "select c.relname from pg_catalog.pg_class c, pg_namespace n where n.oid = c.relnamespace;",
        "SELECT * FROM tapehouse.pg_catalog.pg_class",
        "SELECT * FROM \"pg_catalog\".\"pg_class\"",
        "SELECT * FROM information_schema.tables",
        "WITH t AS (SELECT oid FROM pg_type) SELECT count(*) FROM t",
        "(SELECT 1 FROM pg_am) UNION ALL SELECT 2",
        "SELECT * FROM (SELECT * FROM svv_tables) t",
        "SELECT * FROM pg_get_keywords()",
        "SELECT version()",
        "SELECT pg_catalog.version()",
        "SELECT current_schema()",
        "SELECT current_user",
        "SELECT 1 WHERE has_table_privilege('index', 'SELECT')",
        "SELECT 'index'::regclass",
        "SELECT 'a'::information_schema.sql_identifier",
        "SELECT * FROM unnest(current_schemas(true))",
        "VALUES (current_database())",
        "SHOW TABLES FROM SCHEMA tapehouse.public",
      })
  void theCatalogue(String sql) {
    assertThat(catalog.catalog().translate(sql)).isPresent();
    catalog.ask(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "SELECT 1",
        "SELECT now()",
        "SELECT * FROM index_history",
        "SELECT 'pg_class', \"name\" FROM index -- FROM pg_class",
        "SELECT current_user, count(*) FROM stock_daily",
        "SELECT pg_catalog.upper(name) FROM index",
        "SELECT * FROM public.pg_class",
        "WITH pg_class AS (SELECT 1 AS a) SELECT a FROM pg_class",
        "WITH pg_class (a) AS (SELECT 1) SELECT a FROM pg_class",
        "SELECT extract(year FROM trading_date) FROM index_daily",
        "SELECT i.user FROM (SELECT 1 AS user) i",
        "SHOW server_version",
        "SHOW search_path",
        "SHOW TRANSACTION ISOLATION LEVEL",
        "SHOW TABLES FROM SCHEMA tapehouse.public WITH MORE",
        "SET search_path TO pg_catalog",
        "EXPLAIN SELECT 1",
        "DELETE FROM pg_class",
        "INSERT INTO pg_class SELECT * FROM pg_class",
        "WITH c AS (SELECT 1 FROM pg_class) DELETE FROM pg_class",
        "WITH c AS (DELETE FROM pg_class RETURNING *) SELECT * FROM pg_class",
        "SELECT * INTO copy FROM pg_class",
      })
  void notTheCatalogue(String sql) {
    assertThat(catalog.catalog().translate(sql)).isEmpty();
  }
}

package io.tapehouse.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL's syntax and functions; the expected values are those of PostgreSQL 15. */
class CatalogRewriterTest {

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
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        // Operators, collations, LIKE with a backslash, regular expressions that match a part.
        "'pg_toast_1' ~ '^pg_toast' # true",
        "'a_pg_toast' !~ '^pg_toast' # true",
        "'Index' ~* 'NDE' # true",
        "'Index' !~* 'NDE' # false",
        "'index' OPERATOR(pg_catalog.~) '^(index)$' COLLATE pg_catalog.default # true",
        "'index' LIKE 'i_dex' # true",
        "'index_a' LIKE 'index\\_a' # true",
        "'index_a' LIKE 'index\\__' # true",
        "'indexxa' LIKE 'index\\_a' # false",
        "'indexxa' NOT LIKE 'index\\_a' # true",
        "'pg_x' LIKE 'pg!_%' ESCAPE '!' # true",
        // Arrays as text.
        "'v' = ANY('{r,v,m}') # true",
        "'v' = ANY('{r,v}'::\"char\"[]) # true",
        "'x' <> ALL ('{a,b}') # true",
        "'a b' = ANY('{\"a b\",c}') # true",
        "'it''s' = ANY('{it''s}') # true",
        "'{}'::text[] # []",
        "3 = ANY(ARRAY(SELECT 3)) # true",
        "(pg_catalog.current_schemas(true))[1] # pg_catalog",
        "array_upper(current_schemas(true), 1) # 2",
        "array_lower(ARRAY[7, 8], 1) # 1",
        "array_to_string(ARRAY['a', NULL, 'c'], ',') # a,c",
        "array_to_string(ARRAY['a', NULL, 'c'], ',', '*') # a,*,c",
        "array_to_string('{}'::text[], ',') # ``",
        // Numbers and names.
        "'pg_class'::regclass::oid # 1259",
        "'pg_catalog.pg_namespace'::regclass::oid # 2615",
        "CAST('pg_class' AS regclass)::oid # 1259",
        "CAST(CAST('pg_class' AS pg_catalog.regclass) AS oid) # 1259",
        "1259::regclass::text # pg_class",
        "1259::pg_catalog.regclass # pg_class",
        "99999::regclass # 99999",
        "to_regclass('no_such') IS NULL # true",
        "to_regclass('pg_catalog.index') IS NULL # true",
        "to_regclass('public.index') = 'index'::regclass # true",
        "23::regtype::text # integer",
        "'integer'::regtype::oid # 23",
        "'int4'::regtype = 'integer'::regtype # true",
        "2200::regnamespace # public",
        "'pg_catalog.array_in'::regproc::oid # 750",
        "2200::oid # 2200",
        "'a'::\"char\" # a",
        "'a'::information_schema.sql_identifier # a",
        // Functions.
        "format_type(1043, 54) # character varying(50)",
        "format_type(1043, -1) # character varying",
        "format_type(1700, 1179658) # numeric(18,6)",
        "format_type(1114, 3) # timestamp(3) without time zone",
        "format_type(1015, 14) # character varying(10)[]",
        "format_type(1042, NULL) # character",
        "format_type(424242, NULL) # ???",
        "pg_size_pretty(1048576::bigint) # 1024 kB",
        "pg_size_pretty(123::bigint) # 123 bytes",
        "quote_ident('index') # index",
        "quote_ident('select') # \"select\"",
        "quote_ident('Two words') # \"Two words\"",
        "(parse_ident('public.\"A b\"'))[2] # A b",
        "format('%I.%I', 'public', 'A b') # public.\"A b\"",
        "pg_encoding_to_char(6) # UTF8",
        "current_setting('server_version_num')::int / 100 # 1500",
        "has_table_privilege('analyst', 'index', 'SELECT') # true",
        "has_table_privilege('index', 'INSERT, UPDATE') # false",
        "has_schema_privilege(2200, 'CREATE') # false",
        "pg_get_userbyid(10) # tapehouse",
        "age(0) # 1",
        "user # analyst",
        "current_catalog # tapehouse",
      })
  void anExpression(String expression, String value) {
    String sql = "SELECT " + expression + " FROM pg_database";
    assertThat(catalog.rows(sql)).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "pg_catalog.version() # version",
        "oid::text # oid",
        "oid::pg_catalog.regclass::pg_catalog.text # oid",
        "pg_database.oid # oid",
        "'a'::text # text",
        "1::int # int4",
        "CAST(1 AS bigint) # int8",
        "'pg_class'::regclass::oid # oid",
        "(current_schemas(true))[1] # current_schemas",
        "CASE WHEN true THEN 1 END # case",
        "ARRAY(SELECT 1) # array",
        "(SELECT nspname FROM pg_namespace LIMIT 1) # nspname",
        "(SELECT count(*) FROM pg_namespace) # count",
        "row_number() OVER (ORDER BY oid) # row_number",
        "coalesce(datname, 'a') # coalesce",
        "current_user # current_user",
        "user::name # user",
        "1 + 1 # ?column?",
        "'a' # ?column?",
        "oid AS \"Number\" # Number",
        "oid AS collate # collate",
        "oid Name # name",
      })
  void anItemBearsTheNameThatPostgresGivesIt(String item, String name) {
    assertThat(catalog.ask("SELECT " + item + " FROM pg_database").get(0)).isEqualTo(name);
  }

  @Test
  void aSubQuerysItemsCanBeNamed() {
    assertThat(
            catalog.rows(
                "SELECT t.format_type, t.oid FROM (SELECT format_type(oid, NULL), oid::int FROM pg_type) t WHERE t.oid = 16"))
        .containsExactly("boolean|16");
  }

  @Test
  void columnsAreShownAsNamesAndComparedAsNumbers() {
    assertThat(
            catalog.rows(
                """
                SELECT conrelid::regclass, confrelid::regclass::text FROM pg_constraint
                WHERE contype = 'f' AND conrelid::regclass = 'public.derivative' ORDER BY conname"""))
        .containsExactly("derivative|exchange", "derivative|index");
    assertThat(
            catalog.rows(
                "SELECT typname FROM pg_type WHERE typelem::regtype = 'integer'::regtype ORDER BY 1"))
        .containsExactly("_int4");
  }

  @Test
  void vectorsBeginAtZero() {
    assertThat(
            catalog.rows(
                """
                SELECT i.indkey[0], i.indkey[2], array_lower(i.indkey, 1), array_upper(i.indkey, 1),
                    (SELECT array_agg(s) FROM generate_subscripts(i.indkey, 1) AS s)
                FROM pg_index i WHERE i.indrelid = 'index_history'::regclass"""))
        .containsExactly("1|3|0|2|[0, 1, 2]");
    assertThat(
            catalog.rows(
                """
                SELECT (information_schema._pg_expandarray(i.indkey)).n, (information_schema._pg_expandarray(i.indkey)).x
                FROM pg_index i WHERE i.indrelid = 'index_daily'::regclass ORDER BY 1"""))
        .containsExactly("1|1", "2|2");
  }

  @Test
  void functionsInFrom() {
    assertThat(
            catalog.rows(
                """
                SELECT a.attname, u.k, u.f FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS u(k, f)
                JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = u.k
                WHERE c.conname = 'derivative_exchange_code_fkey'"""))
        .containsExactly("exchange_code|6|1");
    assertThat(
            catalog.rows(
                """
                SELECT trim(s[i]) FROM generate_series(1, array_upper(string_to_array(current_setting('search_path'), ','), 1)) AS i,
                    string_to_array(current_setting('search_path'), ',') s ORDER BY i"""))
        .containsExactly("\"$user\"", "public");
    assertThat(catalog.rows("SELECT relid FROM pg_partition_ancestors('index'::regclass)"))
        .isEmpty();
  }

  @Test
  void tableoidIsTheNumberOfTheRelation() {
    assertThat(
            catalog.rows(
                "SELECT DISTINCT c.tableoid, n.tableoid::regclass FROM pg_class c, pg_namespace n"))
        .containsExactly("1259|pg_namespace");
  }

  @Test
  void parametersMayBeListsAsText() {
    assertThat(
            catalog.rows(
                "SELECT typname FROM pg_type WHERE typname = ANY($1) AND typtype = $2 ORDER BY oid",
                "{int4,bool}",
                "b"))
        .containsExactly("bool", "int4");
    assertThat(
            catalog.rows(
                "SELECT generate_subscripts(conkey, $1::integer), has_table_privilege($2, 'SELECT'),"
                    + " pg_get_constraintdef(oid, $3::boolean)"
                    + " FROM pg_constraint WHERE conname = 'index_daily_pkey'",
                "1",
                "index_daily",
                "true"))
        .containsExactlyInAnyOrder(
            "1|true|PRIMARY KEY (index_id, trading_date)",
            "2|true|PRIMARY KEY (index_id, trading_date)");
    assertThat(catalog.rows("SELECT relname FROM pg_class WHERE oid = $1::regclass", "index"))
        .containsExactly("index");
  }

  @Test
  void aNameThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> catalog.rows("SELECT 'no_such'::regclass"))
        .rootCause()
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("relation \"no_such\" does not exist");
  }

  @Test
  void aColumnMayComeTwice() {
    assertThat(catalog.ask("SELECT a.oid, a.* FROM pg_am a WHERE amname = 'heap'"))
        .containsExactly("oid|oid|amname|amhandler|amtype|xmin", "2|2|heap|null|t|1");
  }
}

package io.tapehouse.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What tools ask that do not run here, by the shape of their statements: which relations they join,
 * which functions, casts and forms of the language they use.
 */
class ToolStatementsTest {

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
  void dbeaverReadsSchemasTypesAndColumns() {
    assertThat(
            catalog.rows(
                """
                SELECT n.oid, n.*, d.description FROM pg_catalog.pg_namespace n
                LEFT OUTER JOIN pg_catalog.pg_description d
                    ON d.objoid = n.oid AND d.objsubid = 0 AND d.classoid = 'pg_namespace'::regclass
                WHERE nspname = 'public'"""))
        .containsExactly("2200|2200|public|10|null|1|null");
    assertThat(
            catalog.rows(
                """
                SELECT t.oid, t.typname, c.relkind, format_type(nullif(t.typbasetype, 0), t.typtypmod) AS base
                FROM pg_catalog.pg_type t LEFT OUTER JOIN pg_catalog.pg_type et ON et.oid = t.typelem
                LEFT OUTER JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
                WHERE (c.relkind IS NULL OR c.relkind = 'c')
                    AND (et.typcategory IS NULL OR et.typcategory <> 'C') AND t.typname LIKE '%varchar'
                ORDER BY 1"""))
        .containsExactly("1015|_varchar|null|null", "1043|varchar|null|null");
    assertThat(
            catalog.rows(
                """
                SELECT a.attname, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid, true) AS def_value, dsc.description, dep.objid
                FROM pg_catalog.pg_attribute a INNER JOIN pg_catalog.pg_class c ON (a.attrelid = c.oid)
                LEFT OUTER JOIN pg_catalog.pg_attrdef ad ON (a.attrelid = ad.adrelid AND a.attnum = ad.adnum)
                LEFT OUTER JOIN pg_catalog.pg_description dsc ON (c.oid = dsc.objoid AND a.attnum = dsc.objsubid)
                LEFT OUTER JOIN pg_depend dep ON dep.refobjid = a.attrelid AND dep.deptype = 'i'
                    AND dep.refobjsubid = a.attnum AND dep.classid = dep.refclassid
                WHERE NOT a.attisdropped AND c.relname = 'derivative' AND a.attnum = 5 ORDER BY a.attnum"""))
        .containsExactly("derivative_type|null|ETF, Futures or Options|null");
    assertThat(
            catalog.rows(
                "SELECT count(*) > 300 FROM pg_catalog.pg_get_keywords() WHERE word <> ALL ('{a,abs,zone}')"))
        .containsExactly("true");
    for (String probe :
        List.of(
            "SELECT * FROM pg_catalog.pg_enum WHERE 1<>1 LIMIT 1",
            "SELECT x.oid, x.* FROM pg_catalog.pg_extension x",
            "SELECT t.oid, t.tgname FROM pg_catalog.pg_trigger t",
            "SELECT * FROM pg_catalog.svv_external_schemas WHERE databasename = 'tapehouse'")) {
      assertThat(catalog.rows(probe)).as(probe).isEmpty();
    }
  }

  @Test
  void dataGripIntrospectsASchema() {
    assertThat(
            catalog.rows(
                """
                SELECT N.oid::bigint AS id, N.xmin AS state_number, nspname AS name,
                    pg_catalog.pg_get_userbyid(N.nspowner) AS "owner"
                FROM pg_catalog.pg_namespace N
                ORDER BY CASE WHEN nspname = pg_catalog.current_schema() THEN -1::bigint ELSE N.oid::bigint END LIMIT 1"""))
        .containsExactly("2200|1|public|tapehouse");
    assertThat(
            catalog.rows(
                """
                SELECT T.relkind AS table_kind, T.relname AS table_name, T.xmin AS state,
                    (SELECT pg_catalog.array_agg(inhparent::bigint ORDER BY inhseqno)::varchar
                        FROM pg_catalog.pg_inherits WHERE T.oid = inhrelid) AS ancestors,
                    pg_catalog.pg_get_partkeydef(T.oid) AS partition_key
                FROM pg_catalog.pg_class T
                WHERE relnamespace = 2200::oid AND relkind IN ('r', 'm', 'v', 'f', 'p')
                    AND pg_catalog.age(T.xmin) <= 5 AND relname LIKE 'index\\_d%' ORDER BY table_kind"""))
        .containsExactly("r|index_daily|1|null|null");
    assertThat(
            catalog.rows(
                """
                SELECT k AS col_idx, k <= indnkeyatts AS in_key, h.indkey[k-1] AS position,
                    CASE WHEN h.indkey[k-1] = 0 THEN chr(27) ELSE pg_catalog.pg_get_indexdef(h.indexrelid, k::int, true) END AS name
                FROM pg_catalog.pg_index h JOIN pg_catalog.pg_class s ON s.oid = h.indexrelid
                CROSS JOIN unnest(h.indkey) WITH ORDINALITY u(u, k)
                LEFT JOIN pg_catalog.pg_opclass ON pg_opclass.oid = h.indclass[k-1]
                WHERE s.relname = 'index_daily_pkey' ORDER BY k"""))
        .containsExactly("1|true|1|index_id", "2|true|2|trading_date");
    assertThat(
            catalog.rows(
                """
                SELECT D.objsubid, CASE WHEN 'pg_catalog.pg_class'::regclass = classoid THEN pg_class.relkind END AS kind
                FROM pg_catalog.pg_description D LEFT JOIN pg_catalog.pg_class ON D.objoid = pg_class.oid
                WHERE classoid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_constraint'::regclass)
                    AND relname = 'exchange' ORDER BY 1"""))
        .containsExactly("0|r", "1|r", "2|r", "3|r", "4|r");
  }

  @Test
  void grafanaBuildsItsQueries() {
    String inSearchPath =
        """
        quote_ident(table_schema) IN (SELECT CASE WHEN trim(s[i]) = '"$user"' THEN user ELSE trim(s[i]) END
            FROM generate_series(array_lower(string_to_array(current_setting('search_path'), ','), 1),
                array_upper(string_to_array(current_setting('search_path'), ','), 1)) AS i,
                string_to_array(current_setting('search_path'), ',') s)""";
    assertThat(
            catalog.rows(
                """
                SELECT CASE WHEN %s THEN quote_ident(table_name)
                    ELSE quote_ident(table_schema) || '.' || quote_ident(table_name) END AS "table"
                FROM information_schema.tables
                WHERE quote_ident(table_schema) NOT IN ('information_schema', 'pg_catalog') AND table_name LIKE 'index%%'
                ORDER BY CASE WHEN %s THEN 0 ELSE 1 END, 1"""
                    .formatted(inSearchPath, inSearchPath)))
        .containsExactly(
            "index",
            "index_candle",
            "index_close_daily",
            "index_daily",
            "index_history",
            "index_name");
    assertThat(
            catalog.rows(
                """
                SELECT quote_ident(column_name) AS "column", data_type AS "type" FROM information_schema.columns
                WHERE CASE WHEN array_length(parse_ident('public.index'), 1) = 2
                    THEN quote_ident(table_schema) = (parse_ident('public.index'))[1]
                        AND quote_ident(table_name) = (parse_ident('public.index'))[2]
                    ELSE quote_ident(table_name) = 'public.index' AND %s END"""
                    .formatted(inSearchPath)))
        .containsExactly(
            "id|integer",
            "name|character varying",
            "market|character varying",
            "name_local|character varying");
    assertThat(catalog.rows("SELECT current_setting('server_version_num')::int/100 as version"))
        .containsExactly("1500");
  }

  @Test
  void metabaseSyncsTablesColumnsAndKeys() {
    assertThat(
            catalog.rows(
                """
                WITH table_privileges AS (
                    SELECT NULL AS role, t.schemaname AS schema, t.objectname AS table,
                        pg_catalog.has_any_column_privilege(current_user,
                            '"' || t.schemaname || '"' || '.' || '"' || t.objectname || '"', 'update') AS update,
                        pg_catalog.has_table_privilege(current_user,
                            '"' || t.schemaname || '"' || '.' || '"' || t.objectname || '"', 'select') AS select
                    FROM (SELECT schemaname, tablename AS objectname FROM pg_catalog.pg_tables
                        UNION SELECT schemaname, viewname FROM pg_catalog.pg_views
                        UNION SELECT schemaname, matviewname FROM pg_catalog.pg_matviews) t
                    WHERE t.schemaname !~ '^pg_' AND t.schemaname <> 'information_schema'
                        AND pg_catalog.has_schema_privilege(current_user, t.schemaname, 'usage'))
                SELECT t.* FROM table_privileges t WHERE t.table IN ('index', 'index_candle') ORDER BY 3"""))
        .containsExactly("null|public|index|false|true", "null|public|index_candle|false|true");
    assertThat(
            catalog.rows(
                """
                SELECT c.column_name AS name, pk.column_name IS NOT NULL AS "pk?",
                    COL_DESCRIPTION(CAST(CAST(FORMAT('%I.%I', CAST(c.table_schema AS TEXT), CAST(c.table_name AS TEXT))
                        AS REGCLASS) AS OID), c.ordinal_position) AS comment
                FROM information_schema.columns AS c
                LEFT JOIN (SELECT tc.table_schema, tc.table_name, kc.column_name
                    FROM information_schema.table_constraints AS tc
                    INNER JOIN information_schema.key_column_usage AS kc ON (tc.constraint_name = kc.constraint_name)
                        AND (tc.table_schema = kc.table_schema) AND (tc.table_name = kc.table_name)
                    WHERE tc.constraint_type = 'PRIMARY KEY') AS pk
                ON (c.table_schema = pk.table_schema) AND (c.table_name = pk.table_name) AND (c.column_name = pk.column_name)
                WHERE c.table_schema !~ '^information_schema|catalog_history|pg_' AND c.table_name = 'put_call_ratio'
                ORDER BY c.ordinal_position LIMIT 2"""))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("trading_date|true|the trading date"),
            row -> assertThat(row.split("\\|", -1)[1]).isEqualTo("false"));
    assertThat(
            catalog.rows(
                """
                SELECT fk_column.attname, pk_table.relname, pk_column.attname
                FROM pg_constraint AS c
                INNER JOIN pg_class AS fk_table ON c.conrelid = fk_table.oid
                INNER JOIN pg_attribute AS fk_column ON c.conrelid = fk_column.attrelid
                INNER JOIN pg_class AS pk_table ON c.confrelid = pk_table.oid
                INNER JOIN pg_attribute AS pk_column ON c.confrelid = pk_column.attrelid
                WHERE c.contype = 'f'::char AND fk_column.attnum = ANY(c.conkey) AND pk_column.attnum = ANY(c.confkey)
                    AND fk_table.relname = 'derivative' ORDER BY 1"""))
        .containsExactly("exchange_code|exchange|code", "index_id|index|id");
  }

  @Test
  void npgsqlLoadsTypesWithTheirElements() {
    assertThat(
            catalog.rows(
                """
                SELECT ns.nspname, t.oid, t.typname, t.typtype, t.typnotnull, t.elemtypoid
                FROM (
                    -- An array is what array_recv receives.
                    SELECT typ.oid, typ.typnamespace, typ.typname, typ.typtype, typ.typnotnull, elemtyp.oid AS elemtypoid
                    FROM (SELECT typ.oid, typnamespace, typname, typrelid, typnotnull, relkind,
                            CASE WHEN proc.proname = 'array_recv' THEN 'a' ELSE typ.typtype END AS typtype,
                            CASE WHEN proc.proname = 'array_recv' THEN typ.typelem
                                WHEN typ.typtype = 'r' THEN rngsubtype
                                WHEN typ.typtype = 'm' THEN (SELECT rngtypid FROM pg_range WHERE rngmultitypid = typ.oid)
                                WHEN typ.typtype = 'd' THEN typ.typbasetype END AS elemtypoid
                        FROM pg_type AS typ LEFT JOIN pg_class AS cls ON (cls.oid = typ.typrelid)
                        LEFT JOIN pg_proc AS proc ON proc.oid = typ.typreceive
                        LEFT JOIN pg_range ON (pg_range.rngtypid = typ.oid)) AS typ
                    LEFT JOIN pg_type AS elemtyp ON elemtyp.oid = elemtypoid
                    LEFT JOIN pg_proc AS elemproc ON elemproc.oid = elemtyp.typreceive) AS t
                JOIN pg_namespace AS ns ON (ns.oid = typnamespace)
                WHERE t.typname IN ('int8', '_int8', 'numeric', '_date')
                ORDER BY CASE WHEN typtype IN ('b', 'e', 'p') THEN 0 WHEN typtype = 'a' THEN 5 END, t.oid"""))
        .containsExactly(
            "pg_catalog|20|int8|b|false|null",
            "pg_catalog|1700|numeric|b|false|null",
            "pg_catalog|1016|_int8|a|false|20",
            "pg_catalog|1182|_date|a|false|1082");
  }

  @Test
  void pgAdminAsksForTheUsersRights() {
    assertThat(
            catalog.rows(
                "SELECT set_config('bytea_output', 'hex', false) FROM pg_settings WHERE name = 'bytea_output'"))
        .containsExactly("hex");
    assertThat(
            catalog.rows(
                """
                SELECT rolname AS name, rolsuper AS is_superuser,
                    CASE WHEN 'pg_signal_backend' = ANY(ARRAY(WITH RECURSIVE cte AS (
                        SELECT pg_roles.oid, pg_roles.rolname FROM pg_roles UNION ALL
                        SELECT m.roleid, pgr.rolname FROM cte cte_1 JOIN pg_auth_members m ON m.member = cte_1.oid
                            JOIN pg_roles pgr ON pgr.oid = m.roleid) SELECT rolname FROM cte)) THEN true ELSE false END AS signals
                FROM pg_catalog.pg_roles WHERE rolname = current_user"""))
        .containsExactly("analyst|false|false");
    assertThat(
            catalog.rows(
                """
                SELECT db.oid AS did, db.datname, pg_encoding_to_char(db.encoding), has_database_privilege(db.oid, 'CREATE')
                FROM pg_catalog.pg_database db WHERE db.datname = current_database()"""))
        .containsExactly("16383|tapehouse|UTF8|false");
  }

  @Test
  void sqlAlchemyForRedshiftReadsColumns() {
    assertThat(
            catalog.rows(
                """
                SELECT att.attname AS name, format_encoding(att.attencodingtype::integer) AS encode,
                    att.attisdistkey AS distkey, att.attsortkeyord AS sortkey, adsrc
                FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_attribute att ON att.attrelid = c.oid
                LEFT JOIN pg_catalog.pg_attrdef ad ON (att.attrelid, att.attnum) = (ad.adrelid, ad.adnum)
                WHERE n.nspname !~ '^pg_' AND c.relname = 'ccass_holding' AND att.attnum < 3 AND NOT att.attisdropped
                UNION SELECT view_name, col_type, NULL, col_num, NULL
                FROM pg_get_late_binding_view_cols() cols(view_schema name, view_name name, col_name name, col_type varchar, col_num int)
                ORDER BY 1"""))
        .containsExactly("participant_id|az64|false|0|null", "stock_code|az64|true|1|null");
  }
}

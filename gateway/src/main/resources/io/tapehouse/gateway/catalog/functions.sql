-- PostgreSQL's functions and operators as macros. A macro's argument takes the place of its parameter as it stands, so an
-- unqualified column in it would be taken for one of the tables that the macro reads: hence the lookup_ views, whose columns
-- no client names.

CREATE VIEW lookup_relation AS
SELECT c.oid AS lookup_oid, c.relname AS lookup_name, n.nspname AS lookup_schema
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace;

CREATE VIEW lookup_description AS
SELECT objoid AS lookup_oid, classoid AS lookup_class, objsubid AS lookup_column, description AS lookup_text
FROM pg_description;

CREATE VIEW lookup_definition AS
SELECT oid AS lookup_oid, definition AS lookup_text FROM definition;

CREATE VIEW lookup_attribute AS
SELECT attrelid AS lookup_oid, attnum AS lookup_column, attname AS lookup_name FROM pg_attribute;

CREATE VIEW lookup_namespace AS SELECT oid AS lookup_oid, nspname AS lookup_name FROM pg_namespace;

CREATE VIEW lookup_proc AS SELECT oid AS lookup_oid, proname AS lookup_name FROM pg_proc;

CREATE VIEW lookup_type AS SELECT oid AS lookup_oid, typname AS lookup_name FROM pg_type;

-- Types that casts name.
CREATE TYPE name AS VARCHAR;
CREATE TYPE sql_identifier AS VARCHAR;
CREATE TYPE character_data AS VARCHAR;
CREATE TYPE yes_or_no AS VARCHAR;
CREATE TYPE cardinal_number AS INTEGER;
CREATE TYPE aclitem AS VARCHAR;
CREATE TYPE pg_node_tree AS VARCHAR;
CREATE TYPE inet AS VARCHAR;
CREATE TYPE regoper AS VARCHAR;
CREATE TYPE regoperator AS VARCHAR;
CREATE TYPE regconfig AS VARCHAR;
CREATE TYPE regdictionary AS VARCHAR;
CREATE TYPE xid AS BIGINT;
CREATE TYPE int2vector AS SMALLINT[];
CREATE TYPE oidvector AS BIGINT[];

-- The session. Its connection holds these variables.
CREATE MACRO session_user() AS getvariable('session_user');
CREATE MACRO current_user() AS getvariable('session_user');
CREATE MACRO user() AS getvariable('session_user');
CREATE MACRO current_role() AS getvariable('session_user');
CREATE MACRO current_database() AS 'tapehouse';
CREATE MACRO current_catalog() AS 'tapehouse';
CREATE MACRO current_schema() AS 'public';
CREATE MACRO current_schemas(implicit) AS CASE WHEN implicit THEN ['pg_catalog', 'public'] ELSE ['public'] END;
CREATE MACRO version() AS getvariable('version_text');
CREATE MACRO pg_backend_pid() AS CAST(getvariable('backend_pid') AS INTEGER);
-- asyncpg's pool sends it with each connection that it takes back; nobody has a lock here.
CREATE MACRO pg_advisory_unlock_all() AS CAST('' AS VARCHAR);
CREATE MACRO current_setting
    (setting) AS coalesce(getvariable('settings')[lower(setting)],
        error('unrecognized configuration parameter "' || setting || '"')),
    (setting, missing_ok) AS coalesce(getvariable('settings')[lower(setting)], CASE WHEN NOT missing_ok
        THEN error('unrecognized configuration parameter "' || setting || '"') END);
CREATE MACRO set_config(setting, new_value, is_local) AS
    CASE WHEN setting IS NOT NULL AND is_local IS NOT NULL THEN CAST(new_value AS VARCHAR) END;
CREATE MACRO pg_client_encoding() AS 'UTF8';
CREATE MACRO getdatabaseencoding() AS 'UTF8';
CREATE MACRO pg_encoding_to_char(encoding) AS CASE encoding WHEN 6 THEN 'UTF8' WHEN 0 THEN 'SQL_ASCII' ELSE '' END;
CREATE MACRO pg_char_to_encoding(encoding) AS CASE WHEN upper(encoding) IN ('UTF8', 'UNICODE') THEN 6 ELSE -1 END;
CREATE MACRO pg_is_in_recovery() AS false;
CREATE MACRO pg_is_wal_replay_paused() AS false;
CREATE MACRO pg_is_other_temp_schema(schema_oid) AS false;
CREATE MACRO pg_my_temp_schema() AS CAST(0 AS OID);
CREATE MACRO pg_postmaster_start_time() AS CAST(getvariable('started_at') AS TIMESTAMPTZ);
CREATE MACRO pg_conf_load_time() AS CAST(getvariable('started_at') AS TIMESTAMPTZ);
CREATE MACRO inet_server_addr() AS CAST(NULL AS VARCHAR);
CREATE MACRO inet_server_port() AS CAST(NULL AS INTEGER);
CREATE MACRO inet_client_addr() AS CAST(NULL AS VARCHAR);
CREATE MACRO inet_client_port() AS CAST(NULL AS INTEGER);
CREATE MACRO txid_current() AS CAST(1 AS BIGINT);
CREATE MACRO txid_current_if_assigned() AS CAST(NULL AS BIGINT);
CREATE MACRO pg_current_xact_id() AS CAST(1 AS BIGINT);
CREATE MACRO pg_current_xact_id_if_assigned() AS CAST(NULL AS BIGINT);
CREATE MACRO pg_blocking_pids(pid) AS CAST([] AS INTEGER[]);
CREATE MACRO age(xid) AS CAST(1 AS INTEGER), (later, earlier) AS CAST(1 AS INTEGER);
CREATE MACRO mxid_age(xid) AS CAST(1 AS INTEGER);

CREATE MACRO quote_ident(text) AS CASE
    WHEN NOT regexp_full_match(text, '[a-z_][a-z0-9_$]*') THEN '"' || replace(text, '"', '""') || '"'
    WHEN is_reserved(text) THEN '"' || text || '"'
    ELSE text END;
CREATE MACRO pg_get_userbyid(role) AS CASE
    WHEN role = 10 THEN 'tapehouse'
    WHEN role = 16382 THEN getvariable('session_user')
    ELSE 'unknown (OID=' || role || ')' END;

-- sql_name_of is made when the types are there: a map from numbers to names as format_type shows them.
CREATE MACRO type_modifier(type, modifier) AS CASE
    WHEN modifier IS NULL OR modifier < 0 THEN ''
    WHEN type IN (1042, 1043, 1014, 1015) AND modifier >= 4 THEN '(' || (modifier - 4) || ')'
    WHEN type IN (1700, 1231) AND modifier >= 4 THEN '(' || ((modifier - 4) >> 16) || ',' || ((modifier - 4) & 65535) || ')'
    WHEN type IN (1083, 1114, 1184, 1266, 1560, 1562) THEN '(' || modifier || ')'
    ELSE '' END;
CREATE MACRO format_type(type, modifier) AS CASE
    WHEN type IS NULL THEN NULL
    WHEN type = 0 THEN '-'
    WHEN type = 1042 AND modifier = -1 THEN 'bpchar'
    WHEN type IN (1083, 1114, 1184, 1266) AND modifier >= 0
        THEN replace(sql_name_of(type), ' with', type_modifier(type, modifier) || ' with')
    WHEN ends_with(sql_name_of(type), '[]')
        THEN replace(sql_name_of(type), '[]', type_modifier(type, modifier) || '[]')
    ELSE coalesce(sql_name_of(type), '???') || type_modifier(type, modifier) END;

-- Names of numbers, and numbers of names: what casts to regclass, regtype, regproc, regnamespace and regrole mean.
CREATE MACRO plain_name(text) AS replace(regexp_replace(CAST(text AS VARCHAR), '^("?[A-Za-z_0-9]+"?\.)*', ''), '"', '');
CREATE MACRO to_regclass(text) AS (SELECT max(r.lookup_oid) FROM lookup_relation r WHERE r.lookup_name = plain_name(text)
    AND (NOT contains(CAST(text AS VARCHAR), '.') OR starts_with(replace(CAST(text AS VARCHAR), '"', ''), r.lookup_schema || '.')));
CREATE MACRO regclass_in(text) AS coalesce(try_cast(text AS BIGINT), to_regclass(text),
    CASE WHEN text IS NOT NULL THEN error('relation "' || CAST(text AS VARCHAR) || '" does not exist') END);
CREATE MACRO regclass_out(relation) AS coalesce(
    (SELECT max(CASE r.lookup_schema WHEN 'information_schema' THEN 'information_schema.' ELSE '' END || quote_ident(r.lookup_name))
        FROM lookup_relation r WHERE r.lookup_oid = try_cast(relation AS BIGINT)),
    CASE CAST(relation AS VARCHAR) WHEN '0' THEN '-' ELSE CAST(relation AS VARCHAR) END);
CREATE MACRO to_regtype(text) AS (SELECT max(t.lookup_oid) FROM lookup_type t WHERE t.lookup_name = plain_name(text)
    OR format_type(t.lookup_oid, NULL) = lower(CAST(text AS VARCHAR)));
CREATE MACRO regtype_in(text) AS coalesce(try_cast(text AS BIGINT), to_regtype(text),
    CASE WHEN text IS NOT NULL THEN error('type "' || CAST(text AS VARCHAR) || '" does not exist') END);
CREATE MACRO regtype_out(type) AS format_type(try_cast(type AS BIGINT), NULL);
CREATE MACRO to_regproc(text) AS (SELECT max(p.lookup_oid) FROM lookup_proc p WHERE p.lookup_name = plain_name(text));
CREATE MACRO regproc_in(text) AS coalesce(try_cast(text AS BIGINT), to_regproc(text),
    CASE WHEN text IS NOT NULL THEN error('function "' || CAST(text AS VARCHAR) || '" does not exist') END);
CREATE MACRO regproc_out(function) AS coalesce(
    (SELECT max(p.lookup_name) FROM lookup_proc p WHERE p.lookup_oid = try_cast(function AS BIGINT)),
    CASE CAST(function AS VARCHAR) WHEN '0' THEN '-' ELSE CAST(function AS VARCHAR) END);
CREATE MACRO to_regnamespace(text) AS
    (SELECT max(n.lookup_oid) FROM lookup_namespace n WHERE n.lookup_name = plain_name(text));
CREATE MACRO regnamespace_in(text) AS coalesce(try_cast(text AS BIGINT), to_regnamespace(text),
    CASE WHEN text IS NOT NULL THEN error('schema "' || CAST(text AS VARCHAR) || '" does not exist') END);
CREATE MACRO regnamespace_out(schema_oid) AS coalesce(
    (SELECT max(n.lookup_name) FROM lookup_namespace n WHERE n.lookup_oid = try_cast(schema_oid AS BIGINT)),
    CAST(schema_oid AS VARCHAR));
CREATE MACRO regrole_in(text) AS coalesce(try_cast(text AS BIGINT), CASE plain_name(text) WHEN 'tapehouse' THEN 10 ELSE 16382 END);
CREATE MACRO regrole_out(role) AS pg_get_userbyid(role);

CREATE MACRO pg_table_is_visible(relation) AS NOT (relation BETWEEN 13001 AND 13999);
CREATE MACRO pg_type_is_visible(type) AS true;
CREATE MACRO pg_function_is_visible(function) AS true;
CREATE MACRO pg_operator_is_visible(operator) AS true;
CREATE MACRO pg_opclass_is_visible(class) AS true;
CREATE MACRO pg_opfamily_is_visible(family) AS true;
CREATE MACRO pg_collation_is_visible(collation_oid) AS true;
CREATE MACRO pg_conversion_is_visible(conversion) AS true;
CREATE MACRO pg_statistics_obj_is_visible(statistics) AS true;
CREATE MACRO pg_ts_config_is_visible(config) AS true;
CREATE MACRO pg_ts_dict_is_visible(dict) AS true;
CREATE MACRO pg_ts_parser_is_visible(parser) AS true;
CREATE MACRO pg_ts_template_is_visible(template) AS true;

-- Definitions and comments.
CREATE MACRO obj_description
    (object) AS (SELECT max(d.lookup_text) FROM lookup_description d
        WHERE d.lookup_oid = object AND d.lookup_column = 0),
    (object, catalog) AS (SELECT max(d.lookup_text) FROM lookup_description d
        WHERE d.lookup_oid = object AND d.lookup_column = 0
        AND d.lookup_class = CASE catalog WHEN 'pg_class' THEN 1259 WHEN 'pg_namespace' THEN 2615 ELSE 0 END);
CREATE MACRO col_description(relation, column_number) AS (SELECT max(d.lookup_text) FROM lookup_description d
    WHERE d.lookup_oid = relation AND d.lookup_class = 1259 AND d.lookup_column = column_number);
CREATE MACRO shobj_description(object, catalog) AS
    CASE WHEN object IS NOT NULL AND catalog IS NOT NULL THEN CAST(NULL AS VARCHAR) END;
CREATE MACRO definition_of(object) AS
    (SELECT max(d.lookup_text) FROM lookup_definition d WHERE d.lookup_oid = object);
CREATE MACRO pg_get_constraintdef
    (object) AS definition_of(object),
    (object, pretty) AS CASE WHEN pretty IS NOT NULL THEN definition_of(object) END;
-- An index bears the columns of its table's key, under the same numbers.
CREATE MACRO pg_get_indexdef
    (object) AS definition_of(object),
    (object, column_number, pretty) AS CASE WHEN pretty IS NULL THEN NULL WHEN column_number = 0 THEN definition_of(object) ELSE
        (SELECT max(a.lookup_name) FROM lookup_attribute a
            WHERE a.lookup_oid = object AND a.lookup_column = column_number) END;
CREATE MACRO pg_get_viewdef
    (object) AS definition_of(regclass_in(object)),
    (object, pretty) AS CASE WHEN pretty IS NOT NULL THEN definition_of(regclass_in(object)) END;
CREATE MACRO pg_get_expr
    (tree, relation) AS CASE WHEN relation IS NOT NULL THEN CAST(tree AS VARCHAR) END,
    (tree, relation, pretty) AS CASE WHEN relation IS NOT NULL AND pretty IS NOT NULL THEN CAST(tree AS VARCHAR) END;
CREATE MACRO pg_get_partkeydef(relation) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_partition_constraintdef(relation) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_triggerdef(object) AS CAST(NULL AS VARCHAR), (object, pretty) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_ruledef(object) AS CAST(NULL AS VARCHAR), (object, pretty) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_functiondef(object) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_function_arguments(object) AS '';
CREATE MACRO pg_get_function_identity_arguments(object) AS '';
CREATE MACRO pg_get_function_result(object) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_function_sqlbody(object) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_function_arg_default(object, number) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_statisticsobjdef(object) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_statisticsobjdef_columns(object) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_serial_sequence(relation, column_name) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_replica_identity_index(relation) AS CAST(NULL AS OID);

-- Sizes are those of PostgreSQL's files, of which there are none.
CREATE MACRO pg_table_size(relation) AS CAST(NULL AS BIGINT);
CREATE MACRO pg_relation_size(relation) AS CAST(NULL AS BIGINT), (relation, fork) AS CAST(NULL AS BIGINT);
CREATE MACRO pg_total_relation_size(relation) AS CAST(NULL AS BIGINT);
CREATE MACRO pg_indexes_size(relation) AS CAST(NULL AS BIGINT);
CREATE MACRO pg_database_size(database) AS CAST(NULL AS BIGINT);
CREATE MACRO pg_tablespace_size(tablespace) AS CAST(NULL AS BIGINT);
CREATE MACRO pg_tablespace_location(tablespace) AS '';
CREATE MACRO pg_relation_filepath(relation) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_relation_filenode(relation) AS CAST(NULL AS OID);
CREATE MACRO pg_size_pretty(bytes) AS CASE
    WHEN abs(bytes) < 10240 THEN CAST(bytes AS BIGINT) || ' bytes'
    WHEN abs(bytes) < 10485760 THEN CAST(round(bytes / 1024.0) AS BIGINT) || ' kB'
    WHEN abs(bytes) < 10737418240 THEN CAST(round(bytes / 1048576.0) AS BIGINT) || ' MB'
    ELSE CAST(round(bytes / 1073741824.0) AS BIGINT) || ' GB' END;
CREATE MACRO pg_stat_get_numscans(relation) AS CAST(0 AS BIGINT);
CREATE MACRO pg_stat_get_live_tuples(relation) AS CAST(0 AS BIGINT);
CREATE MACRO pg_relation_is_publishable(relation) AS false;
CREATE MACRO pg_relation_is_updatable(relation, with_triggers) AS 0;
CREATE MACRO pg_column_is_updatable(relation, column_number, with_triggers) AS false;
CREATE MACRO pg_collation_actual_version(collation_oid) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_database_collation_actual_version(database) AS CAST(NULL AS VARCHAR);
CREATE MACRO row_security_active(relation) AS false;
CREATE MACRO acldefault(kind, owner) AS CAST(NULL AS VARCHAR[]);
-- Encodings of columns, Redshift's format_encoding and PostgreSQL's pg_column_compression.
CREATE MACRO format_encoding(encoding) AS CASE encoding WHEN 0 THEN 'none' ELSE 'az64' END;

-- Privileges: anybody reads anything, nobody writes. A list of privileges asks for any of them.
CREATE MACRO may_read(privileges) AS
    regexp_matches(upper(privileges), '(^|,) *(SELECT|USAGE|CONNECT|EXECUTE|MEMBER|SET)( WITH GRANT OPTION)? *(,|$)');
CREATE MACRO has_table_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_column_privilege
    (a, c, p) AS CASE WHEN a IS NOT NULL AND c IS NOT NULL THEN may_read(p) END,
    (u, a, c, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL AND c IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_any_column_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_schema_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_database_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_function_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_type_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_language_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_sequence_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_tablespace_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_server_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_foreign_data_wrapper_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO has_parameter_privilege
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;
CREATE MACRO pg_has_role
    (a, p) AS CASE WHEN a IS NOT NULL THEN may_read(p) END,
    (u, a, p) AS CASE WHEN u IS NOT NULL AND a IS NOT NULL THEN may_read(p) END;

-- Text and arrays as PostgreSQL has them.
CREATE MACRO quote_literal(text) AS '''' || replace(CAST(text AS VARCHAR), '''', '''''') || '''';
-- The first placeholder of a pattern: %s as it is, %I as a name, %L as a literal.
CREATE MACRO format_one(pattern, argument) AS regexp_replace(pattern, '%[sIL]',
    CASE regexp_extract(pattern, '%([sIL])', 1)
        WHEN 'I' THEN quote_ident(CAST(argument AS VARCHAR))
        WHEN 'L' THEN quote_literal(argument)
        ELSE coalesce(CAST(argument AS VARCHAR), '') END);
CREATE MACRO format
    (pattern, a) AS format_one(pattern, a),
    (pattern, a, b) AS format_one(format_one(pattern, a), b),
    (pattern, a, b, c) AS format_one(format_one(format_one(pattern, a), b), c);
CREATE MACRO parse_ident
    (text) AS list_transform(regexp_extract_all(text, '"(?:[^"]|"")*"|[^."]+'), lambda part:
        CASE WHEN starts_with(part, '"') THEN replace(part[2:-2], '""', '"') ELSE lower(trim(part)) END),
    (text, strict) AS list_transform(regexp_extract_all(text, '"(?:[^"]|"")*"|[^."]+'), lambda part:
        CASE WHEN starts_with(part, '"') THEN replace(part[2:-2], '""', '"') ELSE lower(trim(part)) END);
CREATE MACRO array_to_string
    (list, separator) AS CASE WHEN list IS NULL THEN NULL ELSE coalesce(list_aggregate(list_transform(list,
        lambda item: CAST(item AS VARCHAR)), 'string_agg', separator), '') END,
    (list, separator, absent) AS CASE WHEN list IS NULL THEN NULL ELSE coalesce(list_aggregate(list_transform(list,
        lambda item: coalesce(CAST(item AS VARCHAR), absent)), 'string_agg', separator), '') END;
-- There is one dimension. A parameter of a client must stay in the expression, or the engine does not know of it.
CREATE MACRO array_lower(list, dimension) AS CASE WHEN dimension = 1 AND len(list) > 0 THEN 1 END;
CREATE MACRO array_upper(list, dimension) AS
    CASE WHEN dimension = 1 AND len(list) > 0 THEN CAST(len(list) AS INTEGER) END;
CREATE MACRO array_length(list, dimension) AS
    CASE WHEN dimension = 1 AND len(list) > 0 THEN CAST(len(list) AS INTEGER) END;
CREATE MACRO array_remove(list, item) AS list_filter(list, lambda kept: kept IS DISTINCT FROM item);
CREATE MACRO subscripts(list, dimension) AS generate_series(1, CASE WHEN dimension = 1 THEN len(list) END);
-- Of int2vector and oidvector, which PostgreSQL counts from 0.
CREATE MACRO vector_lower(list, dimension) AS CASE WHEN dimension = 1 THEN 0 END;
CREATE MACRO vector_upper(list, dimension) AS CASE WHEN dimension = 1 THEN CAST(len(list) - 1 AS INTEGER) END;
CREATE MACRO vector_subscripts(list, dimension) AS
    generate_series(0, CASE WHEN dimension = 1 THEN len(list) - 1 END);
CREATE MACRO _pg_expandarray(list) AS
    unnest(list_transform(list, lambda item, number: {'x': item, 'n': CAST(number AS INTEGER)}));
CREATE MACRO _pg_char_max_length(type, modifier) AS
    CASE WHEN type IN (1042, 1043) AND modifier >= 4 THEN modifier - 4 END;
CREATE MACRO _pg_numeric_precision(type, modifier) AS CASE type
    WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53
    WHEN 1700 THEN CASE WHEN modifier >= 4 THEN ((modifier - 4) >> 16) & 65535 END END;
CREATE MACRO _pg_numeric_scale(type, modifier) AS CASE
    WHEN type IN (20, 21, 23) THEN 0
    WHEN type = 1700 AND modifier >= 4 THEN (modifier - 4) & 65535 END;
CREATE MACRO _pg_datetime_precision(type, modifier) AS
    CASE WHEN type IN (1083, 1114, 1184, 1266) THEN 6 WHEN type = 1082 THEN 0 END;

CREATE MACRO json_member(label, content) AS '"' || label || '": ' || CASE
    WHEN content IS NULL THEN 'null'
    WHEN typeof(content) = 'VARCHAR' THEN '"' || replace(replace(CAST(content AS VARCHAR), '\', '\\'), '"', '\"') || '"'
    ELSE CAST(content AS VARCHAR) END;

-- Operators. LIKE has the backslash as its escape character; regular expressions match a part.
CREATE MACRO "~~"(text, pattern) AS like_escape(text, pattern, '\');
CREATE MACRO "!~~"(text, pattern) AS NOT like_escape(text, pattern, '\');
CREATE MACRO "~~*"(text, pattern) AS ilike_escape(text, pattern, '\');
CREATE MACRO "!~~*"(text, pattern) AS NOT ilike_escape(text, pattern, '\');
CREATE MACRO "~*"(text, pattern) AS regexp_matches(text, pattern, 'i');
CREATE MACRO "!~*"(text, pattern) AS NOT regexp_matches(text, pattern, 'i');

-- Functions that give rows.
CREATE MACRO pg_get_keywords() AS TABLE
    SELECT unnest(words) AS word, catcode, barelabel, catdesc, baredesc FROM keyword;
CREATE MACRO pg_show_all_settings() AS TABLE SELECT * FROM pg_settings;
CREATE MACRO pg_options_to_table(options) AS TABLE
    SELECT CAST(NULL AS VARCHAR) AS option_name, CAST(NULL AS VARCHAR) AS option_value WHERE false;
CREATE MACRO aclexplode(acl) AS TABLE
    SELECT CAST(NULL AS OID) AS grantor, CAST(NULL AS OID) AS grantee, CAST(NULL AS VARCHAR) AS privilege_type,
        CAST(NULL AS BOOLEAN) AS is_grantable WHERE false;
-- WITH ORDINALITY adds no column to a macro's, so it has that column itself. Among items it gives no row.
CREATE MACRO pg_partition_ancestors(relation) AS TABLE
    SELECT CAST(NULL AS OID) AS relid, CAST(NULL AS BIGINT) AS ordinality WHERE false;
CREATE MACRO pg_partition_ancestors(relation) AS unnest(CAST([] AS OID[]));
CREATE MACRO pg_listening_channels() AS TABLE SELECT CAST(NULL AS VARCHAR) AS pg_listening_channels WHERE false;
CREATE MACRO pg_get_late_binding_view_cols() AS TABLE
    SELECT CAST(NULL AS VARCHAR) AS view_schema, CAST(NULL AS VARCHAR) AS view_name, CAST(NULL AS VARCHAR) AS col_name,
        CAST(NULL AS VARCHAR) AS col_type, CAST(NULL AS INTEGER) AS col_num WHERE false;

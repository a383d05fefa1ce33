-- Views of PostgreSQL and of its information schema over the tables.

CREATE VIEW pg_roles AS
SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolconnlimit,
    '********' AS rolpassword, rolvaliduntil, rolbypassrls, CAST(NULL AS VARCHAR[]) AS rolconfig, oid
FROM pg_authid
UNION ALL
-- The user who signed in; 16382 is the number of any user but the owner.
SELECT getvariable('session_user'), false, true, false, false, true, false, -1, '********', NULL, false, NULL, CAST(16382 AS OID)
WHERE getvariable('session_user') <> 'tapehouse';

CREATE VIEW pg_user AS
SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolreplication AS userepl,
    rolbypassrls AS usebypassrls, rolpassword AS passwd, rolvaliduntil AS valuntil, rolconfig AS useconfig
FROM pg_roles;

CREATE VIEW pg_user_info AS SELECT *, 'UNLIMITED' AS useconnlimit FROM pg_user;

CREATE VIEW pg_shadow AS SELECT * FROM pg_user;

CREATE VIEW pg_group AS
SELECT CAST(NULL AS VARCHAR) AS groname, CAST(NULL AS OID) AS grosysid, CAST(NULL AS OID[]) AS grolist WHERE false;

CREATE VIEW pg_settings AS
SELECT CASE entry.key WHEN 'datestyle' THEN 'DateStyle' WHEN 'timezone' THEN 'TimeZone' WHEN 'intervalstyle' THEN 'IntervalStyle'
    ELSE entry.key END AS name,
    entry.value AS setting, CAST(NULL AS VARCHAR) AS unit, 'Client Connection Defaults' AS category, '' AS short_desc,
    CAST(NULL AS VARCHAR) AS extra_desc, 'user' AS context, 'string' AS vartype, 'session' AS source,
    CAST(NULL AS VARCHAR) AS min_val, CAST(NULL AS VARCHAR) AS max_val, CAST(NULL AS VARCHAR[]) AS enumvals,
    entry.value AS boot_val, entry.value AS reset_val, CAST(NULL AS VARCHAR) AS sourcefile,
    CAST(NULL AS INTEGER) AS sourceline, false AS pending_restart
FROM (SELECT unnest(map_entries(getvariable('settings'))) AS entry);

CREATE VIEW pg_tables AS
SELECT n.nspname AS schemaname, c.relname AS tablename, pg_get_userbyid(c.relowner) AS tableowner,
    CAST(NULL AS VARCHAR) AS tablespace, c.relhasindex AS hasindexes, c.relhasrules AS hasrules,
    c.relhastriggers AS hastriggers, c.relrowsecurity AS rowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r';

CREATE VIEW pg_views AS
SELECT n.nspname AS schemaname, c.relname AS viewname, pg_get_userbyid(c.relowner) AS viewowner, d.definition
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN definition d ON d.oid = c.oid
WHERE c.relkind = 'v';

CREATE VIEW pg_indexes AS
SELECT n.nspname AS schemaname, c.relname AS tablename, i.relname AS indexname, CAST(NULL AS VARCHAR) AS tablespace,
    d.definition AS indexdef
FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN definition d ON d.oid = i.oid;

CREATE VIEW pg_timezone_names AS SELECT name, abbrev, utc_offset, is_dst FROM pg_timezone_names();

CREATE VIEW information_schema_.information_schema_catalog_name AS SELECT current_database() AS catalog_name;

CREATE VIEW information_schema_.schemata AS
SELECT current_database() AS catalog_name, n.nspname AS schema_name, pg_get_userbyid(n.nspowner) AS schema_owner,
    CAST(NULL AS VARCHAR) AS default_character_set_catalog, CAST(NULL AS VARCHAR) AS default_character_set_schema,
    CAST(NULL AS VARCHAR) AS default_character_set_name, CAST(NULL AS VARCHAR) AS sql_path
FROM pg_namespace n;

CREATE VIEW information_schema_.tables AS
SELECT current_database() AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
    CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type,
    CAST(NULL AS VARCHAR) AS self_referencing_column_name, CAST(NULL AS VARCHAR) AS reference_generation,
    CAST(NULL AS VARCHAR) AS user_defined_type_catalog, CAST(NULL AS VARCHAR) AS user_defined_type_schema,
    CAST(NULL AS VARCHAR) AS user_defined_type_name, 'NO' AS is_insertable_into, 'NO' AS is_typed,
    CAST(NULL AS VARCHAR) AS commit_action
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v');

CREATE VIEW information_schema_.columns AS
SELECT current_database() AS table_catalog, n.nspname AS table_schema, c.relname AS table_name, a.attname AS column_name,
    CAST(a.attnum AS INTEGER) AS ordinal_position, CAST(NULL AS VARCHAR) AS column_default,
    CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable,
    CASE WHEN t.typcategory = 'A' THEN 'ARRAY' ELSE sql_name_of(t.oid) END AS data_type,
    _pg_char_max_length(a.atttypid, a.atttypmod) AS character_maximum_length,
    CASE WHEN t.oid IN (25, 1042, 1043)
        THEN coalesce(4 * _pg_char_max_length(a.atttypid, a.atttypmod), 1073741824) END AS character_octet_length,
    _pg_numeric_precision(a.atttypid, a.atttypmod) AS numeric_precision,
    CASE WHEN t.oid IN (20, 21, 23, 700, 701) THEN 2 WHEN t.oid = 1700 THEN 10 END AS numeric_precision_radix,
    _pg_numeric_scale(a.atttypid, a.atttypmod) AS numeric_scale,
    _pg_datetime_precision(a.atttypid, a.atttypmod) AS datetime_precision, CAST(NULL AS VARCHAR) AS interval_type,
    CAST(NULL AS INTEGER) AS interval_precision, CAST(NULL AS VARCHAR) AS character_set_catalog,
    CAST(NULL AS VARCHAR) AS character_set_schema, CAST(NULL AS VARCHAR) AS character_set_name,
    CAST(NULL AS VARCHAR) AS collation_catalog, CAST(NULL AS VARCHAR) AS collation_schema,
    CAST(NULL AS VARCHAR) AS collation_name, CAST(NULL AS VARCHAR) AS domain_catalog,
    CAST(NULL AS VARCHAR) AS domain_schema, CAST(NULL AS VARCHAR) AS domain_name, current_database() AS udt_catalog,
    'pg_catalog' AS udt_schema, t.typname AS udt_name, CAST(NULL AS VARCHAR) AS scope_catalog,
    CAST(NULL AS VARCHAR) AS scope_schema, CAST(NULL AS VARCHAR) AS scope_name,
    CAST(NULL AS INTEGER) AS maximum_cardinality, CAST(a.attnum AS VARCHAR) AS dtd_identifier,
    'NO' AS is_self_referencing, 'NO' AS is_identity, CAST(NULL AS VARCHAR) AS identity_generation,
    CAST(NULL AS VARCHAR) AS identity_start, CAST(NULL AS VARCHAR) AS identity_increment,
    CAST(NULL AS VARCHAR) AS identity_maximum, CAST(NULL AS VARCHAR) AS identity_minimum, 'NO' AS identity_cycle,
    'NEVER' AS is_generated, CAST(NULL AS VARCHAR) AS generation_expression, 'NO' AS is_updatable
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relkind IN ('r', 'v');

CREATE VIEW information_schema_.views AS
SELECT current_database() AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
    d.definition AS view_definition, 'NONE' AS check_option, 'NO' AS is_updatable, 'NO' AS is_insertable_into,
    'NO' AS is_trigger_updatable, 'NO' AS is_trigger_deletable, 'NO' AS is_trigger_insertable_into
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN definition d ON d.oid = c.oid
WHERE c.relkind = 'v';

CREATE VIEW information_schema_.table_constraints AS
SELECT current_database() AS constraint_catalog, n.nspname AS constraint_schema, k.conname AS constraint_name,
    current_database() AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
    CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'FOREIGN KEY' END AS constraint_type, 'NO' AS is_deferrable,
    'NO' AS initially_deferred, 'YES' AS enforced, CAST(NULL AS VARCHAR) AS nulls_distinct
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace;

-- The columns of each key, in the key's order.
CREATE VIEW key_column AS
SELECT k.oid, k.conname, k.contype, k.conrelid, k.confrelid, k.conindid, unnest(k.conkey) AS attnum,
    unnest(k.confkey) AS target_attnum, unnest(generate_series(1, len(k.conkey))) AS position
FROM pg_constraint k;

CREATE VIEW information_schema_.key_column_usage AS
SELECT current_database() AS constraint_catalog, n.nspname AS constraint_schema, k.conname AS constraint_name,
    current_database() AS table_catalog, n.nspname AS table_schema, c.relname AS table_name, a.attname AS column_name,
    CAST(k.position AS INTEGER) AS ordinal_position,
    CASE k.contype WHEN 'f' THEN CAST(k.position AS INTEGER) END AS position_in_unique_constraint
FROM key_column k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.attnum;

CREATE VIEW information_schema_.constraint_column_usage AS
SELECT current_database() AS table_catalog, n.nspname AS table_schema, c.relname AS table_name, a.attname AS column_name,
    current_database() AS constraint_catalog, n.nspname AS constraint_schema, k.conname AS constraint_name
FROM key_column k
JOIN pg_class c ON c.oid = CASE k.contype WHEN 'f' THEN k.confrelid ELSE k.conrelid END
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = CASE k.contype WHEN 'f' THEN k.target_attnum ELSE k.attnum END;

CREATE VIEW information_schema_.constraint_table_usage AS
SELECT DISTINCT table_catalog, table_schema, table_name, constraint_catalog, constraint_schema, constraint_name
FROM information_schema_.constraint_column_usage;

CREATE VIEW information_schema_.referential_constraints AS
SELECT current_database() AS constraint_catalog, n.nspname AS constraint_schema, k.conname AS constraint_name,
    current_database() AS unique_constraint_catalog, n.nspname AS unique_constraint_schema,
    p.conname AS unique_constraint_name, 'NONE' AS match_option, 'NO ACTION' AS update_rule, 'NO ACTION' AS delete_rule
FROM pg_constraint k
JOIN pg_namespace n ON n.oid = k.connamespace
JOIN pg_constraint p ON p.conrelid = k.confrelid AND p.contype = 'p'
WHERE k.contype = 'f';

CREATE VIEW information_schema_.table_privileges AS
SELECT 'tapehouse' AS grantor, 'PUBLIC' AS grantee, current_database() AS table_catalog, n.nspname AS table_schema,
    c.relname AS table_name, 'SELECT' AS privilege_type, 'NO' AS is_grantable, 'YES' AS with_hierarchy
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v');

CREATE VIEW information_schema_.role_table_grants AS SELECT * FROM information_schema_.table_privileges;

CREATE VIEW information_schema_.column_privileges AS
SELECT 'tapehouse' AS grantor, 'PUBLIC' AS grantee, table_catalog, table_schema, table_name, column_name,
    'SELECT' AS privilege_type, 'NO' AS is_grantable
FROM information_schema_.columns;

CREATE VIEW information_schema_.enabled_roles AS SELECT getvariable('session_user') AS role_name;

CREATE VIEW information_schema_.applicable_roles AS
SELECT CAST(NULL AS VARCHAR) AS grantee, CAST(NULL AS VARCHAR) AS role_name, CAST(NULL AS VARCHAR) AS is_grantable
WHERE false;

CREATE VIEW information_schema_.character_sets AS
SELECT CAST(NULL AS VARCHAR) AS character_set_catalog, CAST(NULL AS VARCHAR) AS character_set_schema,
    'UTF8' AS character_set_name, 'UCS' AS character_repertoire, 'UTF8' AS form_of_use,
    current_database() AS default_collate_catalog, 'pg_catalog' AS default_collate_schema, 'C' AS default_collate_name;

CREATE VIEW information_schema_.collations AS
SELECT current_database() AS collation_catalog, 'pg_catalog' AS collation_schema, collname AS collation_name,
    'NO PAD' AS pad_attribute
FROM pg_collation;

-- System views of Redshift that its drivers and dialects read, by its documentation: local data only, no external schemas,
-- no datashares.

CREATE VIEW svv_tables AS
SELECT t.table_catalog, t.table_schema, t.table_name, t.table_type, d.description AS remarks
FROM information_schema_.tables t
JOIN pg_namespace n ON n.nspname = t.table_schema
JOIN pg_class c ON c.relname = t.table_name AND c.relnamespace = n.oid
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 1259 AND d.objsubid = 0;

CREATE VIEW svv_columns AS
SELECT i.table_catalog, i.table_schema, i.table_name, i.column_name, i.ordinal_position, i.column_default, i.is_nullable,
    i.data_type, i.character_maximum_length, i.numeric_precision, i.numeric_precision_radix, i.numeric_scale,
    i.datetime_precision, i.interval_type, CAST(i.interval_precision AS VARCHAR) AS interval_precision,
    i.character_set_catalog, i.character_set_schema, i.character_set_name, i.collation_catalog, i.collation_schema,
    i.collation_name, i.domain_name, d.description AS remarks
FROM information_schema_.columns i
JOIN pg_namespace n ON n.nspname = i.table_schema
JOIN pg_class c ON c.relname = i.table_name AND c.relnamespace = n.oid
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 1259 AND d.objsubid = i.ordinal_position;

CREATE VIEW svv_redshift_databases AS
SELECT datname AS database_name, datdba AS database_owner, 'local' AS database_type, CAST(NULL AS VARCHAR) AS database_acl,
    CAST(NULL AS VARCHAR) AS database_options, 'Snapshot Isolation' AS database_isolation_level
FROM pg_database;

CREATE VIEW svv_all_schemas AS
SELECT current_database() AS database_name, nspname AS schema_name, nspowner AS schema_owner, 'local' AS schema_type,
    CAST(NULL AS VARCHAR) AS schema_acl, CAST(NULL AS VARCHAR) AS source_database,
    CAST(NULL AS VARCHAR) AS schema_option
FROM pg_namespace;

CREATE VIEW svv_redshift_schemas AS
SELECT database_name, schema_name, schema_owner, schema_type, schema_acl, schema_option FROM svv_all_schemas;

CREATE VIEW svv_all_tables AS
SELECT table_catalog AS database_name, table_schema AS schema_name, table_name,
    CASE table_type WHEN 'VIEW' THEN 'VIEW' ELSE 'TABLE' END AS table_type, CAST(NULL AS VARCHAR) AS table_acl, remarks
FROM svv_tables;

CREATE VIEW svv_redshift_tables AS SELECT *, 'tapehouse' AS table_owner FROM svv_all_tables;

CREATE VIEW svv_all_columns AS
SELECT table_catalog AS database_name, table_schema AS schema_name, table_name, column_name, ordinal_position,
    column_default, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, remarks
FROM svv_columns;

-- What SHOW COLUMNS shows: with the layout that a column has on Redshift.
CREATE VIEW shown_column AS
SELECT i.table_catalog AS database_name, i.table_schema AS schema_name, i.table_name, i.column_name, i.ordinal_position,
    i.column_default, i.is_nullable, i.data_type, i.character_maximum_length, i.numeric_precision, i.numeric_scale,
    i.remarks, CASE WHEN a.attsortkeyord > 0 THEN 'COMPOUND' END AS sort_key_type, a.attsortkeyord AS sort_key,
    CASE WHEN a.attisdistkey THEN 1 ELSE 0 END AS dist_key, format_encoding(a.attencodingtype) AS encoding,
    CAST(NULL AS VARCHAR) AS collation
FROM svv_columns i
JOIN pg_namespace n ON n.nspname = i.table_schema
JOIN pg_class c ON c.relname = i.table_name AND c.relnamespace = n.oid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.ordinal_position;

CREATE VIEW svv_redshift_columns AS
SELECT database_name, schema_name, table_name, column_name, ordinal_position, data_type, column_default, is_nullable,
    encoding, dist_key = 1 AS distkey, sort_key AS sortkey, CAST(NULL AS VARCHAR) AS column_acl, remarks
FROM shown_column;

CREATE VIEW pg_table_def AS
SELECT schema_name AS schemaname, table_name AS tablename, column_name AS "column", data_type AS type, encoding,
    dist_key = 1 AS distkey, sort_key AS sortkey, is_nullable = 'NO' AS notnull
FROM shown_column;

CREATE VIEW shown_table AS
SELECT current_database() AS database_name, n.nspname AS schema_name, c.relname AS table_name,
    CASE WHEN n.oid <> 2200 THEN CASE c.relkind WHEN 'v' THEN 'SYSTEM VIEW' ELSE 'SYSTEM TABLE' END
        WHEN c.relkind = 'v' THEN 'VIEW' ELSE 'TABLE' END AS table_type,
    CAST(NULL AS VARCHAR) AS table_acl, d.description AS remarks, 'tapehouse' AS owner,
    CAST(NULL AS TIMESTAMP) AS last_altered_time, CAST(NULL AS TIMESTAMP) AS last_modified_time,
    CASE c.reldiststyle WHEN 0 THEN 'EVEN' WHEN 1 THEN 'KEY' WHEN 8 THEN 'ALL' END AS dist_style,
    CASE c.relkind WHEN 'v' THEN 'REGULAR VIEW' ELSE 'REGULAR TABLE' END AS table_subtype
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 1259 AND d.objsubid = 0
WHERE c.relkind IN ('r', 'v');

CREATE VIEW shown_schema AS
SELECT current_database() AS database_name, nspname AS schema_name, nspowner AS schema_owner,
    CASE nspname WHEN 'public' THEN 'local' ELSE 'system' END AS schema_type, CAST(NULL AS VARCHAR) AS schema_acl,
    CAST(NULL AS VARCHAR) AS source_database, CAST(NULL AS VARCHAR) AS schema_option
FROM pg_namespace;

CREATE VIEW shown_primary_key AS
SELECT current_database() AS database_name, n.nspname AS schema_name, c.relname AS table_name, a.attname AS column_name,
    CAST(k.position AS INTEGER) AS key_seq, k.conname AS pk_name
FROM key_column k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.attnum
WHERE k.contype = 'p';

-- Rules 3 are NO ACTION, deferrability 7 is not deferrable, in JDBC's numbers.
CREATE VIEW shown_foreign_key AS
SELECT current_database() AS pk_database_name, pn.nspname AS pk_schema_name, p.relname AS pk_table_name,
    pa.attname AS pk_column_name, current_database() AS fk_database_name, n.nspname AS fk_schema_name,
    c.relname AS fk_table_name, a.attname AS fk_column_name, CAST(k.position AS INTEGER) AS key_seq, 3 AS update_rule,
    3 AS delete_rule, k.conname AS fk_name, pk.conname AS pk_name, 7 AS deferrability
FROM key_column k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.attnum
JOIN pg_class p ON p.oid = k.confrelid
JOIN pg_namespace pn ON pn.oid = p.relnamespace
JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = k.target_attnum
JOIN pg_constraint pk ON pk.conrelid = k.confrelid AND pk.contype = 'p'
WHERE k.contype = 'f';

CREATE VIEW shown_grant AS
SELECT current_database() AS database_name, n.nspname AS schema_name, c.relname AS table_name, c.relname AS object_name,
    'TABLE' AS object_type, 'SELECT' AS privilege_type, CAST(0 AS OID) AS identity_id, 'public' AS identity_name,
    'public' AS identity_type, false AS admin_option, 'TABLE' AS privilege_scope, 'tapehouse' AS grantor_name
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v');

CREATE TABLE shown_column_grant (
    database_name VARCHAR, schema_name VARCHAR, table_name VARCHAR, column_name VARCHAR, object_type VARCHAR,
    privilege_type VARCHAR, identity_id OID, identity_name VARCHAR, identity_type VARCHAR, admin_option BOOLEAN,
    privilege_scope VARCHAR, grantor_name VARCHAR);

CREATE TABLE shown_procedure (
    database_name VARCHAR, schema_name VARCHAR, procedure_name VARCHAR, number_of_arguments INTEGER,
    argument_list VARCHAR, return_type VARCHAR, remarks VARCHAR);

CREATE TABLE shown_function (
    database_name VARCHAR, schema_name VARCHAR, function_name VARCHAR, number_of_arguments INTEGER,
    argument_list VARCHAR, return_type VARCHAR, remarks VARCHAR);

CREATE TABLE shown_parameter (
    database_name VARCHAR, schema_name VARCHAR, procedure_name VARCHAR, function_name VARCHAR, parameter_name VARCHAR,
    ordinal_position INTEGER, parameter_type VARCHAR, data_type VARCHAR, character_maximum_length INTEGER,
    numeric_precision INTEGER, numeric_scale INTEGER);

CREATE TABLE svv_redshift_functions (
    database_name VARCHAR, schema_name VARCHAR, function_name VARCHAR, function_type VARCHAR, argument_type VARCHAR,
    result_type VARCHAR);

CREATE TABLE svv_external_schemas (
    esoid OID, eskind SMALLINT, schemaname VARCHAR, esowner INTEGER, databasename VARCHAR, esoptions VARCHAR);

CREATE TABLE svv_external_databases (
    eskind INTEGER, esoptions VARCHAR, databasename VARCHAR, location VARCHAR, parameters VARCHAR);

CREATE TABLE svv_external_tables (
    redshift_database_name VARCHAR, schemaname VARCHAR, tablename VARCHAR, tabletype VARCHAR, location VARCHAR,
    input_format VARCHAR, output_format VARCHAR, serialization_lib VARCHAR, serde_parameters VARCHAR,
    compressed INTEGER, parameters VARCHAR);

CREATE TABLE svv_external_columns (
    redshift_database_name VARCHAR, schemaname VARCHAR, tablename VARCHAR, columnname VARCHAR, external_type VARCHAR,
    columnnum INTEGER, part_key INTEGER, is_nullable VARCHAR);

CREATE TABLE svv_external_partitions (
    schemaname VARCHAR, tablename VARCHAR, "values" VARCHAR, location VARCHAR, input_format VARCHAR,
    output_format VARCHAR, serialization_lib VARCHAR, serde_parameters VARCHAR, compressed INTEGER,
    parameters VARCHAR);

CREATE TABLE svv_datashares (
    share_name VARCHAR, share_id INTEGER, share_owner INTEGER, source_database VARCHAR, consumer_database VARCHAR,
    share_type VARCHAR, createdate TIMESTAMP, is_publicaccessible BOOLEAN, share_acl VARCHAR, producer_account VARCHAR,
    producer_namespace VARCHAR, managed_by VARCHAR);

CREATE TABLE svv_table_info (
    "database" VARCHAR, "schema" VARCHAR, table_id OID, "table" VARCHAR, encoded VARCHAR, diststyle VARCHAR,
    sortkey1 VARCHAR, max_varchar INTEGER, sortkey1_enc VARCHAR, sortkey_num INTEGER, size BIGINT,
    pct_used NUMERIC(10,4), empty BIGINT, unsorted NUMERIC(5,2), stats_off NUMERIC(5,2), tbl_rows NUMERIC(38,0),
    skew_sortkey1 NUMERIC(19,2), skew_rows NUMERIC(19,2), estimated_visible_rows NUMERIC(38,0), risk_event VARCHAR,
    vacuum_sort_benefit NUMERIC(12,2), create_time TIMESTAMP);

CREATE VIEW pg_proc_info AS
SELECT oid AS prooid, * EXCLUDE (oid, xmin) FROM pg_proc;

CREATE VIEW pg_class_info AS SELECT oid AS reloid, * EXCLUDE (oid, xmin), CAST(NULL AS TIMESTAMP) AS relcreationtime FROM pg_class;

CREATE VIEW pg_attribute_info AS SELECT * EXCLUDE (xmin) FROM pg_attribute;

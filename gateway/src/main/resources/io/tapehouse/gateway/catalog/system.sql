-- The catalogue's own relations, so that clients find pg_class in pg_class. Only tables have the column xmin.

CREATE TEMP TABLE own_relation AS
SELECT c.schema_name, c.table_name,
    CASE c.schema_name WHEN 'main' THEN 11 ELSE 13000 END AS namespace,
    coalesce(o.oid, CASE c.schema_name WHEN 'main' THEN 12000 ELSE 13000 END
        + row_number() OVER (PARTITION BY c.schema_name ORDER BY c.table_name)) AS oid,
    CASE WHEN bool_or(c.column_name = 'xmin') AND c.table_name <> 'pg_replication_slots' THEN 'r' ELSE 'v' END AS kind,
    count(*) FILTER (WHERE c.column_name <> 'xmin') AS columns
FROM duckdb_columns() c
LEFT JOIN catalog_oid o ON o.name = c.table_name AND c.schema_name = 'main'
WHERE NOT c.internal AND (c.schema_name = 'information_schema_' OR regexp_matches(c.table_name, '^(pg|svv)_'))
GROUP BY c.schema_name, c.table_name, o.oid;

INSERT INTO pg_class BY NAME
SELECT oid, table_name AS relname, namespace AS relnamespace, 0 AS reltype, 0 AS reloftype, 10 AS relowner,
    CASE kind WHEN 'r' THEN 2 ELSE 0 END AS relam, oid AS relfilenode, 0 AS reltablespace, 0 AS relpages, -1 AS reltuples,
    0 AS relallvisible, 0 AS reltoastrelid, false AS relhasindex, false AS relisshared, 'p' AS relpersistence,
    kind AS relkind, columns AS relnatts, 0 AS relchecks, false AS relhasrules, false AS relhastriggers,
    false AS relhassubclass, false AS relrowsecurity, false AS relforcerowsecurity, true AS relispopulated,
    'n' AS relreplident, false AS relispartition, 0 AS relrewrite, 0 AS relfrozenxid, 1 AS relminmxid
FROM own_relation;

INSERT INTO pg_attribute BY NAME
SELECT r.oid AS attrelid, c.column_name AS attname, t.oid AS atttypid, -1 AS attstattarget, t.typlen AS attlen,
    c.column_index AS attnum, 0 AS attndims, -1 AS attcacheoff, -1 AS atttypmod, t.typbyval AS attbyval,
    t.typalign AS attalign, t.typstorage AS attstorage, '' AS attcompression, false AS attnotnull, false AS atthasdef,
    false AS atthasmissing, '' AS attidentity, '' AS attgenerated, false AS attisdropped, true AS attislocal,
    0 AS attinhcount, t.typcollation AS attcollation
FROM duckdb_columns() c
JOIN own_relation r ON r.schema_name = c.schema_name AND r.table_name = c.table_name
JOIN pg_type t ON t.typname = CASE WHEN ends_with(c.data_type, '[]') THEN '_' ELSE '' END
    || CASE replace(regexp_replace(c.data_type, '\(.*\)', ''), '[]', '')
        WHEN 'BIGINT' THEN 'int8' WHEN 'INTEGER' THEN 'int4' WHEN 'SMALLINT' THEN 'int2' WHEN 'BOOLEAN' THEN 'bool'
        WHEN 'FLOAT' THEN 'float4' WHEN 'DOUBLE' THEN 'float8' WHEN 'DECIMAL' THEN 'numeric' WHEN 'BLOB' THEN 'bytea'
        WHEN 'TIMESTAMP' THEN 'timestamp' WHEN 'TIMESTAMP WITH TIME ZONE' THEN 'timestamptz' WHEN 'INTERVAL' THEN 'interval'
        ELSE 'text' END
WHERE NOT (c.column_name = 'xmin' AND r.kind = 'r');

DROP TABLE own_relation;

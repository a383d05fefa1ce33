-- The rows of the warehouse's relations, anew. Numbers from 16384 on are theirs.

DELETE FROM pg_class WHERE oid >= 16384;
DELETE FROM pg_attribute WHERE attrelid >= 16384;
DELETE FROM pg_constraint;
DELETE FROM pg_index;
DELETE FROM pg_description WHERE objoid >= 16384;
DELETE FROM pg_depend;
DELETE FROM definition;

CREATE OR REPLACE TEMP VIEW attribute_type AS
SELECT a.*, t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcollation
FROM new_attribute a JOIN pg_type t ON t.oid = a.type;

INSERT INTO pg_class BY NAME
SELECT r.oid, r.name AS relname, 2200 AS relnamespace, 0 AS reltype, 0 AS reloftype, 10 AS relowner,
    CASE r.kind WHEN 'r' THEN 2 ELSE 0 END AS relam, r.oid AS relfilenode, 0 AS reltablespace, 0 AS relpages,
    -1 AS reltuples, 0 AS relallvisible, 0 AS reltoastrelid,
    EXISTS (SELECT 1 FROM new_constraint k WHERE k.relation = r.oid AND k.kind = 'p') AS relhasindex,
    false AS relisshared, 'p' AS relpersistence, r.kind AS relkind,
    (SELECT count(*) FROM new_attribute a WHERE a.relation = r.oid) AS relnatts, 0 AS relchecks,
    r.kind = 'v' AS relhasrules,
    -- psql asks for references of what has triggers, by which PostgreSQL holds them.
    EXISTS (SELECT 1 FROM new_constraint k WHERE k.kind = 'f' AND r.oid IN (k.relation, k.target)) AS relhastriggers, false AS relhassubclass, false AS relrowsecurity,
    false AS relforcerowsecurity, true AS relispopulated, CASE r.kind WHEN 'r' THEN 'd' ELSE 'n' END AS relreplident,
    false AS relispartition, 0 AS relrewrite, 0 AS relfrozenxid, 1 AS relminmxid, r.diststyle AS reldiststyle
FROM new_relation r;

INSERT INTO pg_attribute BY NAME
SELECT a.relation AS attrelid, a.name AS attname, a.type AS atttypid, -1 AS attstattarget, a.typlen AS attlen,
    a.number AS attnum, 0 AS attndims, -1 AS attcacheoff, a.modifier AS atttypmod, a.typbyval AS attbyval,
    a.typalign AS attalign, a.typstorage AS attstorage, '' AS attcompression, a.required AS attnotnull,
    false AS atthasdef, false AS atthasmissing, '' AS attidentity, '' AS attgenerated, false AS attisdropped,
    true AS attislocal, 0 AS attinhcount, a.typcollation AS attcollation, 128 AS attencodingtype,
    a.distkey AS attisdistkey, a.sortkey AS attsortkeyord
FROM attribute_type a;

INSERT INTO pg_constraint BY NAME
SELECT k.oid, k.name AS conname, 2200 AS connamespace, k.kind AS contype, false AS condeferrable, false AS condeferred,
    true AS convalidated, k.relation AS conrelid, 0 AS contypid, coalesce(p.index, k.index) AS conindid, 0 AS conparentid,
    coalesce(k.target, 0) AS confrelid, CASE k.kind WHEN 'f' THEN 'a' ELSE ' ' END AS confupdtype,
    CASE k.kind WHEN 'f' THEN 'a' ELSE ' ' END AS confdeltype, CASE k.kind WHEN 'f' THEN 's' ELSE ' ' END AS confmatchtype,
    true AS conislocal, 0 AS coninhcount, true AS connoinherit, CAST(k.columns AS SMALLINT[]) AS conkey,
    CAST(k.target_columns AS SMALLINT[]) AS confkey
FROM new_constraint k
LEFT JOIN new_constraint p ON p.relation = k.target AND p.kind = 'p';

-- The index of a primary key: a relation, its columns, and which columns of the table they are.
INSERT INTO pg_class BY NAME
SELECT k.index AS oid, k.name AS relname, 2200 AS relnamespace, 0 AS reltype, 0 AS reloftype, 10 AS relowner, 403 AS relam,
    k.index AS relfilenode, 0 AS reltablespace, 0 AS relpages, -1 AS reltuples, 0 AS relallvisible, 0 AS reltoastrelid,
    false AS relhasindex, false AS relisshared, 'p' AS relpersistence, 'i' AS relkind,
    len(CAST(k.columns AS SMALLINT[])) AS relnatts, 0 AS relchecks, false AS relhasrules, false AS relhastriggers,
    false AS relhassubclass, false AS relrowsecurity, false AS relforcerowsecurity, true AS relispopulated,
    'n' AS relreplident, false AS relispartition, 0 AS relrewrite, 0 AS relfrozenxid, 0 AS relminmxid
FROM new_constraint k
WHERE k.kind = 'p';

INSERT INTO pg_attribute BY NAME
SELECT i.index AS attrelid, a.name AS attname, a.type AS atttypid, -1 AS attstattarget, a.typlen AS attlen,
    i.position AS attnum, 0 AS attndims, -1 AS attcacheoff, a.modifier AS atttypmod, a.typbyval AS attbyval,
    a.typalign AS attalign, a.typstorage AS attstorage, '' AS attcompression, false AS attnotnull, false AS atthasdef,
    false AS atthasmissing, '' AS attidentity, '' AS attgenerated, false AS attisdropped, true AS attislocal,
    0 AS attinhcount, a.typcollation AS attcollation
FROM (SELECT index, relation, unnest(CAST(columns AS SMALLINT[])) AS number,
        unnest(generate_series(1, len(CAST(columns AS SMALLINT[])))) AS position
    FROM new_constraint WHERE kind = 'p') i
JOIN attribute_type a ON a.relation = i.relation AND a.number = i.number;

INSERT INTO pg_index BY NAME
SELECT k.index AS indexrelid, k.relation AS indrelid, len(k.keys) AS indnatts, len(k.keys) AS indnkeyatts, true AS indisunique,
    false AS indnullsnotdistinct, true AS indisprimary, false AS indisexclusion, true AS indimmediate,
    false AS indisclustered, true AS indisvalid, false AS indcheckxmin, true AS indisready, true AS indislive,
    false AS indisreplident, k.keys AS indkey, list_transform(k.keys, lambda n: 0) AS indcollation,
    list_transform(k.keys, lambda n: 0) AS indclass, list_transform(k.keys, lambda n: 0) AS indoption
FROM (SELECT index, relation, CAST(columns AS SMALLINT[]) AS keys FROM new_constraint WHERE kind = 'p') k;

INSERT INTO pg_depend BY NAME
SELECT 2606 AS classid, k.oid AS objid, 0 AS objsubid, 1259 AS refclassid, p.index AS refobjid, 0 AS refobjsubid, 'n' AS deptype
FROM new_constraint k JOIN new_constraint p ON p.relation = k.target AND p.kind = 'p'
UNION ALL
SELECT 1259, index, 0, 2606, oid, 0, 'i' FROM new_constraint WHERE kind = 'p';

INSERT INTO pg_description BY NAME
SELECT oid AS objoid, 1259 AS classoid, 0 AS objsubid, comment AS description FROM new_relation WHERE comment IS NOT NULL
UNION ALL
SELECT relation, 1259, number, comment FROM new_attribute WHERE comment IS NOT NULL;

INSERT INTO definition
SELECT oid, regexp_replace(definition, '^CREATE VIEW .*? AS ', ' ') FROM new_relation WHERE definition IS NOT NULL
UNION ALL
SELECT oid, definition FROM new_constraint
UNION ALL
SELECT k.index, 'CREATE UNIQUE INDEX ' || quote_ident(k.name) || ' ON public.' || quote_ident(r.name) || ' USING btree '
    || substr(k.definition, length('PRIMARY KEY ') + 1)
FROM new_constraint k JOIN new_relation r ON r.oid = k.relation
WHERE k.kind = 'p';

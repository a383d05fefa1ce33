-- What never changes: PostgreSQL's built-in types and their functions, schemas, languages, one database, one role.

INSERT INTO pg_namespace BY NAME
SELECT * FROM (VALUES (11, 'pg_catalog', 10), (2200, 'public', 10), (13000, 'information_schema', 10))
    AS n(oid, nspname, nspowner);

-- Base types; arrays of them follow below.
CREATE TABLE base_type (
    oid OID, typname VARCHAR, sql_name VARCHAR, typlen SMALLINT, typbyval BOOLEAN, typtype VARCHAR,
    typcategory VARCHAR, typispreferred BOOLEAN, typelem OID, typarray OID, typinput OID, typoutput OID,
    typreceive OID, typsend OID, typmodin OID, typmodout OID, typalign VARCHAR, typstorage VARCHAR,
    typcollation OID);

INSERT INTO base_type VALUES
    (16, 'bool', 'boolean', 1, true, 'b', 'B', true, 0, 1000, 1242, 1243, 2436, 2437, 0, 0, 'c', 'p', 0),
    (17, 'bytea', 'bytea', -1, false, 'b', 'U', false, 0, 1001, 1244, 31, 2412, 2413, 0, 0, 'i', 'x', 0),
    (18, 'char', '"char"', 1, true, 'b', 'Z', false, 0, 1002, 1245, 33, 2434, 2435, 0, 0, 'c', 'p', 0),
    (19, 'name', 'name', 64, false, 'b', 'S', false, 18, 1003, 34, 35, 2422, 2423, 0, 0, 'c', 'p', 950),
    (20, 'int8', 'bigint', 8, true, 'b', 'N', false, 0, 1016, 460, 461, 2408, 2409, 0, 0, 'd', 'p', 0),
    (21, 'int2', 'smallint', 2, true, 'b', 'N', false, 0, 1005, 38, 39, 2404, 2405, 0, 0, 's', 'p', 0),
    (22, 'int2vector', 'int2vector', -1, false, 'b', 'A', false, 21, 1006, 40, 41, 2410, 2411, 0, 0, 'i', 'p', 0),
    (23, 'int4', 'integer', 4, true, 'b', 'N', false, 0, 1007, 42, 43, 2406, 2407, 0, 0, 'i', 'p', 0),
    (24, 'regproc', 'regproc', 4, true, 'b', 'N', false, 0, 1008, 44, 45, 2444, 2445, 0, 0, 'i', 'p', 0),
    (25, 'text', 'text', -1, false, 'b', 'S', true, 0, 1009, 46, 47, 2414, 2415, 0, 0, 'i', 'x', 100),
    (26, 'oid', 'oid', 4, true, 'b', 'N', true, 0, 1028, 1798, 1799, 2418, 2419, 0, 0, 'i', 'p', 0),
    (28, 'xid', 'xid', 4, true, 'b', 'U', false, 0, 1011, 50, 51, 2440, 2441, 0, 0, 'i', 'p', 0),
    (30, 'oidvector', 'oidvector', -1, false, 'b', 'A', false, 26, 1013, 54, 55, 2420, 2421, 0, 0, 'i', 'p', 0),
    (114, 'json', 'json', -1, false, 'b', 'U', false, 0, 199, 321, 322, 323, 324, 0, 0, 'i', 'x', 0),
    (142, 'xml', 'xml', -1, false, 'b', 'U', false, 0, 143, 2893, 2894, 2898, 2899, 0, 0, 'i', 'x', 0),
    (194, 'pg_node_tree', 'pg_node_tree', -1, false, 'b', 'Z', false, 0, 0, 195, 196, 197, 198, 0, 0, 'i', 'x', 100),
    (700, 'float4', 'real', 4, true, 'b', 'N', false, 0, 1021, 200, 201, 2424, 2425, 0, 0, 'i', 'p', 0),
    (701, 'float8', 'double precision', 8, true, 'b', 'N', true, 0, 1022, 214, 215, 2426, 2427, 0, 0, 'd', 'p', 0),
    (869, 'inet', 'inet', -1, false, 'b', 'I', true, 0, 1041, 910, 911, 2496, 2497, 0, 0, 'i', 'm', 0),
    (1033, 'aclitem', 'aclitem', 12, false, 'b', 'U', false, 0, 1034, 1031, 1032, 0, 0, 0, 0, 'i', 'p', 0),
    (1042, 'bpchar', 'character', -1, false, 'b', 'S', false, 0, 1014, 1044, 1045, 2430, 2431, 2913, 2914, 'i', 'x', 100),
    (1043, 'varchar', 'character varying', -1, false, 'b', 'S', false, 0, 1015, 1046, 1047, 2432, 2433, 2915, 2916, 'i', 'x', 100),
    (1082, 'date', 'date', 4, true, 'b', 'D', false, 0, 1182, 1084, 1085, 2468, 2469, 0, 0, 'i', 'p', 0),
    (1083, 'time', 'time without time zone', 8, true, 'b', 'D', false, 0, 1183, 1143, 1144, 2470, 2471, 2909, 2910, 'd', 'p', 0),
    (1114, 'timestamp', 'timestamp without time zone', 8, true, 'b', 'D', false, 0, 1115, 1312, 1313, 2474, 2475, 2905, 2906, 'd', 'p', 0),
    (1184, 'timestamptz', 'timestamp with time zone', 8, true, 'b', 'D', true, 0, 1185, 1150, 1151, 2476, 2477, 2907, 2908, 'd', 'p', 0),
    (1186, 'interval', 'interval', 16, false, 'b', 'T', true, 0, 1187, 1160, 1161, 2478, 2479, 2903, 2904, 'd', 'p', 0),
    (1266, 'timetz', 'time with time zone', 12, false, 'b', 'D', false, 0, 1270, 1350, 1351, 2472, 2473, 2911, 2912, 'd', 'p', 0),
    (1560, 'bit', 'bit', -1, false, 'b', 'V', false, 0, 1561, 1564, 1565, 2456, 2457, 2919, 2920, 'i', 'x', 0),
    (1562, 'varbit', 'bit varying', -1, false, 'b', 'V', true, 0, 1563, 1579, 1580, 2458, 2459, 2902, 2921, 'i', 'x', 0),
    (1700, 'numeric', 'numeric', -1, false, 'b', 'N', false, 0, 1231, 1701, 1702, 2460, 2461, 2917, 2918, 'i', 'm', 0),
    (2205, 'regclass', 'regclass', 4, true, 'b', 'N', false, 0, 2210, 2218, 2219, 2452, 2453, 0, 0, 'i', 'p', 0),
    (2206, 'regtype', 'regtype', 4, true, 'b', 'N', false, 0, 2211, 2220, 2221, 2454, 2455, 0, 0, 'i', 'p', 0),
    (2249, 'record', 'record', -1, false, 'p', 'P', false, 0, 2287, 2290, 2291, 2402, 2403, 0, 0, 'd', 'x', 0),
    (2275, 'cstring', 'cstring', -2, false, 'p', 'P', false, 0, 1263, 2292, 2293, 2500, 2501, 0, 0, 'c', 'p', 0),
    (2276, 'any', '"any"', 4, true, 'p', 'P', false, 0, 0, 2294, 2295, 0, 0, 0, 0, 'i', 'p', 0),
    (2277, 'anyarray', 'anyarray', -1, false, 'p', 'P', false, 0, 0, 2296, 2297, 2502, 2503, 0, 0, 'd', 'x', 0),
    (2279, 'trigger', 'trigger', 4, true, 'p', 'P', false, 0, 0, 2300, 2301, 0, 0, 0, 0, 'i', 'p', 0),
    (2278, 'void', 'void', 4, true, 'p', 'P', false, 0, 0, 2298, 2299, 3120, 3121, 0, 0, 'i', 'p', 0),
    (2283, 'anyelement', 'anyelement', 4, true, 'p', 'P', false, 0, 0, 2312, 2313, 0, 0, 0, 0, 'i', 'p', 0),
    (2950, 'uuid', 'uuid', 16, false, 'b', 'U', false, 0, 2951, 2952, 2953, 2961, 2962, 0, 0, 'c', 'p', 0),
    (3802, 'jsonb', 'jsonb', -1, false, 'b', 'U', false, 0, 3807, 3806, 3804, 3805, 3803, 0, 0, 'i', 'x', 0),
    (4089, 'regnamespace', 'regnamespace', 4, true, 'b', 'N', false, 0, 4090, 4084, 4085, 4087, 4088, 0, 0, 'i', 'p', 0),
    (4096, 'regrole', 'regrole', 4, true, 'b', 'N', false, 0, 4097, 4098, 4092, 4094, 4095, 0, 0, 'i', 'p', 0);

INSERT INTO pg_type BY NAME
SELECT t.* EXCLUDE (sql_name), 11 AS typnamespace, 10 AS typowner, true AS typisdefined, ',' AS typdelim, 0 AS typrelid,
    CASE WHEN t.typelem = 0 THEN 0 ELSE 6180 END AS typsubscript, 0 AS typanalyze, false AS typnotnull, 0 AS typbasetype,
    -1 AS typtypmod, 0 AS typndims
FROM base_type t;

INSERT INTO pg_type BY NAME
SELECT t.typarray AS oid, '_' || t.typname AS typname, 11 AS typnamespace, 10 AS typowner, -1 AS typlen,
    false AS typbyval, 'b' AS typtype, 'A' AS typcategory, false AS typispreferred, true AS typisdefined,
    ',' AS typdelim, 0 AS typrelid, 6179 AS typsubscript, t.oid AS typelem, 0 AS typarray, 750 AS typinput,
    751 AS typoutput, 2400 AS typreceive, 2401 AS typsend, t.typmodin, t.typmodout, 3816 AS typanalyze,
    CASE t.typalign WHEN 'd' THEN 'd' ELSE 'i' END AS typalign, 'x' AS typstorage, false AS typnotnull,
    0 AS typbasetype, -1 AS typtypmod, 0 AS typndims, t.typcollation
FROM base_type t
WHERE t.typarray <> 0;

-- Input, output, receive and send functions of the types, by which Npgsql and asyncpg tell arrays from others.
INSERT INTO pg_proc BY NAME
SELECT *, 11 AS pronamespace, 10 AS proowner, 12 AS prolang, 1 AS procost, 0 AS prorows, 0 AS provariadic, 0 AS prosupport,
    'f' AS prokind, false AS prosecdef, false AS proleakproof, true AS proisstrict, false AS proretset,
    'i' AS provolatile, 's' AS proparallel, 1 AS pronargs, 0 AS pronargdefaults, 2275 AS prorettype,
    [2275] AS proargtypes, proname AS prosrc
FROM (VALUES
    (31, 'byteaout'), (33, 'charout'), (34, 'namein'), (35, 'nameout'), (38, 'int2in'), (39, 'int2out'),
    (40, 'int2vectorin'), (41, 'int2vectorout'), (42, 'int4in'), (43, 'int4out'), (44, 'regprocin'),
    (45, 'regprocout'), (46, 'textin'), (47, 'textout'), (50, 'xidin'), (51, 'xidout'), (54, 'oidvectorin'),
    (55, 'oidvectorout'), (195, 'pg_node_tree_in'), (196, 'pg_node_tree_out'), (197, 'pg_node_tree_recv'),
    (198, 'pg_node_tree_send'), (200, 'float4in'), (201, 'float4out'), (214, 'float8in'), (215, 'float8out'),
    (321, 'json_in'), (322, 'json_out'), (323, 'json_recv'), (324, 'json_send'), (460, 'int8in'), (461, 'int8out'),
    (750, 'array_in'), (751, 'array_out'), (910, 'inet_in'), (911, 'inet_out'), (1031, 'aclitemin'),
    (1032, 'aclitemout'), (1044, 'bpcharin'), (1045, 'bpcharout'), (1046, 'varcharin'), (1047, 'varcharout'),
    (1084, 'date_in'), (1085, 'date_out'), (1143, 'time_in'), (1144, 'time_out'), (1150, 'timestamptz_in'),
    (1151, 'timestamptz_out'), (1160, 'interval_in'), (1161, 'interval_out'), (1242, 'boolin'), (1243, 'boolout'),
    (1244, 'byteain'), (1245, 'charin'), (1312, 'timestamp_in'), (1313, 'timestamp_out'), (1350, 'timetz_in'),
    (1351, 'timetz_out'), (1564, 'bit_in'), (1565, 'bit_out'), (1579, 'varbit_in'), (1580, 'varbit_out'),
    (1701, 'numeric_in'), (1702, 'numeric_out'), (1798, 'oidin'), (1799, 'oidout'), (2218, 'regclassin'),
    (2219, 'regclassout'), (2220, 'regtypein'), (2221, 'regtypeout'), (2290, 'record_in'), (2291, 'record_out'),
    (2292, 'cstring_in'), (2293, 'cstring_out'), (2294, 'any_in'), (2295, 'any_out'), (2296, 'anyarray_in'),
    (2297, 'anyarray_out'), (2298, 'void_in'), (2299, 'void_out'), (2312, 'anyelement_in'),
    (2313, 'anyelement_out'), (2400, 'array_recv'), (2401, 'array_send'), (2402, 'record_recv'),
    (2403, 'record_send'), (2404, 'int2recv'), (2405, 'int2send'), (2406, 'int4recv'), (2407, 'int4send'),
    (2408, 'int8recv'), (2409, 'int8send'), (2410, 'int2vectorrecv'), (2411, 'int2vectorsend'), (2412, 'bytearecv'),
    (2413, 'byteasend'), (2414, 'textrecv'), (2415, 'textsend'), (2418, 'oidrecv'), (2419, 'oidsend'),
    (2420, 'oidvectorrecv'), (2421, 'oidvectorsend'), (2422, 'namerecv'), (2423, 'namesend'), (2424, 'float4recv'),
    (2425, 'float4send'), (2426, 'float8recv'), (2427, 'float8send'), (2430, 'bpcharrecv'), (2431, 'bpcharsend'),
    (2432, 'varcharrecv'), (2433, 'varcharsend'), (2434, 'charrecv'), (2435, 'charsend'), (2436, 'boolrecv'),
    (2437, 'boolsend'), (2440, 'xidrecv'), (2441, 'xidsend'), (2444, 'regprocrecv'), (2445, 'regprocsend'),
    (2452, 'regclassrecv'), (2453, 'regclasssend'), (2454, 'regtyperecv'), (2455, 'regtypesend'),
    (2456, 'bit_recv'), (2457, 'bit_send'), (2458, 'varbit_recv'), (2459, 'varbit_send'), (2460, 'numeric_recv'),
    (2461, 'numeric_send'), (2468, 'date_recv'), (2469, 'date_send'), (2470, 'time_recv'), (2471, 'time_send'),
    (2472, 'timetz_recv'), (2473, 'timetz_send'), (2474, 'timestamp_recv'), (2475, 'timestamp_send'),
    (2476, 'timestamptz_recv'), (2477, 'timestamptz_send'), (2478, 'interval_recv'), (2479, 'interval_send'),
    (2496, 'inet_recv'), (2497, 'inet_send'), (2500, 'cstring_recv'), (2501, 'cstring_send'),
    (2502, 'anyarray_recv'), (2503, 'anyarray_send'), (2893, 'xml_in'), (2894, 'xml_out'), (2898, 'xml_recv'),
    (2899, 'xml_send'), (2902, 'varbittypmodin'), (2903, 'intervaltypmodin'), (2904, 'intervaltypmodout'),
    (2905, 'timestamptypmodin'), (2906, 'timestamptypmodout'), (2907, 'timestamptztypmodin'),
    (2908, 'timestamptztypmodout'), (2909, 'timetypmodin'), (2910, 'timetypmodout'), (2911, 'timetztypmodin'),
    (2912, 'timetztypmodout'), (2913, 'bpchartypmodin'), (2914, 'bpchartypmodout'), (2915, 'varchartypmodin'),
    (2916, 'varchartypmodout'), (2917, 'numerictypmodin'), (2918, 'numerictypmodout'), (2919, 'bittypmodin'),
    (2920, 'bittypmodout'), (2921, 'varbittypmodout'), (2952, 'uuid_in'), (2953, 'uuid_out'), (2961, 'uuid_recv'),
    (2962, 'uuid_send'), (3120, 'void_recv'), (3121, 'void_send'), (3803, 'jsonb_send'), (3804, 'jsonb_out'),
    (3805, 'jsonb_recv'), (3806, 'jsonb_in'), (3834, 'range_in'), (3835, 'range_out'), (3836, 'range_recv'),
    (3837, 'range_send'), (4084, 'regnamespacein'), (4085, 'regnamespaceout'), (4087, 'regnamespacerecv'),
    (4088, 'regnamespacesend'), (4092, 'regroleout'), (4094, 'regrolerecv'), (4095, 'regrolesend'),
    (4098, 'regrolein')) AS p(oid, proname);

INSERT INTO pg_am BY NAME
SELECT * FROM (VALUES (2, 'heap', 't'), (403, 'btree', 'i')) AS a(oid, amname, amtype);

INSERT INTO pg_language BY NAME
SELECT *, 10 AS lanowner, false AS lanispl, 0 AS lanplcallfoid, 0 AS laninline, 0 AS lanvalidator
FROM (VALUES (12, 'internal', false), (14, 'sql', true)) AS l(oid, lanname, lanpltrusted);

INSERT INTO pg_tablespace BY NAME
SELECT *, 10 AS spcowner FROM (VALUES (1663, 'pg_default'), (1664, 'pg_global')) AS t(oid, spcname);

INSERT INTO pg_collation BY NAME
SELECT *, 11 AS collnamespace, 10 AS collowner, true AS collisdeterministic, -1 AS collencoding
FROM (VALUES (100, 'default', 'd', NULL, NULL), (950, 'C', 'c', 'C', 'C')) AS c(oid, collname, collprovider, collcollate, collctype);

INSERT INTO pg_database BY NAME
SELECT 16383 AS oid, 'tapehouse' AS datname, 10 AS datdba, 6 AS encoding, 'c' AS datlocprovider, false AS datistemplate,
    true AS datallowconn, -1 AS datconnlimit, 0 AS datfrozenxid, 1 AS datminmxid, 1663 AS dattablespace, 'C' AS datcollate, 'C' AS datctype;

INSERT INTO pg_authid BY NAME
SELECT 10 AS oid, 'tapehouse' AS rolname, false AS rolsuper, true AS rolinherit, false AS rolcreaterole,
    false AS rolcreatedb, true AS rolcanlogin, false AS rolreplication, false AS rolbypassrls, -1 AS rolconnlimit;

-- The numbers that PostgreSQL gives to the tables of its catalogue.
CREATE TABLE catalog_oid (name VARCHAR, oid OID);

INSERT INTO catalog_oid (oid, name) VALUES
    (826, 'pg_default_acl'), (1213, 'pg_tablespace'), (1214, 'pg_shdepend'), (1247, 'pg_type'),
    (1249, 'pg_attribute'), (1255, 'pg_proc'), (1259, 'pg_class'), (1260, 'pg_authid'), (1261, 'pg_auth_members'),
    (1262, 'pg_database'), (1417, 'pg_foreign_server'), (1418, 'pg_user_mapping'), (2224, 'pg_sequence'),
    (2328, 'pg_foreign_data_wrapper'), (2396, 'pg_shdescription'), (2600, 'pg_aggregate'), (2601, 'pg_am'),
    (2602, 'pg_amop'), (2603, 'pg_amproc'), (2604, 'pg_attrdef'), (2605, 'pg_cast'), (2606, 'pg_constraint'),
    (2607, 'pg_conversion'), (2608, 'pg_depend'), (2609, 'pg_description'), (2610, 'pg_index'),
    (2611, 'pg_inherits'), (2612, 'pg_language'), (2613, 'pg_largeobject'), (2615, 'pg_namespace'),
    (2616, 'pg_opclass'), (2617, 'pg_operator'), (2618, 'pg_rewrite'), (2619, 'pg_statistic'), (2620, 'pg_trigger'),
    (2753, 'pg_opfamily'), (2964, 'pg_db_role_setting'), (2995, 'pg_largeobject_metadata'), (3079, 'pg_extension'),
    (3118, 'pg_foreign_table'), (3256, 'pg_policy'), (3350, 'pg_partitioned_table'), (3381, 'pg_statistic_ext'),
    (3394, 'pg_init_privs'), (3429, 'pg_statistic_ext_data'), (3456, 'pg_collation'), (3466, 'pg_event_trigger'),
    (3501, 'pg_enum'), (3541, 'pg_range'), (3576, 'pg_transform'), (3592, 'pg_shseclabel'), (3596, 'pg_seclabel'),
    (3600, 'pg_ts_dict'), (3601, 'pg_ts_parser'), (3602, 'pg_ts_config'), (3603, 'pg_ts_config_map'),
    (3764, 'pg_ts_template'), (6000, 'pg_replication_origin'), (6100, 'pg_subscription'),
    (6102, 'pg_subscription_rel'), (6104, 'pg_publication'), (6106, 'pg_publication_rel'),
    (6237, 'pg_publication_namespace'), (6243, 'pg_parameter_acl');

-- PostgreSQL's keywords, by what they may name.
CREATE TABLE keyword (catcode VARCHAR, barelabel BOOLEAN, catdesc VARCHAR, baredesc VARCHAR, words VARCHAR[]);

INSERT INTO keyword VALUES
('U', true, 'unreserved', 'can be bare label', [
        'abort', 'absolute', 'access', 'action', 'add', 'admin', 'after', 'aggregate', 'also', 'alter', 'always',
        'asensitive', 'assertion', 'assignment', 'at', 'atomic', 'attach', 'attribute', 'backward', 'before',
        'begin', 'breadth', 'by', 'cache', 'call', 'called', 'cascade', 'cascaded', 'catalog', 'chain',
        'characteristics', 'checkpoint', 'class', 'close', 'cluster', 'columns', 'comment', 'comments', 'commit',
        'committed', 'compression', 'configuration', 'conflict', 'connection', 'constraints', 'content', 'continue',
        'conversion', 'copy', 'cost', 'csv', 'cube', 'current', 'cursor', 'cycle', 'data', 'database', 'deallocate',
        'declare', 'defaults', 'deferred', 'definer', 'delete', 'delimiter', 'delimiters', 'depends', 'depth',
        'detach', 'dictionary', 'disable', 'discard', 'document', 'domain', 'double', 'drop', 'each', 'enable',
        'encoding', 'encrypted', 'enum', 'escape', 'event', 'exclude', 'excluding', 'exclusive', 'execute',
        'explain', 'expression', 'extension', 'external', 'family', 'finalize', 'first', 'following', 'force',
        'forward', 'function', 'functions', 'generated', 'global', 'granted', 'groups', 'handler', 'header', 'hold',
        'identity', 'if', 'immediate', 'immutable', 'implicit', 'import', 'include', 'including', 'increment',
        'index', 'indexes', 'inherit', 'inherits', 'inline', 'input', 'insensitive', 'insert', 'instead', 'invoker',
        'isolation', 'key', 'label', 'language', 'large', 'last', 'leakproof', 'level', 'listen', 'load', 'local',
        'location', 'lock', 'locked', 'logged', 'mapping', 'match', 'matched', 'materialized', 'maxvalue', 'merge',
        'method', 'minvalue', 'mode', 'move', 'name', 'names', 'new', 'next', 'nfc', 'nfd', 'nfkc', 'nfkd', 'no',
        'normalized', 'nothing', 'notify', 'nowait', 'nulls', 'object', 'of', 'off', 'oids', 'old', 'operator',
        'option', 'options', 'ordinality', 'others', 'overriding', 'owned', 'owner', 'parallel', 'parameter',
        'parser', 'partial', 'partition', 'passing', 'password', 'plans', 'policy', 'preceding', 'prepare',
        'prepared', 'preserve', 'prior', 'privileges', 'procedural', 'procedure', 'procedures', 'program',
        'publication', 'quote', 'range', 'read', 'reassign', 'recheck', 'recursive', 'ref', 'referencing',
        'refresh', 'reindex', 'relative', 'release', 'rename', 'repeatable', 'replace', 'replica', 'reset',
        'restart', 'restrict', 'return', 'returns', 'revoke', 'role', 'rollback', 'rollup', 'routine', 'routines',
        'rows', 'rule', 'savepoint', 'schema', 'schemas', 'scroll', 'search', 'security', 'sequence', 'sequences',
        'serializable', 'server', 'session', 'set', 'sets', 'share', 'show', 'simple', 'skip', 'snapshot', 'sql',
        'stable', 'standalone', 'start', 'statement', 'statistics', 'stdin', 'stdout', 'storage', 'stored',
        'strict', 'strip', 'subscription', 'support', 'sysid', 'system', 'tables', 'tablespace', 'temp', 'template',
        'temporary', 'text', 'ties', 'transaction', 'transform', 'trigger', 'truncate', 'trusted', 'type', 'types',
        'uescape', 'unbounded', 'uncommitted', 'unencrypted', 'unknown', 'unlisten', 'unlogged', 'until', 'update',
        'vacuum', 'valid', 'validate', 'validator', 'value', 'version', 'view', 'views', 'volatile', 'whitespace',
        'work', 'wrapper', 'write', 'xml', 'yes', 'zone']),
    ('R', true, 'reserved', 'can be bare label', [
        'all', 'analyse', 'analyze', 'and', 'any', 'asc', 'asymmetric', 'both', 'case', 'cast', 'check', 'collate',
        'column', 'constraint', 'current_catalog', 'current_date', 'current_role', 'current_time',
        'current_timestamp', 'current_user', 'default', 'deferrable', 'desc', 'distinct', 'do', 'else', 'end',
        'false', 'foreign', 'in', 'initially', 'lateral', 'leading', 'localtime', 'localtimestamp', 'not', 'null',
        'only', 'or', 'placing', 'primary', 'references', 'select', 'session_user', 'some', 'symmetric', 'table',
        'then', 'trailing', 'true', 'unique', 'user', 'using', 'variadic', 'when']),
    ('R', false, 'reserved', 'requires AS', [
        'array', 'as', 'create', 'except', 'fetch', 'for', 'from', 'grant', 'group', 'having', 'intersect', 'into',
        'limit', 'offset', 'on', 'order', 'returning', 'to', 'union', 'where', 'window', 'with']),
    ('T', true, 'reserved (can be function or type name)', 'can be bare label', [
        'authorization', 'binary', 'collation', 'concurrently', 'cross', 'current_schema', 'freeze', 'full',
        'ilike', 'inner', 'is', 'join', 'left', 'like', 'natural', 'outer', 'right', 'similar', 'tablesample',
        'verbose']),
    ('C', true, 'unreserved (cannot be function or type name)', 'can be bare label', [
        'between', 'bigint', 'bit', 'boolean', 'coalesce', 'dec', 'decimal', 'exists', 'extract', 'float',
        'greatest', 'grouping', 'inout', 'int', 'integer', 'interval', 'least', 'national', 'nchar', 'none',
        'normalize', 'nullif', 'numeric', 'out', 'overlay', 'position', 'real', 'row', 'setof', 'smallint',
        'substring', 'time', 'timestamp', 'treat', 'trim', 'values', 'varchar', 'xmlattributes', 'xmlconcat',
        'xmlelement', 'xmlexists', 'xmlforest', 'xmlnamespaces', 'xmlparse', 'xmlpi', 'xmlroot', 'xmlserialize',
        'xmltable']),
    ('C', false, 'unreserved (cannot be function or type name)', 'requires AS', [
        'char', 'character', 'precision']),
    ('U', false, 'unreserved', 'requires AS', [
        'day', 'filter', 'hour', 'minute', 'month', 'over', 'second', 'varying', 'within', 'without', 'year']),
    ('T', false, 'reserved (can be function or type name)', 'requires AS', [
        'isnull', 'notnull', 'overlaps']);

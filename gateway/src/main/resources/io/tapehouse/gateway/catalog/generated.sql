-- Each row is a statement: macros with what tables hold in them, since a macro that reads no table may stand wherever an
-- expression may.
SELECT 'CREATE MACRO sql_name_of(type) AS (MAP {'
    || string_agg(t.oid || ': ''' || coalesce(b.sql_name, e.sql_name || '[]') || '''', ', ' ORDER BY t.oid) || '})[type]'
FROM pg_type t
LEFT JOIN base_type b ON b.oid = t.oid
LEFT JOIN base_type e ON e.typarray = t.oid
UNION ALL
SELECT 'CREATE MACRO is_reserved(word) AS list_contains([' || string_agg('''' || word || '''', ', ' ORDER BY word) || '], word)'
FROM (SELECT catcode, unnest(words) AS word FROM keyword)
WHERE catcode <> 'U'

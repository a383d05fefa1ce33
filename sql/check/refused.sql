-- What Redshift refuses; an empty line ends a statement.
SELECT count(*) FILTER (WHERE status = 'failed') FROM stage_check

SELECT product FROM stage_product QUALIFY product > 'A'

INSERT INTO index (id, name) VALUES (1, 'TAIEX') ON CONFLICT DO NOTHING

SELECT string_agg(product, ', ') FROM stage_product

SELECT listagg(product, ', ' ORDER BY product) FROM stage_product

SELECT array_agg(product) FROM stage_product

SELECT arg_max(product, load_no) FROM stage_product

SELECT * FROM read_parquet(['a.parquet'])

CREATE OR REPLACE TEMP TABLE stage_product AS SELECT 1 AS no

CREATE TEMP TABLE stage_product (product VARCHAR, no INTEGER)

CREATE TABLE derivative (id INTEGER NOT NULL, index_id INTEGER REFERENCES index (id))

CREATE TABLE derivative (id INTEGER NOT NULL, UNIQUE (id))

CREATE INDEX by_contract ON derivative_detail (contract)

-- MERGE: one of its two clauses alone
MERGE INTO index USING stage_index_change s ON index.name = s.name
WHEN MATCHED THEN UPDATE SET name_local = s.name_local

-- MERGE: a condition
MERGE INTO index USING stage_index_change s ON index.name = s.name
WHEN MATCHED AND s.name_local IS NOT NULL THEN UPDATE SET name_local = s.name_local
WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)

-- MERGE: from a subquery
MERGE INTO index USING (SELECT 1 AS id, 'TAIEX' AS name) s ON index.name = s.name
WHEN MATCHED THEN UPDATE SET name_local = s.name
WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)

-- MERGE: an alias of the target
MERGE INTO index i USING stage_index_change s ON i.name = s.name
WHEN MATCHED THEN UPDATE SET name_local = s.name_local
WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)

-- MERGE: by source
MERGE INTO index USING stage_index_change s ON index.name = s.name
WHEN MATCHED THEN UPDATE SET name_local = s.name_local
WHEN NOT MATCHED BY SOURCE THEN DELETE

-- COPY of Parquet takes no region
COPY copy_index_bar FROM 's3://bucket/a.manifest' IAM_ROLE 'arn:aws:iam::123456789012:role/copy' FORMAT AS PARQUET MANIFEST REGION 'ap-east-2'

-- COPY of Parquet forgives no errors
COPY copy_index_bar FROM 's3://bucket/a.manifest' IAM_ROLE 'arn:aws:iam::123456789012:role/copy' FORMAT AS PARQUET MANIFEST MAXERROR 10

SELECT DISTINCT ON (product) product, contract FROM stage_contract

SELECT 1 FROM stage_contract a JOIN stage_contract b ON a.name IS DISTINCT FROM b.name

SELECT 7 // 2 FROM stage_load

SELECT scale, count(*) FROM index_history GROUP BY ALL

SELECT sum(volume) OVER (ORDER BY datetime) FROM derivative_detail_history

SELECT fence FROM partition_fence FOR UPDATE

DELETE FROM quarantine RETURNING file_name

SELECT a.no FROM stage_contract a, LATERAL (SELECT b.no FROM stage_contract b WHERE b.no = a.no) c

SELECT * FROM generate_series(1, 5)

SELECT ARRAY[1, 5, 15]

SELECT x FROM (VALUES (1), (2)) v(x)

SELECT 1 FROM stage_part p WHERE NOT EXISTS (SELECT 1 FROM stage_check c WHERE NOT EXISTS (SELECT 1 FROM stage_load l WHERE l.load_no = p.load_no))

SELECT raw FROM FROM quarantine

LOCK partition_fence IN SHARE MODE NOWAIT

VACUUM ANALYZE VERBOSE everything at once

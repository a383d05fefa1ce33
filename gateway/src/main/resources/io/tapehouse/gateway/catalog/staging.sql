-- What the warehouse has, as it comes from Java; fill.sql makes the catalogue of it.

CREATE TABLE new_relation (
    oid BIGINT, name VARCHAR, kind VARCHAR, comment VARCHAR, definition VARCHAR, diststyle SMALLINT);

CREATE TABLE new_attribute (
    relation BIGINT, number SMALLINT, name VARCHAR, type BIGINT, modifier INTEGER, required BOOLEAN, comment VARCHAR,
    distkey BOOLEAN, sortkey INTEGER);

-- Lists of column numbers are text, [1, 2]. The index is 0 for a foreign key.
CREATE TABLE new_constraint (
    oid BIGINT, index BIGINT, name VARCHAR, kind VARCHAR, relation BIGINT, columns VARCHAR, target BIGINT,
    target_columns VARCHAR, definition VARCHAR);

-- Texts that pg_get_viewdef, pg_get_constraintdef and pg_get_indexdef give.
CREATE TABLE definition (oid OID, definition VARCHAR);

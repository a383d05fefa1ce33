-- What the publisher calls an index, and called it before: half-open intervals of dates. An index that is renamed stays
-- one index. Loads fill it from the dictionary, and of an index that the dictionary does not list from its header.
CREATE TABLE index_name (
    index_id INTEGER NOT NULL,
    name_local VARCHAR(100) NOT NULL,
    valid_from DATE,
    valid_to DATE,
    PRIMARY KEY (index_id, name_local)
);

-- Which attempt may write a partition. The key is enforced where the engine can: two attempts that take a partition for
-- the first time at the same moment must not both succeed. Redshift only notes it and needs a lock on the table.
-- Each transaction that relies on the fence raises writes: so it conflicts with one that changes the fence meanwhile.
CREATE TABLE partition_fence (
    dataset VARCHAR(64) NOT NULL,
    partition_date DATE NOT NULL,
    fence BIGINT NOT NULL,
    taken_at TIMESTAMP NOT NULL,
    writes BIGINT NOT NULL,
    PRIMARY KEY (dataset, partition_date)
);

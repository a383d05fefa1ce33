-- Whose runs these are: the archive and the warehouse that they work with. At most one row, made by the first to come.
CREATE TABLE site (
  one INTEGER NOT NULL PRIMARY KEY,
  name VARCHAR(1000) NOT NULL
);

-- When the process of a foreground run last said that it is there. Only it works on the run: without it nobody does.
ALTER TABLE backfill ADD COLUMN alive_at TIMESTAMP WITH TIME ZONE;

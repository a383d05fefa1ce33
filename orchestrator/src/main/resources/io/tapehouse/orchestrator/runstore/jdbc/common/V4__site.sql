-- Whose runs these are: the archive and the warehouse that they work with. At most one row, made by the first to come.
CREATE TABLE site (
  one INTEGER NOT NULL PRIMARY KEY,
  name VARCHAR(1000) NOT NULL
);

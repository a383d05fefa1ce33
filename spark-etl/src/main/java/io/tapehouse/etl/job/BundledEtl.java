package io.tapehouse.etl.job;

import io.tapehouse.etl.tables.LakeTables;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;

/**
 * The ETL of a dataset whose version is many files that stand for themselves. Each is read by a
 * Spark task of its own, on whatever machine; what needs all of them is Spark SQL over the rows
 * that these tasks wrote. Stateless.
 */
interface BundledEtl extends FileEtl {

  /**
   * Looks at the version as a whole.
   *
   * @param read what its files became together, nothing of it visible yet
   * @throws UnreadableFileException when the version must not be loaded
   */
  void check(EtlOutcome read) throws UnreadableFileException;

  /**
   * Makes the tables of the version.
   *
   * @param read what its files became together, visible
   * @return what the version became
   */
  EtlOutcome complete(EtlOutcome read, LakeTables tables) throws IOException;
}

package io.tapehouse.etl.parquet;

import io.tapehouse.dictionary.Table;
import java.io.IOException;
import java.nio.file.Path;

/** A Parquet file on the local disk with rows of a table of the lake, while it is written. */
public interface TableFile extends AutoCloseable {

  /** The table that is written. */
  Table table();

  /** Rows written so far. */
  long rows();

  /** Where the file is once this is closed; there is none when there were no rows. */
  Path file();

  /** Completes the file. */
  @Override
  void close() throws IOException;

  /** Gives up and removes the file. */
  void abandon() throws IOException;
}

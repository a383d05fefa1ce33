package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.jdbc.Session;
import java.util.List;

/**
 * How an engine reads Parquet of the lake: all that the loader does not say to every engine in the
 * same words.
 */
public interface ParquetReader {

  /**
   * Makes the rows of {@code files} readable until the session's transaction ends.
   *
   * @param table the table of the lake that the files belong to
   * @param files none where the batch has no rows of it
   * @return what to write in a FROM clause: it has the columns of {@code table}
   */
  String relation(Session session, Table table, List<ParquetFile> files);
}

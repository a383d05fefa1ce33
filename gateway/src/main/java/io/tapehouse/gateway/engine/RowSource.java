package io.tapehouse.gateway.engine;

import io.tapehouse.gateway.encoding.ResultColumn;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** The rows of a result, which are sent in one go or in several. For one thread. */
public interface RowSource extends AutoCloseable {

  /** Their columns. */
  List<ResultColumn> columns();

  /**
   * Sends the next rows.
   *
   * @param formats of each column, 0 for text, 1 for binary
   * @param zone in which moments are written as text
   * @param most rows that are sent at the most; {@code Long.MAX_VALUE}: all
   * @return how many were sent; fewer than {@code most} when there are no more
   * @throws SqlError when the engine fails
   * @throws IOException when the client is gone
   */
  long send(int[] formats, ZoneId zone, RowSink sink, long most) throws SqlError, IOException;

  /** Ends the query. */
  @Override
  void close();
}

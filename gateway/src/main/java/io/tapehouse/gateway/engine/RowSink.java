package io.tapehouse.gateway.engine;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.io.IOException;

/** Where DataRows go. For one thread. */
public interface RowSink {

  /** The next row is written here. */
  MessageBuffer buffer();

  /**
   * A row is complete.
   *
   * @throws IOException when the client is gone
   */
  void rowWritten() throws IOException;
}

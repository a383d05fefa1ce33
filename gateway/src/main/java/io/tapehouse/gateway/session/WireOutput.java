package io.tapehouse.gateway.session;

import io.tapehouse.gateway.engine.RowSink;
import io.tapehouse.gateway.wire.MessageBuffer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Messages to the client. They are gathered and sent when there are many, or when the client waits
 * for them; sending waits for a client that does not read. For one thread.
 */
public final class WireOutput implements RowSink {

  private static final int GATHERED = 1 << 16;

  private final OutputStream out;
  private final MessageBuffer buffer = new MessageBuffer(GATHERED + (1 << 12));

  /**
   * @param out not buffered
   */
  public WireOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public MessageBuffer buffer() {
    return buffer;
  }

  @Override
  public void rowWritten() throws IOException {
    if (buffer.length() >= GATHERED) {
      buffer.drainTo(out);
    }
  }

  /** Sends all that was gathered. */
  public void flush() throws IOException {
    buffer.drainTo(out);
    out.flush();
  }

  void commandComplete(String tag) throws IOException {
    buffer.begin('C').text(tag).end();
    rowWritten();
  }

  void empty(char type) {
    buffer.begin(type).end();
  }

  void parameterStatus(String name, String value) {
    buffer.begin('S').text(name).text(value).end();
  }
}

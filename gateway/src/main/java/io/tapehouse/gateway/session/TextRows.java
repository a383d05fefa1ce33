package io.tapehouse.gateway.session;

import io.tapehouse.gateway.engine.RowSink;
import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.gateway.wire.MessageReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Hands rows in text on, value by value. For one thread. */
final class TextRows implements RowSink {

  /** Takes a row. */
  @FunctionalInterface
  interface Taker {
    void take(byte @Nullable [][] values) throws IOException;
  }

  /** What stands before the number of values: a letter and a length. */
  private static final int HEAD = 1 + Integer.BYTES;

  private final MessageBuffer buffer = new MessageBuffer();
  private final Taker taker;

  TextRows(Taker taker) {
    this.taker = taker;
  }

  @Override
  public MessageBuffer buffer() {
    return buffer;
  }

  @Override
  public void rowWritten() throws IOException {
    MessageReader reader = new MessageReader(buffer.toBytes());
    reader.bytes(HEAD);
    byte @Nullable [][] values = new byte[reader.int16()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = reader.value();
    }
    buffer.truncate(0);
    taker.take(values);
  }
}

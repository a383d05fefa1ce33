package io.tapehouse.gateway.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A message: a letter, a length, a body. The first one of a connection has no letter. A body is
 * read as its bytes arrive, so a length that is claimed and not sent takes no memory.
 */
public final class Message {

  /** What a body may have at the most, unless a reader wants less: 1 GiB, as PostgreSQL. */
  public static final int GREATEST = 1 << 30;

  private final char type;
  private final byte[] body;

  /**
   * @param body not copied
   */
  public Message(char type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  /** Reads the next message of any length. */
  public static Message read(DataInputStream in) throws IOException {
    return read(in, GREATEST);
  }

  /**
   * Reads the next message.
   *
   * @param limit the longest body that is accepted
   * @throws EOFException when the other side is gone
   * @throws ProtocolException when its length is negative or above the limit
   */
  public static Message read(DataInputStream in, int limit) throws IOException {
    char type = (char) in.readUnsignedByte();
    return new Message(type, readBody(in, limit));
  }

  /**
   * What follows the letter, or stands alone at the start of a connection.
   *
   * @throws EOFException when the other side is gone
   * @throws ProtocolException when the length is negative or above the limit
   */
  public static byte[] readBody(DataInputStream in, int limit) throws IOException {
    long length = (long) in.readInt() - Integer.BYTES;
    if (length < 0 || length > limit) {
      throw new ProtocolException(
          "expected a message of 4 to "
              + (limit + (long) Integer.BYTES)
              + " bytes, found the length "
              + (length + Integer.BYTES));
    }
    byte[] body = in.readNBytes((int) length);
    if (body.length < length) {
      throw new EOFException("expected " + length + " bytes, found " + body.length);
    }
    return body;
  }

  /** Writes letter, length and body. */
  public void write(OutputStream out) throws IOException {
    int length = body.length + Integer.BYTES;
    out.write(type);
    out.write(length >>> 24);
    out.write(length >>> 16);
    out.write(length >>> 8);
    out.write(length);
    out.write(body);
  }

  /** The letter. */
  public char type() {
    return type;
  }

  /** Takes the body apart, from its beginning. */
  public MessageReader reader() {
    return new MessageReader(body);
  }
}

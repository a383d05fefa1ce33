package io.tapehouse.emulators.redshift;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/** A message of PostgreSQL's protocol, version 3: a letter, a length, a body. */
final class PgMessage {

  private static final int LIMIT = 1 << 30;

  private final char type;
  private final byte[] body;

  PgMessage(char type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  /**
   * @throws EOFException when the other side is gone
   */
  static PgMessage read(DataInputStream in) throws IOException {
    char type = (char) in.readUnsignedByte();
    return new PgMessage(type, body(in));
  }

  /** What follows the letter, or stands alone at the start of a connection. */
  static byte[] body(DataInputStream in) throws IOException {
    int length = in.readInt() - Integer.BYTES;
    if (length < 0 || length > LIMIT) {
      throw new IOException("expected the length of a message, found " + length);
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("expected " + length + " bytes, found " + body.length);
    }
    return body;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeByte(type);
    out.writeInt(body.length + Integer.BYTES);
    out.write(body);
  }

  char type() {
    return type;
  }

  MessageReader reader() {
    return new MessageReader(body);
  }
}

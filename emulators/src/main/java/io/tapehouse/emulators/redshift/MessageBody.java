package io.tapehouse.emulators.redshift;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts a message's body together. */
final class MessageBody {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  MessageBody octet(char value) {
    bytes.write(value);
    return this;
  }

  /** Text and the zero that ends it. */
  MessageBody text(String value) {
    bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    bytes.write(0);
    return this;
  }

  MessageBody number(int value) {
    bytes.write(value >>> 24);
    bytes.write(value >>> 16);
    bytes.write(value >>> 8);
    bytes.write(value);
    return this;
  }

  MessageBody small(int value) {
    bytes.write(value >>> 8);
    bytes.write(value);
    return this;
  }

  MessageBody raw(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  PgMessage message(char type) {
    return new PgMessage(type, bytes());
  }
}

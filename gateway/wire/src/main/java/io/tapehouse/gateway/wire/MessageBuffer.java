package io.tapehouse.gateway.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of messages on their way out: several messages, each between {@link #begin} and {@link
 * #end}, or the body of one. It grows as needed and keeps its memory. For one thread.
 */
public final class MessageBuffer {

  private byte[] bytes;
  private int length;
  private int lengthAt = -1;

  /** An empty buffer of some hundred bytes. */
  public MessageBuffer() {
    this(256);
  }

  /**
   * @param capacity bytes that are set aside at once
   */
  public MessageBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /** Begins a message; its length follows from {@link #end}. */
  public MessageBuffer begin(char type) {
    if (lengthAt >= 0) {
      throw new IllegalStateException("the message before has no end");
    }
    octet(type);
    lengthAt = length;
    return int32(0);
  }

  /** Ends the message that was begun. */
  public MessageBuffer end() {
    setInt32(lengthAt, length - lengthAt);
    lengthAt = -1;
    return this;
  }

  /**
   * Gives up all from {@code mark} on, which {@link #length} gave, and a message that was begun.
   */
  public void truncate(int mark) {
    length = mark;
    lengthAt = -1;
  }

  /** One byte. */
  public MessageBuffer octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Two bytes. */
  public MessageBuffer int16(int value) {
    room(Short.BYTES);
    bytes[length++] = (byte) (value >>> 8);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Four bytes. */
  public MessageBuffer int32(int value) {
    room(Integer.BYTES);
    setInt32(length, value);
    length += Integer.BYTES;
    return this;
  }

  /** Eight bytes. */
  public MessageBuffer int64(long value) {
    int32((int) (value >>> 32));
    return int32((int) value);
  }

  /**
   * Text in UTF-8 and the zero that ends it. A zero within, where the other side would see the end,
   * becomes U+FFFD.
   */
  public MessageBuffer text(String value) {
    return chars(value.indexOf('\0') < 0 ? value : value.replace('\0', '\ufffd')).octet(0);
  }

  /** Text in UTF-8 with nothing behind it. */
  public MessageBuffer chars(String value) {
    int count = value.length();
    room(count * 3);
    for (int i = 0; i < count; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        return bytes(value.substring(i).getBytes(StandardCharsets.UTF_8));
      }
      bytes[length++] = (byte) c;
    }
    return this;
  }

  /** Bytes as they are. */
  public MessageBuffer bytes(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  /** Replaces four bytes that were written. */
  public void setInt32(int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** Writes all and is empty then. */
  public void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  /** A copy of all bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** A message of which all bytes are the body. */
  public Message toMessage(char type) {
    return new Message(type, toBytes());
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}

package io.tapehouse.gateway.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a message's body apart. Every method throws {@link ProtocolException} when the body is too
 * short for what is asked, and allocates no more than what is there. For one thread.
 */
public final class MessageReader {

  private final byte[] body;
  private int at;

  /** From the beginning of a body, which is not copied. */
  public MessageReader(byte[] body) {
    this.body = body;
  }

  /** The text up to the next zero, in UTF-8. */
  public String text() throws ProtocolException {
    int end = at;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    if (end == body.length) {
      throw new ProtocolException("expected a zero after the text at byte " + at + ", found none");
    }
    String text = decode(at, end);
    at = end + 1;
    return text;
  }

  /** An unsigned byte, as a letter. */
  public char octet() throws ProtocolException {
    need(1);
    return (char) (body[at++] & 0xff);
  }

  /** A signed number of two bytes. */
  public int int16() throws ProtocolException {
    need(Short.BYTES);
    int value = (short) (((body[at] & 0xff) << 8) | (body[at + 1] & 0xff));
    at += Short.BYTES;
    return value;
  }

  /** A signed number of four bytes. */
  public int int32() throws ProtocolException {
    need(Integer.BYTES);
    int value = ByteBuffer.wrap(body, at, Integer.BYTES).getInt();
    at += Integer.BYTES;
    return value;
  }

  /**
   * A number of things that follow, each of which takes some bytes.
   *
   * @param leastBytes what each takes at least
   */
  public int count(int leastBytes) throws ProtocolException {
    int count = int16() & 0xffff;
    if ((long) count * leastBytes > remaining()) {
      throw new ProtocolException(
          "expected at least %d bytes for %d items, found %d"
              .formatted((long) count * leastBytes, count, remaining()));
    }
    return count;
  }

  /** A value with its length before it; null where the length is -1. */
  public byte @Nullable [] value() throws ProtocolException {
    int length = int32();
    if (length == -1) {
      return null;
    }
    if (length < 0) {
      throw new ProtocolException("expected a length of -1 or more, found " + length);
    }
    return bytes(length);
  }

  /** So many bytes. */
  public byte[] bytes(int length) throws ProtocolException {
    need(length);
    byte[] bytes = Arrays.copyOfRange(body, at, at + length);
    at += length;
    return bytes;
  }

  /** All that has not been read. */
  public byte[] rest() {
    byte[] rest = Arrays.copyOfRange(body, at, body.length);
    at = body.length;
    return rest;
  }

  /** How many bytes have not been read. */
  public int remaining() {
    return body.length - at;
  }

  /**
   * Refuses what follows the last field of a message.
   *
   * @param message the message's name, for the error
   */
  public void end(String message) throws ProtocolException {
    if (remaining() > 0) {
      throw new ProtocolException(
          "expected the end of a message " + message + ", found " + remaining() + " bytes more");
    }
  }

  /** Names and values up to an empty name, as a connection's start has them. */
  public Map<String, String> pairs() throws ProtocolException {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String name = text(); !name.isEmpty(); name = text()) {
      pairs.put(name, text());
    }
    return pairs;
  }

  /** Letters and values up to a zero, as an error has them. */
  public Map<Character, String> fields() throws ProtocolException {
    Map<Character, String> fields = new LinkedHashMap<>();
    for (char field = octet(); field != 0; field = octet()) {
      fields.put(field, text());
    }
    return fields;
  }

  private void need(int length) throws ProtocolException {
    if (length < 0 || length > remaining()) {
      throw new ProtocolException(
          "expected %d bytes at byte %d, found %d".formatted(length, at, remaining()));
    }
  }

  private String decode(int start, int end) throws ProtocolException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ProtocolException(
          "expected text in UTF-8 at byte " + start + ", found other bytes");
    }
  }
}

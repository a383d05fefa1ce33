package io.tapehouse.emulators.redshift;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes a message's body apart. */
final class MessageReader {

  private final ByteBuffer body;

  MessageReader(byte[] body) {
    this.body = ByteBuffer.wrap(body);
  }

  /** Up to the next zero. */
  String text() {
    int start = body.position();
    int end = start;
    while (body.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - start];
    body.get(text).get();
    return new String(text, StandardCharsets.UTF_8);
  }

  char octet() {
    return (char) (body.get() & 0xff);
  }

  int small() {
    return body.getShort();
  }

  int number() {
    return body.getInt();
  }

  boolean more() {
    return body.hasRemaining();
  }

  byte[] rest() {
    byte[] rest = new byte[body.remaining()];
    body.get(rest);
    return rest;
  }

  /** Names and values of a connection's start. */
  Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String name = text(); !name.isEmpty(); name = text()) {
      pairs.put(name, text());
    }
    return pairs;
  }

  /** Letters and values of an error. */
  Map<Character, String> fields() {
    Map<Character, String> fields = new LinkedHashMap<>();
    for (char field = octet(); field != 0; field = octet()) {
      fields.put(field, text());
    }
    return fields;
  }
}

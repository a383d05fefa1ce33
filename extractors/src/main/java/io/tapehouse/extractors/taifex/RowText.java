package io.tapehouse.extractors.taifex;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A row as people read it, for quarantine and messages. */
final class RowText {

  private RowText() {}

  /** Whether the bytes are text in {@code encoding}. */
  static boolean isText(byte[] line, Charset encoding) {
    return Encodings.decode(line, encoding).isPresent();
  }

  /** The text; what is no text is written {@code \xNN}, a byte each. */
  static String of(byte[] line, Charset encoding) {
    return Encodings.decode(line, encoding).orElseGet(() -> escaped(line));
  }

  /** ASCII as it is, all other bytes as {@code \xNN}. */
  static String escaped(byte[] line) {
    StringBuilder text = new StringBuilder(line.length + 16);
    for (byte b : line) {
      if (b >= ' ' && b < 127) {
        text.append((char) b);
      } else {
        text.append("\\x%02x".formatted(b & 0xFF));
      }
    }
    return text.toString();
  }

  /** A field of an ASCII line. */
  static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, Math.max(0, to - from), StandardCharsets.ISO_8859_1);
  }
}

package io.tapehouse.extractors.hkex;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a page. HKEX sends UTF-8; a browser may save UTF-16. Bytes that are no text become
 * U+FFFD, which is refused where it stands in a value and does not matter elsewhere.
 */
final class PageText {

  private static final char MARK = '\uFEFF';

  private PageText() {}

  static String of(byte[] bytes) {
    String text = new String(bytes, charset(bytes));
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length >= 2) {
      int first = bytes[0] & 0xFF;
      int second = bytes[1] & 0xFF;
      if ((first == 0xFF && second == 0xFE) || (first == '<' && second == 0)) {
        return StandardCharsets.UTF_16LE;
      }
      if ((first == 0xFE && second == 0xFF) || (first == 0 && second == '<')) {
        return StandardCharsets.UTF_16BE;
      }
    }
    return StandardCharsets.UTF_8;
  }
}

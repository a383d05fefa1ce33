package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.UnreadableFileException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a page, as the server sent it or as a browser saved it: by itself, or in a single
 * file with all that it shows. HKEX sends UTF-8; a browser may save UTF-16. Bytes that are no text
 * become U+FFFD, which is refused where it stands in a value and does not matter elsewhere.
 * Stateless and safe for use by many threads.
 */
public final class PageText {

  private static final char MARK = '\uFEFF';

  private PageText() {}

  /**
   * The text of a page.
   *
   * @param name what messages call the file
   * @throws UnreadableFileException when it is a MIME message without a page in it
   */
  public static String of(String name, byte[] bytes) throws UnreadableFileException {
    try {
      return of(bytes);
    } catch (PageRefusal e) {
      throw e.of(name);
    }
  }

  /** How the name of a file with such a page ends, with the dot. */
  public static String ending(byte[] bytes) {
    return Mhtml.isOne(bytes) ? ".mhtml" : ".html";
  }

  static String of(byte[] bytes) throws PageRefusal {
    return Mhtml.isOne(bytes) ? Mhtml.page(bytes) : decoded(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Text of bytes.
   *
   * @param charset of the bytes, if they do not say it themselves
   */
  static String decoded(byte[] bytes, Charset charset) {
    String text = new String(bytes, charset(bytes, charset));
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static Charset charset(byte[] bytes, Charset otherwise) {
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
    return otherwise;
  }
}

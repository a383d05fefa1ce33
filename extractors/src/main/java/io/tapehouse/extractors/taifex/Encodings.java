package io.tapehouse.extractors.taifex;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** In which characters files of TAIFEX are written, by the exchange and by those who keep them. */
final class Encodings {

  /** The publisher's character set; Java's name of code page 950. */
  static final Charset PUBLISHED = Charset.forName("MS950");

  /** Those that a reader reads, the publisher's first; the header decides which one it is. */
  static final List<Charset> READ = List.of(PUBLISHED, StandardCharsets.UTF_8);

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** As much of a line as a message shows. */
  private static final int SHOWN = 300;

  private Encodings() {}

  /** What messages call an encoding. */
  static String name(Charset encoding) {
    return encoding.equals(PUBLISHED) ? "MS950" : encoding.name();
  }

  /** The text without its byte order mark; empty when the bytes are none in {@code encoding}. */
  static Optional<String> decode(byte[] bytes, Charset encoding) {
    try {
      String text = encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /**
   * Bytes of an unknown encoding as well as they can be shown: UTF-16 where they are that, else
   * UTF-8, else the publisher's, else {@code \xNN} for what is no ASCII.
   */
  static String text(byte[] bytes) {
    Optional<Charset> utf16 = utf16(bytes);
    if (utf16.isPresent()) {
      return decode(Arrays.copyOf(bytes, bytes.length & ~1), utf16.get())
          .orElseGet(() -> RowText.escaped(bytes));
    }
    return decode(whole(bytes), StandardCharsets.UTF_8)
        .or(() -> decode(bytes, PUBLISHED))
        .or(() -> decode(Arrays.copyOf(bytes, Math.max(0, bytes.length - 1)), PUBLISHED))
        .orElseGet(() -> RowText.escaped(bytes));
  }

  /** Which UTF-16 it is, by the byte order mark or by the zeros between digits and commas. */
  static Optional<Charset> utf16(byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    int[] zeros = new int[2];
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        zeros[i % 2]++;
      }
    }
    if ((zeros[0] == 0) == (zeros[1] == 0)) {
      return Optional.empty();
    }
    return Optional.of(zeros[0] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
  }

  /** The first line of a text, as a message quotes it. */
  static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return "'" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...") + "'";
  }

  /** The bytes without a character of UTF-8 that the end cuts. */
  private static byte[] whole(byte[] bytes) {
    int end = bytes.length;
    int begin = end;
    while (begin > 0 && end - begin < 3 && (bytes[begin - 1] & 0xC0) == 0x80) {
      begin--;
    }
    if (begin == 0 || (bytes[begin - 1] & 0x80) == 0) {
      return bytes;
    }
    int lead = bytes[begin - 1] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return end - begin + 1 < length ? Arrays.copyOf(bytes, begin - 1) : bytes;
  }
}

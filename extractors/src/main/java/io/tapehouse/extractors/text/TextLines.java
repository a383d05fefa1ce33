package io.tapehouse.extractors.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text file into lines and decodes each by itself, so that one bad byte spoils one line. */
public final class TextLines {

  /** Java's name of code page 950; strict Big5 lacks characters that TWSE uses. */
  public static final Charset MS950 = Charset.forName("MS950");

  private TextLines() {}

  /**
   * A line.
   *
   * @param number from 1
   * @param text without its end; of a line that is no text, the bytes with {@code \xNN}
   * @param readable whether the bytes are text
   * @param ended whether a line end follows
   */
  public record TextLine(long number, String text, boolean readable, boolean ended) {}

  /**
   * The lines of a file. UTF-8 if it bears the mark of it or its first line beyond ASCII, which is
   * the title or the header, is UTF-8: no such line of MS950 is. Else MS950.
   */
  public static List<TextLine> of(byte[] bytes) {
    int start = FileForm.textStart(bytes);
    CharsetDecoder decoder = charset(bytes).newDecoder();
    List<TextLine> lines = new ArrayList<>();
    while (start < bytes.length) {
      int end = start;
      // Neither CR nor LF is ever the second byte of a character of MS950.
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      int to = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
      lines.add(decode(decoder, lines.size() + 1, bytes, start, to, end < bytes.length));
      start = end + 1;
    }
    return lines;
  }

  /** In which characters a file is written: UTF-8 or MS950. */
  public static Charset charset(byte[] bytes) {
    if (FileForm.textStart(bytes) > 0) {
      return StandardCharsets.UTF_8;
    }
    int from = 0;
    while (from < bytes.length && bytes[from] >= 0) {
      from++;
    }
    int to = from;
    while (to < bytes.length && bytes[to] != '\n') {
      to++;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return MS950;
    }
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at == to;
  }

  private static TextLine decode(
      CharsetDecoder decoder, long number, byte[] bytes, int from, int to, boolean ended) {
    if (isAscii(bytes, from, to)) {
      String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
      return new TextLine(number, text, true, ended);
    }
    try {
      String text = decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
      return new TextLine(number, text, true, ended);
    } catch (CharacterCodingException e) {
      StringBuilder text = new StringBuilder(to - from + 64);
      for (int i = from; i < to; i++) {
        if (bytes[i] >= ' ' && bytes[i] < 127) {
          text.append((char) bytes[i]);
        } else {
          text.append("\\x%02x".formatted(bytes[i] & 0xFF));
        }
      }
      return new TextLine(number, text.toString(), false, ended);
    }
  }
}

package io.tapehouse.extractors.text;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of a file, recognised by its content: names mislead, since one address serves both.
 */
public enum FileForm {
  /** An object or an array. */
  JSON,
  /** Anything that is neither JSON nor a page. */
  CSV;

  private static final int HEAD = 4096;
  private static final int QUOTED = 120;
  private static final Pattern HTML_TITLE =
      Pattern.compile("(?is)<title[^>]*>\\s*(.*?)\\s*</title>");
  private static final Pattern TAGS = Pattern.compile("(?s)<[^>]*>");

  /**
   * The form of {@code bytes}.
   *
   * @throws UnreadableFileException when there is nothing, or a page for people
   */
  public static FileForm of(SourceFile file, byte[] bytes) throws UnreadableFileException {
    int at = textStart(bytes);
    while (at < bytes.length && bytes[at] >= 0 && bytes[at] <= ' ') {
      at++;
    }
    if (at == bytes.length) {
      throw nothing(file, bytes.length);
    }
    return switch (bytes[at]) {
      case '{', '[' -> JSON;
      case '<' ->
          throw new UnreadableFileException(
              Kind.DAMAGED, file, "expected JSON or CSV, found HTML: " + words(bytes));
      default -> CSV;
    };
  }

  /** Where the text begins: after a byte order mark, or the two of a file that was saved twice. */
  public static int textStart(byte[] bytes) {
    int start = 0;
    while (bytes.length >= start + 3
        && bytes[start] == (byte) 0xEF
        && bytes[start + 1] == (byte) 0xBB
        && bytes[start + 2] == (byte) 0xBF) {
      start += 3;
    }
    return start;
  }

  /** TWSE's CSV of a day without data has no bytes, or a line end; JSON always has some. */
  private static UnreadableFileException nothing(SourceFile file, int length) {
    return file.name().toLowerCase(Locale.ROOT).endsWith(".csv") && length <= 2
        ? new UnreadableFileException(
            Kind.NO_DATA,
            file,
            "expected a table, found an empty CSV of %d bytes".formatted(length))
        : new UnreadableFileException(
            Kind.DAMAGED,
            file,
            "expected JSON or CSV, found an empty file of %d bytes".formatted(length));
  }

  private static String words(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.UTF_8);
    if (head.indexOf('\uFFFD') >= 0) {
      head = new String(bytes, 0, Math.min(HEAD, bytes.length), TextLines.MS950);
    }
    Matcher title = HTML_TITLE.matcher(head);
    if (title.find()) {
      return "'" + title.group(1) + "'";
    }
    String text = TAGS.matcher(head).replaceAll(" ").replaceAll("\\s+", " ").strip();
    return "'" + text.substring(0, Math.min(QUOTED, text.length())) + "'";
  }
}

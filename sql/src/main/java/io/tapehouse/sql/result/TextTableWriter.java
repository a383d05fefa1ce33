package io.tapehouse.sql.result;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Aligned columns. The first rows set the widths, so that a result of any length takes little
 * memory; a wider value further down pushes its own line out and loses nothing. A value with line
 * breaks makes a row of several lines; other control characters are escaped, since a terminal obeys
 * them.
 */
final class TextTableWriter implements ResultWriter {

  private static final int ROWS_THAT_SET_WIDTHS = 1000;
  private static final String GAP = "  ";
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\n\r\u2028\u2029]");

  private final Writer out;
  private final List<@Nullable Object[]> waiting = new ArrayList<>();
  private String[] names = {};
  private int[] widths = {};
  private boolean[] right = {};
  private boolean widthsKnown;
  private long rows;

  TextTableWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> columns) {
    names = columns.toArray(String[]::new);
    widths =
        Arrays.stream(names)
            .mapToInt(name -> parts(name).stream().mapToInt(DisplayWidth::of).max().orElse(0))
            .toArray();
    right = new boolean[names.length];
  }

  @Override
  public void row(@Nullable Object[] values) throws IOException {
    rows++;
    if (widthsKnown) {
      line(values);
      return;
    }
    waiting.add(values.clone());
    if (waiting.size() == ROWS_THAT_SET_WIDTHS) {
      flushWaiting();
    }
  }

  @Override
  public void end() throws IOException {
    if (!widthsKnown) {
      flushWaiting();
    }
    out.write(rows == 1 ? "(1 row)\n" : "(" + rows + " rows)\n");
    out.flush();
  }

  private void flushWaiting() throws IOException {
    widthsKnown = true;
    for (@Nullable Object[] values : waiting) {
      for (int i = 0; i < values.length; i++) {
        for (String part : parts(values[i])) {
          widths[i] = Math.max(widths[i], DisplayWidth.of(part));
        }
        right[i] |= values[i] instanceof Number;
      }
    }
    line(names);
    out.write(
        String.join(GAP, Arrays.stream(widths).mapToObj("-"::repeat).toList()).stripTrailing());
    out.write('\n');
    for (@Nullable Object[] values : waiting) {
      line(values);
    }
    waiting.clear();
  }

  private void line(@Nullable Object[] values) throws IOException {
    List<List<String>> cells = Arrays.stream(values).map(TextTableWriter::parts).toList();
    int lines = cells.stream().mapToInt(List::size).max().orElse(1);
    for (int line = 0; line < lines; line++) {
      line(cells, line);
    }
  }

  private void line(List<List<String>> cells, int number) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      List<String> parts = cells.get(i);
      String text = number < parts.size() ? parts.get(number) : "";
      String padding = " ".repeat(Math.max(0, widths[i] - DisplayWidth.of(text)));
      line.append(i == 0 ? "" : GAP)
          .append(right[i] ? padding : "")
          .append(text)
          .append(right[i] ? "" : padding);
    }
    out.write(line.toString().stripTrailing());
    out.write('\n');
  }

  /** The lines of a value, at least one. NULL is nothing, and so is a line break at the end. */
  private static List<String> parts(@Nullable Object value) {
    String text = value == null ? "" : ValueText.of(value);
    if (text.codePoints().noneMatch(TextTableWriter::isSpecial)) {
      return List.of(text);
    }
    List<String> parts =
        Arrays.stream(LINE_BREAK.split(text, -1)).map(TextTableWriter::escaped).toList();
    int last = parts.size() - 1;
    return last > 0 && parts.get(last).isEmpty() ? parts.subList(0, last) : parts;
  }

  private static boolean isSpecial(int codePoint) {
    return Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029;
  }

  private static String escaped(String part) {
    StringBuilder escaped = new StringBuilder();
    part.chars()
        .forEach(
            c -> {
              if (c == '\t') {
                escaped.append("\\t");
              } else if (Character.isISOControl(c)) {
                escaped.append("\\u%04x".formatted(c));
              } else {
                escaped.append((char) c);
              }
            });
    return escaped.toString();
  }
}

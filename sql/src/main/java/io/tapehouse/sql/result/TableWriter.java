package io.tapehouse.sql.result;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aligned columns. The first rows set the widths, so that a result of any length takes little
 * memory; a wider value further down pushes its own line out and loses nothing.
 */
final class TableWriter implements ResultWriter {

  private static final int ROWS_THAT_SET_WIDTHS = 1000;
  private static final String GAP = "  ";

  private final Writer out;
  private final List<@Nullable Object[]> waiting = new ArrayList<>();
  private String[] names = {};
  private int[] widths = {};
  private boolean[] right = {};
  private boolean widthsKnown;
  private long rows;

  TableWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> columns) {
    names = columns.toArray(String[]::new);
    widths = Arrays.stream(names).mapToInt(DisplayWidth::of).toArray();
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
        widths[i] = Math.max(widths[i], DisplayWidth.of(text(values[i])));
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
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      String text = text(values[i]);
      String padding = " ".repeat(Math.max(0, widths[i] - DisplayWidth.of(text)));
      line.append(i == 0 ? "" : GAP)
          .append(right[i] ? padding : "")
          .append(text)
          .append(right[i] ? "" : padding);
    }
    out.write(line.toString().stripTrailing());
    out.write('\n');
  }

  /** NULL is nothing; a line break would tear the table. */
  private static String text(@Nullable Object value) {
    return value == null ? "" : ValueText.of(value).replaceAll("\\R", " ");
  }
}

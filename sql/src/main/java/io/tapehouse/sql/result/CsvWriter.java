package io.tapehouse.sql.result;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 4180, but for the line end, which is that of Unix tools. */
final class CsvWriter implements ResultWriter {

  private final Writer out;

  CsvWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> columns) throws IOException {
    row(columns.toArray());
  }

  @Override
  public void row(@Nullable Object[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      Object value = values[i];
      if (value != null) {
        field(ValueText.of(value));
      }
    }
    out.write('\n');
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }

  private void field(String text) throws IOException {
    if (!text.isEmpty()
        && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
      out.write(text);
      return;
    }
    out.write('"');
    out.write(text.replace("\"", "\"\""));
    out.write('"');
  }
}

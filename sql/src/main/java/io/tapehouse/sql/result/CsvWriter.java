package io.tapehouse.sql.result;

import com.opencsv.CSVWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 4180, but for the line end, which is that of Unix tools. */
final class CsvWriter implements ResultWriter {

  private final Writer out;
  private final CSVWriter csv;

  CsvWriter(Writer out) {
    this.out = out;
    this.csv = new QuotingEmptyTexts(out);
  }

  @Override
  public void begin(List<String> columns) throws IOException {
    row(columns.toArray());
  }

  @Override
  public void row(@Nullable Object[] values) throws IOException {
    @Nullable String[] cells = new @Nullable String[values.length];
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      cells[i] = value == null ? null : ValueText.of(value);
    }
    csv.writeNext(cells, false);
    // It keeps what went wrong instead of throwing it.
    if (csv.getException() != null) {
      throw csv.getException();
    }
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }

  /** An empty text stands in quotes, so that it is not taken for NULL, of which nothing is seen. */
  private static final class QuotingEmptyTexts extends CSVWriter {

    QuotingEmptyTexts(Writer out) {
      super(out, DEFAULT_SEPARATOR, DEFAULT_QUOTE_CHARACTER, DEFAULT_ESCAPE_CHARACTER, "\n");
    }

    @Override
    protected boolean stringContainsSpecialCharacters(String text) {
      return text.isEmpty() || super.stringContainsSpecialCharacters(text);
    }
  }
}

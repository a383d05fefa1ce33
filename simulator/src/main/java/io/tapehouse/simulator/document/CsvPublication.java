package io.tapehouse.simulator.document;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plain CSV: a header and rows with CRLF, as a rule without quotes, and notes after a blank line.
 * Of a day without data there is the header alone.
 */
public abstract class CsvPublication implements SimulatedPublication {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<String> columns;
  private final Charset encoding;
  private final String rowEnd;
  private final List<String> notes;

  /**
   * @param encoding UTF-8 is written with a byte order mark
   * @param rowEnd what stands behind the last cell of a row: nothing, or a comma
   */
  protected CsvPublication(List<String> columns, Charset encoding, String rowEnd) {
    this(columns, encoding, rowEnd, List.of());
  }

  /**
   * @param encoding UTF-8 is written with a byte order mark
   * @param rowEnd what stands behind the last cell of a row: nothing, or a comma
   * @param notes the lines below the rows
   */
  protected CsvPublication(
      List<String> columns, Charset encoding, String rowEnd, List<String> notes) {
    this.columns = List.copyOf(columns);
    this.encoding = encoding;
    this.rowEnd = rowEnd;
    this.notes = List.copyOf(notes);
  }

  /** A table with these rows. */
  protected final TextTable table(List<List<String>> rows) {
    return new TextTable("", columns, rows);
  }

  /** A cell as the file has it. */
  protected String written(String cell) {
    return cell;
  }

  @Override
  public final byte[] render(TextTable table, Edition edition) {
    StringBuilder text = new StringBuilder(64 * table.rows().size() + 256);
    if (encoding.equals(StandardCharsets.UTF_8)) {
      text.append(BYTE_ORDER_MARK);
    }
    text.append(String.join(",", table.columns())).append("\r\n");
    for (List<String> row : table.rows()) {
      boolean whole = row.size() >= table.columns().size();
      text.append(row.stream().map(this::written).collect(Collectors.joining(",")));
      text.append(whole ? rowEnd : "").append("\r\n");
    }
    if (!notes.isEmpty()) {
      text.append("\r\n");
      notes.forEach(note -> text.append(note).append("\r\n"));
    }
    return text.toString().getBytes(encoding);
  }

  @Override
  public byte[] noData(DocumentForm form) {
    return (String.join(",", columns) + "\r\n").getBytes(encoding);
  }

  @Override
  public final String contentType(DocumentForm form) {
    return "application/octet-stream";
  }
}

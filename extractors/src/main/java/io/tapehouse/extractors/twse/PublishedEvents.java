package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.text.DateRange;
import io.tapehouse.extractors.text.FileForm;
import io.tapehouse.extractors.text.TableRow;
import java.util.List;
import java.util.Set;

/**
 * A list of events of TWSE: one table, which may have no rows, and the range of dates that it is
 * about.
 *
 * @param range the dates
 * @param table the table
 */
public record PublishedEvents(DateRange range, PublishedTable table) {

  /**
   * Reads a list in JSON or CSV.
   *
   * @param known headers by which the header line of CSV is found
   * @throws UnreadableFileException when it is damaged, or of a range without the date that it is
   *     filed under
   */
  public static PublishedEvents read(SourceFile file, byte[] bytes, Set<String> known)
      throws UnreadableFileException {
    return switch (FileForm.of(file, bytes)) {
      case JSON -> JsonTable.readList(file, bytes);
      case CSV -> CsvTable.readList(file, bytes, known);
    };
  }

  static PublishedEvents of(
      SourceFile file, String said, String title, List<String> headers, List<TableRow> rows)
      throws UnreadableFileException {
    List<String> columns = headers.stream().map(String::strip).toList();
    return new PublishedEvents(
        DateRange.ofList(file, said), new PublishedTable(file, title, columns, rows, true));
  }
}

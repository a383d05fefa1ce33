package io.tapehouse.extractors.tabular;

import com.opencsv.RFC4180Parser;
import com.opencsv.RFC4180ParserBuilder;
import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Table;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.text.FileForm;
import io.tapehouse.extractors.text.PublishedDates;
import io.tapehouse.extractors.text.TextLines;
import io.tapehouse.extractors.text.TextLines.TextLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of a CSV of several dates, by date. Rows keep their bytes, so that the file of a date is
 * what the publisher would have sent for it alone. Immutable.
 *
 * @param head the bytes up to the end of the header line, with the mark of UTF-8 if there is one
 * @param rows the lines of each date in the order of the file, decoded byte by byte and with their
 *     line ends
 * @param badRows lines whose date cannot be read: they belong to no date
 */
@SuppressWarnings("ArrayRecordComponent")
public record RowsByDate(
    byte[] head, NavigableMap<LocalDate, List<String>> rows, List<BadRow> badRows) {

  /** Whether the files of a dataset may have rows of several dates, each with its date. */
  public static boolean isOf(Dataset dataset) {
    return dataset.isDeclared()
        && dataset.tables().stream()
            .allMatch(
                table ->
                    table.reader() == Declaration.Reader.TAIFEX_CSV
                        && table.otherDates()
                        && table.filling(Table.TRADING_DATE).isPresent());
  }

  /**
   * Splits a file. Whether its rows can be read beyond their date is not looked at.
   *
   * @param dataset one that {@link #isOf} accepts
   * @param name the file, for messages
   * @return the rows; none where no header names the date
   * @throws UnreadableFileException when the file is empty or no text
   */
  public static Optional<RowsByDate> split(Dataset dataset, String name, byte[] bytes)
      throws UnreadableFileException {
    Set<String> names =
        dataset.tables().stream()
            .flatMap(table -> table.filling(Table.TRADING_DATE).stream())
            .flatMap(column -> column.headers().stream())
            .collect(Collectors.toSet());
    List<TextLine> lines = TextLines.of(bytes);
    int at = -1;
    int header = 0;
    while (header < Math.min(CsvFile.LAST_HEADER_LINE, lines.size()) && at < 0) {
      List<String> cells = cells(lines.get(header).text());
      for (int i = 0; i < cells.size() && at < 0; i++) {
        at = names.contains(cells.get(i)) ? i : -1;
      }
      header++;
    }
    if (at < 0) {
      return Optional.empty();
    }
    List<byte[]> raw = raw(bytes);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(bytes, 0, FileForm.textStart(bytes));
    raw.subList(0, header).forEach(head::writeBytes);
    NavigableMap<LocalDate, List<String>> rows = new TreeMap<>();
    List<BadRow> bad = new ArrayList<>();
    for (TextLine line : lines.subList(header, lines.size())) {
      List<String> cells = cells(line.text());
      // Blank lines, a final 0x1A and notes below the rows are of no date.
      if (cells.size() < 2) {
        continue;
      }
      String cell = at < cells.size() ? cells.get(at) : "";
      Optional<LocalDate> date = PublishedDates.parse(cell);
      if (date.isEmpty()) {
        bad.add(
            new BadRow(
                name,
                line.number(),
                "expected a date such as 2023/01/30 in its %s, found '%s'"
                    .formatted(cells.size() > at ? "column " + (at + 1) : "row", cell),
                line.text()));
      } else {
        String text = new String(raw.get((int) line.number() - 1), StandardCharsets.ISO_8859_1);
        rows.computeIfAbsent(date.get(), day -> new ArrayList<>())
            .add(text.endsWith("\n") ? text : text + "\r\n");
      }
    }
    return Optional.of(new RowsByDate(head.toByteArray(), rows, bad));
  }

  /** A file with this header and rows, as {@link #rows} has them. */
  public byte[] file(Collection<String> lines) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(head);
    lines.forEach(line -> file.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1)));
    return file.toByteArray();
  }

  /** Lines with their ends, as {@link TextLines} counts them. */
  private static List<byte[]> raw(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int start = FileForm.textStart(bytes);
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == '\n' || i == bytes.length - 1) {
        lines.add(Arrays.copyOfRange(bytes, start, i + 1));
        start = i + 1;
      }
    }
    return lines;
  }

  private static List<String> cells(String line) {
    RFC4180Parser parser = new RFC4180ParserBuilder().build();
    try {
      return Arrays.stream(parser.parseLine(line)).map(String::strip).toList();
    } catch (IOException e) {
      return List.of(line);
    }
  }
}

package io.tapehouse.extractors.twse;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.FileForm;
import io.tapehouse.extractors.text.PublishedDates;
import io.tapehouse.extractors.text.TableRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table as TWSE published it, whatever the form: it is of the period that was asked for as far as
 * it says, has the columns that it must have, and has rows.
 *
 * @param file where it comes from
 * @param title what stands above it; empty where nothing does
 * @param columns names of the columns, in the order of the cells
 * @param rows the rows, good and bad
 * @param saysPeriod whether the file itself names its period
 */
public record PublishedTable(
    SourceFile file, String title, List<String> columns, List<TableRow> rows, boolean saysPeriod) {

  /** Reads the cells of a row. */
  interface RowReader {
    void read(TableRow row) throws BadCellException;
  }

  /**
   * All tables of a report, in JSON or CSV. Their columns are not looked at.
   *
   * @param known headers by which a header line of CSV is found
   * @param covered how much time a file covers, and so how far its dates must agree
   * @throws UnreadableFileException when the file is damaged, of another date, or has no rows
   */
  public static List<PublishedTable> all(
      SourceFile file, byte[] bytes, Set<String> known, Dataset.Period covered)
      throws UnreadableFileException {
    Period period =
        switch (covered) {
          case DAY, WEEK, SNAPSHOT -> Period.DAY;
          case MONTH -> Period.MONTH;
          case YEAR -> Period.YEAR;
          case LIST -> throw new IllegalArgumentException("a list is read by PublishedEvents");
        };
    List<PublishedTable> tables =
        switch (FileForm.of(file, bytes)) {
          case JSON -> JsonTable.readAll(file, bytes, period);
          case CSV -> CsvTable.readAll(file, bytes, known, period);
        };
    if (tables.stream().allMatch(table -> table.rows().isEmpty())) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "expected rows, found none");
    }
    return tables;
  }

  static PublishedTable read(SourceFile file, byte[] bytes, Layout layout)
      throws UnreadableFileException {
    return switch (FileForm.of(file, bytes)) {
      case JSON -> JsonTable.read(file, bytes, layout);
      case CSV -> CsvTable.read(file, bytes, layout);
    };
  }

  /**
   * A table whose date and columns are in order.
   *
   * @param dates what the file's own fields say of its date; empty where there are none
   * @param title the title; empty where there is none
   */
  static PublishedTable of(
      SourceFile file,
      Layout layout,
      List<String> dates,
      String title,
      List<String> headers,
      List<TableRow> rows)
      throws UnreadableFileException {
    boolean saysPeriod = checkPeriod(file, layout.period(), dates, title);
    if (rows.isEmpty()) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "expected rows, found none");
    }
    List<String> columns = layout.names(headers);
    for (String name : layout.required()) {
      if (!columns.contains(name)) {
        throw new UnreadableFileException(
            Kind.WRONG_COLUMNS,
            file,
            "expected a column %s, found the columns %s".formatted(name, columns));
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isEmpty() || columns.indexOf(columns.get(i)) != i) {
        throw new UnreadableFileException(
            Kind.WRONG_COLUMNS,
            file,
            "expected a name of its own on every column, found '%s' on column %d of %s"
                .formatted(columns.get(i), i + 1, columns));
      }
    }
    return new PublishedTable(file, title, columns, rows, saysPeriod);
  }

  /** One of the tables of a report, whose date is in order. */
  static PublishedTable of(
      SourceFile file,
      Period period,
      List<String> dates,
      String title,
      List<String> headers,
      List<TableRow> rows)
      throws UnreadableFileException {
    boolean saysPeriod = checkPeriod(file, period, dates, title);
    List<String> columns = headers.stream().map(String::strip).toList();
    return new PublishedTable(file, title, columns, rows, saysPeriod);
  }

  /** The complaint about a file that does not name its period. */
  UnreadableFileException noPeriod(String expected) {
    return new UnreadableFileException(
        Kind.WRONG_DATE, file, "expected the file to say %s, found no date".formatted(expected));
  }

  /** A warning for each column that is not among {@code known}. */
  List<String> unknownColumns(List<String> known) {
    return columns.stream()
        .filter(name -> !known.contains(name))
        .map(name -> "expected the columns %s, found a new one: %s".formatted(known, name))
        .toList();
  }

  /** Where a column is; -1 for a column that the file does not have. */
  int column(String name) {
    return columns.indexOf(name);
  }

  /**
   * Hands every row to {@code reader}; rows that cannot be read go to quarantine.
   *
   * @throws UnreadableFileException when there are too many of those
   */
  void forEach(Quarantine quarantine, RowReader reader) throws UnreadableFileException {
    for (TableRow row : rows) {
      try {
        if (!row.problem().isEmpty()) {
          throw new BadCellException(row.problem());
        }
        if (row.cells().size() != columns.size()) {
          throw new BadCellException(
              "expected %d cells, found %d".formatted(columns.size(), row.cells().size()));
        }
        reader.read(row);
      } catch (BadCellException e) {
        quarantine.add(row.line(), e.reason(), row.raw());
      }
    }
    quarantine.check(rows.size());
  }

  private static boolean checkPeriod(
      SourceFile file, Period period, List<String> dates, String title)
      throws UnreadableFileException {
    String asked = period.text(file.date());
    for (String date : dates) {
      Optional<LocalDate> said = PublishedDates.parse(date);
      if (said.isEmpty() || !period.same(said.get(), file.date())) {
        throw new UnreadableFileException(
            Kind.WRONG_DATE, file, "expected %s, found date '%s'".formatted(asked, date));
      }
    }
    Optional<String> inTitle = period.textIn(title);
    if (inTitle.isPresent() && !period.matches(inTitle.get(), file.date())) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          file,
          "expected %s, found '%s', %d, in the title '%s'"
              .formatted(asked, inTitle.get(), Period.year(inTitle.get()), title));
    }
    return !dates.isEmpty() || inTitle.isPresent();
  }
}

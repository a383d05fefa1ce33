package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.DateRange;
import io.tapehouse.extractors.text.FileForm;
import io.tapehouse.extractors.text.TableRow;
import io.tapehouse.extractors.twse.EventPages;
import io.tapehouse.extractors.twse.PublishedEvents;
import io.tapehouse.extractors.twse.PublishedTable;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The tables of a file, by the forms in which its publisher writes them.
 *
 * @param file the file
 * @param dates the trading dates that its rows may have: its own date, or the range of a list
 * @param tables in the order of the file
 * @param notes what is worth a word about the file as a whole
 */
record FileTables(SourceFile file, DateRange dates, List<FileTable> tables, List<String> notes) {

  /** The column in front of those of a page with details of an event: the date of the page. */
  private static final String PAGE = "page";

  static FileTables read(Dataset dataset, SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    Set<String> known = new HashSet<>();
    dataset.tables().forEach(table -> known.addAll(known(table)));
    return switch (dataset.tables().get(0).reader()) {
      case TWSE_TABLE -> twse(dataset, file, bytes, known);
      case TWSE_PAGES -> pages(dataset, file, bytes);
      case TPEX_TABLE ->
          FileForm.of(file, bytes) == FileForm.JSON
              ? TpexTable.read(dataset, file, bytes, FileForm.textStart(bytes))
              : csv(dataset, file, bytes, known);
      case TAIFEX_CSV, OPEN_DATA_CSV -> csv(dataset, file, bytes, known);
      case ISIN_PAGE -> isin(dataset, file, bytes, known);
    };
  }

  /**
   * The tables that a block reads; none where a file of this date need not have one.
   *
   * @throws UnreadableFileException when there must be one and is none
   */
  List<FileTable> of(Declaration declaration) throws UnreadableFileException {
    List<FileTable> found =
        declaration.foundBy() == null
            ? mostKnown(known(declaration))
            : tables.stream().filter(table -> isFound(declaration, table)).toList();
    if (found.isEmpty() && declaration.isRequired(file.date())) {
      throw new UnreadableFileException(
          Kind.WRONG_COLUMNS,
          file,
          "expected a table with the columns %s for %s, found %s"
              .formatted(
                  declaration.foundBy() == null
                      ? declaration.columns().stream()
                          .filter(column -> column.isRequired(file.date()))
                          .map(Declaration.Column::header)
                          .toList()
                      : declaration.foundBy().headers(),
                  declaration.fills(),
                  tables.stream().map(FileTable::headers).toList()));
    }
    return found;
  }

  /** The table that names the most of the columns: replies have others beside it. */
  private List<FileTable> mostKnown(Set<String> known) {
    Comparator<FileTable> byNames =
        Comparator.comparingLong(table -> table.headers().stream().filter(known::contains).count());
    return tables.stream()
        .filter(table -> table.headers().stream().anyMatch(known::contains))
        // Of several as good the first.
        .reduce((one, other) -> byNames.compare(other, one) > 0 ? other : one)
        .stream()
        .toList();
  }

  private static boolean isFound(Declaration declaration, FileTable table) {
    Declaration.FoundBy by = Objects.requireNonNull(declaration.foundBy());
    boolean titled =
        by.titles().isEmpty() || by.titles().stream().anyMatch(table.title()::contains);
    return titled
        && by.headers().stream()
            .allMatch(
                header -> names(declaration, header).stream().anyMatch(table.headers()::contains));
  }

  /** All that the publisher ever called a column. */
  private static List<String> names(Declaration declaration, String header) {
    return declaration.columns().stream()
        .filter(column -> column.header().equals(header))
        .map(Declaration.Column::headers)
        .findFirst()
        .orElse(List.of(header));
  }

  /** Headers by which a header line is found; of a transposed table those by which it is found. */
  private static Set<String> known(Declaration declaration) {
    Set<String> known = new HashSet<>();
    if (declaration.foundBy() != null) {
      known.addAll(declaration.foundBy().headers());
    }
    if (!declaration.transposed()) {
      declaration.columns().forEach(column -> known.addAll(column.headers()));
    }
    return known;
  }

  private static FileTables twse(Dataset dataset, SourceFile file, byte[] bytes, Set<String> known)
      throws UnreadableFileException {
    if (dataset.period() == Dataset.Period.LIST) {
      PublishedEvents list = PublishedEvents.read(file, bytes, known);
      return new FileTables(file, list.range(), List.of(table(list.table())), List.of());
    }
    List<PublishedTable> found = PublishedTable.all(file, bytes, known, dataset.period());
    boolean isDated =
        found.stream().anyMatch(table -> table.saysPeriod() || hasDates(dataset, table.columns()));
    return new FileTables(
        file,
        dates(dataset, file),
        found.stream().map(FileTables::table).toList(),
        isDated ? List.of() : undated(dataset, file));
  }

  /** A table a page, with the date of the page in front; what is no page is a row that is bad. */
  private static FileTables pages(Dataset dataset, SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    EventPages.Read read = EventPages.read(file, bytes);
    List<FileTable> tables = new ArrayList<>();
    for (EventPages.Page page : read.pages()) {
      List<String> headers = new ArrayList<>(List.of(PAGE));
      headers.addAll(page.table().columns());
      List<String> cells = new ArrayList<>(List.of(page.reference().date().toString()));
      TableRow row = page.table().rows().get(0);
      cells.addAll(row.cells());
      tables.add(
          new FileTable(
              page.name(), headers, List.of(new TableRow(tables.size() + 1L, cells, "", ""))));
    }
    if (tables.isEmpty() && read.none().isEmpty()) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          "expected pages of events, found %d that cannot be read; the first: %s"
              .formatted(read.problems().size(), read.problems().get(read.problems().firstKey())));
    }
    if (tables.isEmpty() || !read.problems().isEmpty()) {
      List<String> headers =
          dataset.tables().get(0).columns().stream().map(Declaration.Column::header).toList();
      List<TableRow> bad = new ArrayList<>();
      read.problems()
          .forEach(
              (name, problem) ->
                  bad.add(TableRow.broken(tables.size() + bad.size() + 1L, problem, name)));
      tables.add(new FileTable(file.name(), headers, bad));
    }
    return new FileTables(
        file,
        dates(dataset, file),
        tables,
        read.none().isEmpty()
            ? List.of()
            : List.of(
                "expected a page of each event, found the publisher's answer that it has none: "
                    + read.none()));
  }

  private static FileTables isin(Dataset dataset, SourceFile file, byte[] bytes, Set<String> known)
      throws UnreadableFileException {
    IsinPage page = IsinPage.read(file, bytes, known);
    return new FileTables(
        file,
        dates(dataset, file),
        List.of(page.table()),
        page.dated().isPresent() ? List.of() : undated(dataset, file));
  }

  /** The note of a file without a date. */
  private static List<String> undated(Dataset dataset, SourceFile file)
      throws UnreadableFileException {
    if (dataset.tables().stream().noneMatch(Declaration::undated)) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          file,
          "expected the file to say %s, found no date".formatted(file.date()));
    }
    return List.of(
        "expected the file to say %s, found no date; believed by the date that it was asked for"
            .formatted(file.date()));
  }

  private static FileTable table(PublishedTable table) {
    return new FileTable(table.title(), table.columns(), table.rows());
  }

  /** Its rows bear their dates, which are looked at where they are read. */
  private static boolean hasDates(Dataset dataset, List<String> headers) {
    return dataset.tables().stream()
        .flatMap(table -> table.dated().stream())
        .anyMatch(column -> column.headers().stream().anyMatch(headers::contains));
  }

  private static FileTables csv(Dataset dataset, SourceFile file, byte[] bytes, Set<String> known)
      throws UnreadableFileException {
    Declaration first = dataset.tables().get(0);
    CsvFile read =
        CsvFile.read(file, bytes, first.reader(), Charset.forName(dataset.encoding()), known);
    if (dataset.period() == Dataset.Period.LIST) {
      String titles = String.join(" ", read.tables().stream().map(FileTable::title).toList());
      return new FileTables(file, DateRange.ofList(file, titles), read.tables(), read.notes());
    }
    if (first.reader() == Declaration.Reader.TPEX_TABLE
        && read.tables().stream().noneMatch(table -> hasDates(dataset, table.headers()))) {
      TpexTable.checkDate(file, TpexTable.datesOfTitles(read.tables()));
    }
    return new FileTables(file, dates(dataset, file), read.tables(), read.notes());
  }

  /** The dates of which a file of the dataset has rows. */
  private static DateRange dates(Dataset dataset, SourceFile file) {
    LocalDate date = file.date();
    return switch (dataset.period()) {
      case MONTH ->
          new DateRange(date.withDayOfMonth(1), date.with(TemporalAdjusters.lastDayOfMonth()));
      case YEAR ->
          new DateRange(date.withDayOfYear(1), date.with(TemporalAdjusters.lastDayOfYear()));
      case DAY, WEEK, SNAPSHOT, LIST -> DateRange.of(date);
    };
  }
}

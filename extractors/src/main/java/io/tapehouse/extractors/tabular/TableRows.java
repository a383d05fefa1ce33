package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.product.Products;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.DateRange;
import io.tapehouse.extractors.text.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gathers the rows of a file for one table block. Not safe for use by many threads. */
final class TableRows {

  private final SourceFile file;
  private final DateRange dates;
  private final Declaration declaration;
  private final Table lake;
  private final CellText text;
  private final Products products;
  private final OtherDates otherDates;
  private final Map<String, NamedContract> contracts = new LinkedHashMap<>();
  private final List<Table.Column> columns;
  private final TotalRows totals;
  private final DeclaredRowChecks checks;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private long rowsRead;
  private long rowsBad;

  /**
   * Begins with none.
   *
   * @param dates the trading dates that they may have
   */
  TableRows(
      SourceFile file,
      DateRange dates,
      Declaration declaration,
      Table lake,
      CellText text,
      Products products,
      OtherDates otherDates) {
    this.file = file;
    this.dates = dates;
    this.products = products;
    this.otherDates = otherDates;
    this.declaration = declaration;
    this.lake = lake;
    this.text = text;
    // The first one is the attempt, of which a file knows nothing.
    this.columns = lake.columns().subList(1, lake.columns().size());
    this.totals = new TotalRows(declaration, columns);
    this.checks = new DeclaredRowChecks(declaration, columns);
  }

  /** The part of the block in one table of the file. */
  Part in(FileTable table) throws UnreadableFileException {
    return new Part(Headers.of(file, declaration, table.headers()));
  }

  /** Takes the rows of one table of the file that are the block's own. */
  final class Part {

    private final Headers headers;
    private final RowValues values;
    private final @Nullable RowContract contract;
    private final Declaration.@Nullable RowFilter filter = declaration.rows();
    private final Predicate<String> wanted = filter == null ? cell -> true : filter.wanted();

    private Part(Headers headers) {
      this.headers = headers;
      this.contract = RowContract.of(declaration, headers, products).orElse(null);
      this.values = new RowValues(file, dates, declaration, columns, headers, text, contract);
    }

    Headers headers() {
      return headers;
    }

    boolean takes(TableRow row) {
      return filter == null || wanted.test(values.published(row, filter.header()));
    }

    /** Whether the block asks for rows of a kind. */
    boolean isFiltered() {
      return filter != null;
    }

    /** Reads a row that is the block's own. */
    void read(TableRow row) throws BadCellException, UnreadableFileException {
      if (declaration.otherDates() && values.date(row).filter(otherDates::take).isPresent()) {
        return;
      }
      rowsRead++;
      try {
        if (!totals.take(row, values)) {
          List<NamedContract> named = contract == null ? List.of() : contract.read(row);
          @Nullable Object[] read = values.of(row, named);
          totals.add(row, values, read);
          checks.look(read);
          rows.add(read);
          // A row that is set aside must not leave a contract behind.
          named.forEach(each -> contracts.putIfAbsent(each.key(), each));
        }
      } catch (BadCellException e) {
        rowsBad++;
        throw e;
      }
    }

    /** Counts a row that could not even be cut into cells. */
    void countBad() {
      rowsRead++;
      rowsBad++;
    }

    /** Which rows these are, for a message. */
    String kind() {
      return filter == null
          ? lake.name()
          : "%s (%s %s)"
              .formatted(
                  lake.name(),
                  filter.header(),
                  Objects.requireNonNullElse(filter.matches(), filter.is()));
    }
  }

  /** What the file had. */
  DeclaredRows result(boolean hasTable) throws UnreadableFileException {
    int least = hasTable ? Objects.requireNonNull(declaration.leastRows()).on(file.date()) : 0;
    if (rowsRead < least) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          "expected at least %d rows of %s, as every whole file has, found %d: the file was cut"
              .formatted(least, lake.name(), rowsRead));
    }
    List<FileCheck> results = new ArrayList<>(totals.results());
    results.addAll(checks.results());
    return new DeclaredRows(
        lake, rows, List.copyOf(contracts.values()), rowsRead, rowsBad, results);
  }
}

package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Table;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of one declared dataset: columns are found by their headers, cells are read by what
 * they hold, totals and the dataset's checks are evaluated. Immutable and safe for use by many
 * threads.
 */
public final class DeclaredReader {

  private final Dataset dataset;
  private final Declaration declaration;
  private final List<Table.Column> columns;

  /**
   * A reader of {@code dataset}.
   *
   * @param lake the table of the lake that its rows go to
   * @throws IllegalArgumentException for a dataset without a table block
   */
  public DeclaredReader(Dataset dataset, Table lake) {
    if (dataset.table() == null) {
      throw new IllegalArgumentException(dataset.id() + " has no table block in the dictionary");
    }
    this.dataset = dataset;
    this.declaration = Objects.requireNonNull(dataset.table());
    // The first one is the attempt, of which a file knows nothing.
    this.columns = lake.columns().subList(1, lake.columns().size());
  }

  /**
   * Reads a file.
   *
   * @param file the file; its date is the date that it is filed under
   * @throws UnreadableFileException when the file is damaged or cut, is of another date, lacks a
   *     column, has too many bad rows, or has no data
   */
  public DeclaredRows read(SourceFile file, byte[] bytes) throws UnreadableFileException {
    FileTable table = FileTables.read(dataset, file, bytes);
    Headers headers = Headers.of(file, declaration, table.headers());
    if (table.rows().isEmpty()) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "expected rows, found a header alone");
    }
    RowValues values = new RowValues(file, declaration, columns, headers);
    TotalRows totals = new TotalRows(declaration, columns, headers);
    RowChecks checks = new RowChecks(declaration, columns);
    Quarantine quarantine = new Quarantine(file);
    List<@Nullable Object[]> rows = new ArrayList<>(table.rows().size());
    for (TableRow row : table.rows()) {
      try {
        cut(row, headers);
        if (totals.take(row, values)) {
          continue;
        }
        @Nullable Object[] read = values.of(row);
        totals.add(read);
        checks.look(read);
        rows.add(read);
      } catch (BadCellException e) {
        quarantine.add(row.line(), e.reason(), row.raw());
      }
    }
    refuse(file, table, rows, quarantine);
    List<FileCheck> results = new ArrayList<>(totals.results());
    results.addAll(checks.results());
    return new DeclaredRows(
        rows, table.rows().size(), quarantine.rows(), results, headers.unknown(), table.notes());
  }

  private static void cut(TableRow row, Headers headers) throws BadCellException {
    if (!row.problem().isEmpty()) {
      throw new BadCellException(row.problem());
    }
    if (row.cells().size() != headers.width()) {
      throw new BadCellException(
          "expected %d cells, found %d".formatted(headers.width(), row.cells().size()));
    }
  }

  private void refuse(
      SourceFile file, FileTable table, List<@Nullable Object[]> rows, Quarantine quarantine)
      throws UnreadableFileException {
    int found = table.rows().size();
    quarantine.check(found);
    if (found < declaration.leastRows()) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          "expected at least %d rows, as every whole file has, found %d: the file was cut"
              .formatted(declaration.leastRows(), found));
    }
    if (rows.isEmpty()) {
      throw new UnreadableFileException(
          Kind.TOO_MANY_BAD_ROWS,
          file,
          "expected a row that can be read, found %d bad ones".formatted(quarantine.count()));
    }
  }
}

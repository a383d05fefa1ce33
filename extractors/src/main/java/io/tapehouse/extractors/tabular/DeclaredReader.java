package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.SumOf;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.product.Products;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.TableRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads files of one declared dataset: tables and columns are found by their headers, rows go to
 * the first table block that takes them, cells are read by what they hold, totals and the dataset's
 * checks are evaluated. Immutable and safe for use by many threads.
 */
public final class DeclaredReader {

  private final Dataset dataset;
  private final List<Table> lake;
  private final CellText text;
  private final Products products;

  /**
   * A reader of {@code dataset}.
   *
   * @param dictionary has the tables of the lake that its rows go to, and the names of indices and
   *     products
   * @throws IllegalArgumentException for a dataset without a table block
   */
  public DeclaredReader(Dataset dataset, Dictionary dictionary) {
    if (!dataset.isDeclared()) {
      throw new IllegalArgumentException(dataset.id() + " has no table block in the dictionary");
    }
    this.dataset = dataset;
    this.lake =
        dataset.tables().stream().map(table -> dictionary.lakeTable(table.fills())).toList();
    this.products = dictionary.products();
    this.text = new CellText(products::indexName);
  }

  /** A table of the file with the blocks that take rows of it, in the order of the dictionary. */
  private record Shared(FileTable table, List<TableRows.Part> parts) {}

  /**
   * Reads a file.
   *
   * @param file the file; its date is the date that it is filed under
   * @throws UnreadableFileException when the file is damaged or cut, is of another date, lacks a
   *     table or a column, has too many bad rows, or has no data
   */
  public DeclaredFile read(SourceFile file, byte[] bytes) throws UnreadableFileException {
    FileTables published = FileTables.read(dataset, file, bytes);
    OtherDates otherDates = new OtherDates(file);
    List<TableRows> blocks = new ArrayList<>();
    List<Shared> shared = new ArrayList<>();
    Set<Integer> found = new LinkedHashSet<>();
    Set<FileTable> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    IdentityHashMap<FileTable, Shared> byTable = new IdentityHashMap<>();
    for (int i = 0; i < lake.size(); i++) {
      Declaration declaration = dataset.tables().get(i);
      TableRows rows =
          new TableRows(
              file, published.dates(), declaration, lake.get(i), text, products, otherDates);
      blocks.add(rows);
      for (FileTable table : published.of(declaration)) {
        taken.add(table);
        found.add(i);
        FileTable read = declaration.transposed() ? table.transposed() : table;
        Shared one = byTable.computeIfAbsent(read, key -> new Shared(key, new ArrayList<>()));
        if (one.parts().isEmpty()) {
          shared.add(one);
        }
        one.parts().add(rows.in(read));
      }
    }
    Quarantine quarantine = new Quarantine(file);
    for (Shared each : shared) {
      read(each, quarantine);
    }
    List<DeclaredRows> results = new ArrayList<>();
    refuse(file, shared, quarantine, otherDates);
    for (int i = 0; i < blocks.size(); i++) {
      results.add(blocks.get(i).result(found.contains(i)));
    }
    checkSums(results);
    List<String> notes = new ArrayList<>(published.notes());
    otherDates.note().ifPresent(notes::add);
    published.tables().stream()
        .filter(table -> !table.rows().isEmpty() && !taken.contains(table))
        .forEach(table -> notes.add(unknown(table)));
    return new DeclaredFile(results, quarantine.rows(), newColumns(shared), notes);
  }

  private static void read(Shared table, Quarantine quarantine) throws UnreadableFileException {
    for (TableRow row : table.table().rows()) {
      try {
        cut(row, table);
        for (TableRows.Part part : parts(row, table)) {
          part.read(row);
        }
      } catch (BadCellException e) {
        quarantine.add(row.line(), e.reason(), row.raw());
      }
    }
  }

  /** Counts a row without cells as one of the last block, which takes what others leave. */
  private static void cut(TableRow row, Shared table) throws BadCellException {
    int width = table.table().headers().size();
    if (row.problem().isEmpty() && row.cells().size() == width) {
      return;
    }
    table.parts().get(table.parts().size() - 1).countBad();
    throw new BadCellException(
        row.problem().isEmpty()
            ? "expected %d cells, found %d".formatted(width, row.cells().size())
            : row.problem());
  }

  /** The parts whose own a row is: all that ask for it, else the first that asks for none. */
  private static List<TableRows.Part> parts(TableRow row, Shared table) throws BadCellException {
    if (table.parts().size() == 1 && !table.parts().get(0).isFiltered()) {
      return table.parts();
    }
    List<TableRows.Part> taking = new ArrayList<>();
    for (TableRows.Part part : table.parts()) {
      if (part.takes(row) && (part.isFiltered() || taking.isEmpty())) {
        taking.add(part);
      }
    }
    if (!taking.isEmpty()) {
      return taking;
    }
    table.parts().get(table.parts().size() - 1).countBad();
    throw new BadCellException(
        "expected a row of %s, found one of no table"
            .formatted(
                table.parts().stream()
                    .map(TableRows.Part::kind)
                    .collect(Collectors.joining(" or "))));
  }

  /** Adds the checks of tables whose rows are sums over another table of the file. */
  private void checkSums(List<DeclaredRows> results) {
    for (int i = 0; i < results.size(); i++) {
      SumOf sum = dataset.tables().get(i).sumOf();
      if (sum != null && !results.get(i).rows().isEmpty()) {
        results.set(i, results.get(i).with(TableSums.check(sum, results.get(i), results)));
      }
    }
  }

  /** Of a list of events none may be true: it names its range, in which nothing happened. */
  private void refuse(
      SourceFile file, List<Shared> tables, Quarantine quarantine, OtherDates otherDates)
      throws UnreadableFileException {
    long all = tables.stream().mapToLong(each -> each.table().rows().size()).sum();
    if (all == 0 && dataset.period() == Dataset.Period.LIST) {
      return;
    }
    if (all == 0) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "expected rows, found a header alone");
    }
    otherDates.check(all - quarantine.count());
    long rows = all - otherDates.rows();
    quarantine.check(rows);
    if (quarantine.count() == rows) {
      throw new UnreadableFileException(
          Kind.TOO_MANY_BAD_ROWS,
          file,
          "expected a row that can be read, found %d bad ones".formatted(quarantine.count()));
    }
  }

  /** Columns that no block of their table knows. */
  private static List<String> newColumns(List<Shared> tables) {
    Set<String> all = new LinkedHashSet<>();
    for (Shared each : tables) {
      Set<String> unknown = new LinkedHashSet<>(each.table().headers());
      each.parts().forEach(part -> unknown.retainAll(part.headers().unknown()));
      all.addAll(unknown);
    }
    return List.copyOf(all);
  }

  private static String unknown(FileTable table) {
    return "expected the tables that the dictionary has, found another, '%s', with the columns %s"
        .formatted(table.title(), table.headers());
  }
}

package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
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

  /**
   * A reader of {@code dataset}.
   *
   * @param dictionary has the tables of the lake that its rows go to, and the names of indices
   * @throws IllegalArgumentException for a dataset without a table block
   */
  public DeclaredReader(Dataset dataset, Dictionary dictionary) {
    if (!dataset.isDeclared()) {
      throw new IllegalArgumentException(dataset.id() + " has no table block in the dictionary");
    }
    this.dataset = dataset;
    this.lake =
        dataset.tables().stream().map(table -> dictionary.lakeTable(table.fills())).toList();
    this.text = new CellText(dictionary.products()::indexName);
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
    List<TableRows> blocks = new ArrayList<>();
    List<Shared> shared = new ArrayList<>();
    Set<Integer> found = new LinkedHashSet<>();
    Set<FileTable> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    IdentityHashMap<FileTable, Shared> byTable = new IdentityHashMap<>();
    for (int i = 0; i < lake.size(); i++) {
      Declaration declaration = dataset.tables().get(i);
      TableRows rows = new TableRows(file, dataset.period(), declaration, lake.get(i), text);
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
    refuse(file, shared, quarantine);
    for (int i = 0; i < blocks.size(); i++) {
      results.add(blocks.get(i).result(found.contains(i)));
    }
    List<String> notes = new ArrayList<>(published.notes());
    published.tables().stream()
        .filter(table -> !table.rows().isEmpty() && !taken.contains(table))
        .forEach(table -> notes.add(unknown(table)));
    return new DeclaredFile(results, quarantine.rows(), newColumns(shared), notes);
  }

  private static void read(Shared table, Quarantine quarantine) throws UnreadableFileException {
    for (TableRow row : table.table().rows()) {
      try {
        cut(row, table);
        part(row, table).read(row);
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

  private static TableRows.Part part(TableRow row, Shared table) throws BadCellException {
    for (TableRows.Part part : table.parts()) {
      if (part.takes(row)) {
        return part;
      }
    }
    table.parts().get(table.parts().size() - 1).countBad();
    throw new BadCellException(
        "expected a row of %s, found one of no table"
            .formatted(
                table.parts().stream()
                    .map(TableRows.Part::kind)
                    .collect(Collectors.joining(" or "))));
  }

  private static void refuse(SourceFile file, List<Shared> tables, Quarantine quarantine)
      throws UnreadableFileException {
    long rows = tables.stream().mapToLong(each -> each.table().rows().size()).sum();
    if (rows == 0) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "expected rows, found a header alone");
    }
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

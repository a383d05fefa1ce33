package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.twse.PublishedTable;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The table of a file, by the forms in which its publisher writes it. */
final class FileTables {

  private FileTables() {}

  static FileTable read(Dataset dataset, SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    Declaration declaration = Objects.requireNonNull(dataset.table());
    return switch (declaration.reader()) {
      case TWSE_TABLE -> twse(declaration, file, bytes);
      case TAIFEX_CSV, OPEN_DATA_CSV ->
          CsvFileTable.read(file, bytes, Charset.forName(dataset.encoding()), known(declaration));
      case TPEX_TABLE ->
          throw new IllegalArgumentException(dataset.id() + ": no reader of TPEx's tables yet");
    };
  }

  private static FileTable twse(Declaration declaration, SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    List<String> required =
        declaration.columns().stream()
            .filter(column -> column.isRequired(file.date()))
            .map(Declaration.Column::header)
            .toList();
    PublishedTable table =
        PublishedTable.ofDay(file, bytes, required, name -> present(declaration, name));
    return new FileTable(table.columns(), table.rows(), List.of());
  }

  /** The present name of a column, whatever it was called. */
  private static String present(Declaration declaration, String name) {
    return declaration.columns().stream()
        .filter(column -> column.headers().contains(name))
        .map(Declaration.Column::header)
        .findFirst()
        .orElse(name);
  }

  private static Set<String> known(Declaration declaration) {
    Set<String> known = new HashSet<>();
    declaration.columns().forEach(column -> known.addAll(column.headers()));
    return known;
  }
}

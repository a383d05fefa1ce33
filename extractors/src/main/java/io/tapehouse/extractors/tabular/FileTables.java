package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Table;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.text.FileForm;
import io.tapehouse.extractors.twse.PublishedTable;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of a file, by the forms in which its publisher writes it. */
final class FileTables {

  private static final Pattern TITLE_DATE = Pattern.compile("日期[:：]\\s*([\\d/]+)");

  private FileTables() {}

  static FileTable read(Dataset dataset, SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    Declaration declaration = Objects.requireNonNull(dataset.table());
    return switch (declaration.reader()) {
      case TWSE_TABLE -> twse(declaration, file, bytes);
      case TPEX_TABLE -> tpex(dataset, declaration, file, bytes);
      case TAIFEX_CSV, OPEN_DATA_CSV -> csv(dataset, declaration, file, bytes);
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
    return new FileTable(table.columns(), table.rows(), List.of(), List.of());
  }

  private static FileTable csv(
      Dataset dataset, Declaration declaration, SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    return CsvFileTable.read(
        file, bytes, declaration.reader(), Charset.forName(dataset.encoding()), known(declaration));
  }

  /** Its CSV bears the date in a title, or else in a column. */
  private static FileTable tpex(
      Dataset dataset, Declaration declaration, SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    if (FileForm.of(file, bytes) == FileForm.JSON) {
      return TpexTable.read(
          file, bytes, FileForm.textStart(bytes), declaration, known(declaration));
    }
    FileTable table = csv(dataset, declaration, file, bytes);
    if (declaration.filling(Table.TRADING_DATE).isEmpty()) {
      TpexTable.checkDate(
          file,
          table.above().stream()
              .map(TITLE_DATE::matcher)
              .filter(Matcher::find)
              .map(matcher -> matcher.group(1)));
    }
    return table;
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

package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Declaration;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the declared columns are in a file. */
final class Headers {

  /** Where a column is that the file does not have. */
  static final int ABSENT = -1;

  private final int width;
  private final Map<Declaration.Column, Integer> positions;
  private final Map<String, Integer> byHeader = new HashMap<>();
  private final List<String> unknown;

  private Headers(int width, Map<Declaration.Column, Integer> positions, List<String> unknown) {
    this.width = width;
    this.positions = positions;
    this.unknown = unknown;
    positions.forEach((column, position) -> byHeader.putIfAbsent(column.header(), position));
  }

  /**
   * Finds the columns.
   *
   * @param found the headers of the file
   * @throws UnreadableFileException when a column is missing that a file of this date must have, or
   *     stands twice
   */
  static Headers of(SourceFile file, Declaration declaration, List<String> found)
      throws UnreadableFileException {
    Map<Declaration.Column, Integer> positions = new HashMap<>();
    List<String> unknown = new ArrayList<>(found);
    for (Declaration.Column column : declaration.columns()) {
      long times = found.stream().filter(column.headers()::contains).count();
      if (times > 1 || (times == 0 && column.isRequired(file.date()))) {
        throw new UnreadableFileException(
            Kind.WRONG_COLUMNS,
            file,
            "expected a column %s once, found the columns %s"
                .formatted(String.join(" or ", column.headers()), found));
      }
      positions.put(
          column,
          column.headers().stream()
              .mapToInt(found::indexOf)
              .filter(at -> at >= 0)
              .findFirst()
              .orElse(ABSENT));
      unknown.removeAll(column.headers());
    }
    return new Headers(found.size(), positions, List.copyOf(unknown));
  }

  /** How many cells a row has. */
  int width() {
    return width;
  }

  /** Where a column is; {@link #ABSENT} for one that the file does not have. */
  int position(Declaration.Column column) {
    return positions.getOrDefault(column, ABSENT);
  }

  /** Where the column is that is named {@code header} now, or {@link #ABSENT}; null is nowhere. */
  int position(@Nullable String header) {
    return header == null ? ABSENT : positionOf(header);
  }

  private int positionOf(String header) {
    return byHeader.getOrDefault(header, ABSENT);
  }

  /** Columns that the declaration does not know. */
  List<String> unknown() {
    return unknown;
  }
}

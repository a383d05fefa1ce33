package io.tapehouse.extractors.taifex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the columns of a file are, found by their names. Columns that nobody asked for are reported
 * and otherwise left alone.
 */
final class Header {

  private final int width;
  private final int[] positions;
  private final List<String> unknown;

  private Header(int width, int[] positions, List<String> unknown) {
    this.width = width;
    this.positions = positions;
    this.unknown = unknown;
  }

  /**
   * Reads the header, which must be the next line or the one after it (some files begin with a
   * title).
   *
   * @param wanted names of the columns; {@link #position} counts in their order
   * @throws UnreadableFileException when a column is missing or stands twice
   */
  static Header read(SourceFile file, CsvLines lines, List<String> wanted)
      throws IOException, UnreadableFileException {
    if (!lines.next()) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected a header, found an empty file");
    }
    List<String> found = names(lines);
    if (!found.contains(wanted.get(0)) && lines.next()) {
      found = names(lines);
    }
    int[] positions = new int[wanted.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = found.indexOf(wanted.get(i));
      if (positions[i] < 0 || positions[i] != found.lastIndexOf(wanted.get(i))) {
        throw new UnreadableFileException(
            Kind.WRONG_COLUMNS,
            file,
            lines.number(),
            "expected the column %s once, found %s".formatted(wanted.get(i), found));
      }
    }
    List<String> unknown = new ArrayList<>(found);
    unknown.removeAll(wanted);
    return new Header(found.size(), positions, unknown);
  }

  /** How many fields a row must have. */
  int width() {
    return width;
  }

  /** Where the {@code i}-th wanted column is. */
  int position(int i) {
    return positions[i];
  }

  /** Columns that are new to Tapehouse. */
  List<String> unknown() {
    return unknown;
  }

  private static List<String> names(CsvLines lines) {
    List<String> names = new ArrayList<>();
    for (String name : RowText.of(lines.line()).split(",", -1)) {
      names.add(name.strip());
    }
    return names;
  }
}

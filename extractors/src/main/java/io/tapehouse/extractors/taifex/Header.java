package io.tapehouse.extractors.taifex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the columns of a file are, found by their names, and in which characters the file is
 * written: the names can be read in one encoding alone. Columns that no reader asks for are
 * reported and otherwise left alone.
 */
final class Header {

  /** Where a column is that the file does not have. */
  static final int ABSENT = -1;

  private final int width;
  private final int[] positions;
  private final List<String> unknown;
  private final Charset encoding;

  private Header(int width, int[] positions, List<String> unknown, Charset encoding) {
    this.width = width;
    this.positions = positions;
    this.unknown = unknown;
    this.encoding = encoding;
  }

  /**
   * Reads the header, which must be the next line or the one after it (some files begin with a
   * title), and sets the encoding of {@code lines}.
   *
   * @param wanted the columns; {@link #position} counts in their order
   * @throws UnreadableFileException when a column is missing or stands twice; it shows the line
   *     that names the most columns, the first of the file when none does, so never a row of data
   */
  static Header read(SourceFile file, CsvLines lines, List<Column> wanted)
      throws IOException, UnreadableFileException {
    if (!lines.next()) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected a header, found an empty file");
    }
    Line line = Line.of(lines, wanted);
    Optional<String> complaint = line.complaint(wanted);
    if (complaint.isPresent() && lines.next()) {
      Line second = Line.of(lines, wanted);
      if (second.known(wanted) > line.known(wanted)) {
        line = second;
        complaint = line.complaint(wanted);
      }
    }
    if (complaint.isPresent()) {
      throw new UnreadableFileException(
          line.fault(), file, line.number(), complaint.get() + ", found " + line.shown());
    }
    lines.encoding(line.encoding());
    return line.header(wanted);
  }

  /** How many fields a row must have. */
  int width() {
    return width;
  }

  /** Where the {@code i}-th wanted column is; {@link #ABSENT} for one that older files lack. */
  int position(int i) {
    return positions[i];
  }

  /** Columns that are new to Tapehouse. */
  List<String> unknown() {
    return unknown;
  }

  /** What is worth a word about the file as a whole: that it is not as the publisher writes it. */
  List<String> notes() {
    return encoding.equals(Encodings.PUBLISHED)
        ? List.of()
        : List.of(
            "expected Big5 (code page 950), found %s; read as that"
                .formatted(Encodings.name(encoding)));
  }

  /**
   * A line that may be the header.
   *
   * @param number line of the file, from 1
   * @param shown how a message shows it
   * @param fault what is wrong with the file if it is not the header
   * @param encoding in which it names the most columns
   * @param names of its columns in that encoding
   */
  private record Line(long number, String shown, Kind fault, Charset encoding, List<String> names) {

    static Line of(CsvLines lines, List<Column> wanted) {
      byte[] bytes = lines.line();
      boolean utf16 = Encodings.utf16(bytes).isPresent();
      Line none =
          new Line(
              lines.number(),
              (utf16 ? "UTF-16: " : "") + Encodings.firstLine(Encodings.text(bytes)),
              utf16 ? Kind.DAMAGED : Kind.WRONG_COLUMNS,
              Encodings.PUBLISHED,
              List.of());
      Line best = none;
      for (Charset encoding : Encodings.READ) {
        Optional<String> text = Encodings.decode(bytes, encoding);
        if (text.isPresent()) {
          Line line = none.read(encoding, text.get());
          best = line.known(wanted) > best.known(wanted) ? line : best;
        }
      }
      return best;
    }

    private Line read(Charset in, String text) {
      List<String> cells = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
      return new Line(number, shown, fault, in, cells);
    }

    /** How many of the columns it names. */
    int known(List<Column> wanted) {
      return (int)
          wanted.stream()
              .filter(column -> column.names().stream().anyMatch(names::contains))
              .count();
    }

    Optional<String> complaint(List<Column> wanted) {
      if (known(wanted) == 0) {
        return Optional.of(
            "expected a header with %s in Big5 (code page 950) or UTF-8"
                .formatted(wanted.stream().map(Column::name).toList()));
      }
      for (Column column : wanted) {
        long found = names.stream().filter(column.names()::contains).count();
        if (found != 1 && !(found == 0 && mayLack(column, wanted))) {
          List<String> former = column.names().subList(1, column.names().size());
          return Optional.of(
              "expected the column %s once%s"
                  .formatted(
                      column.name(), former.isEmpty() ? "" : " (in older files " + former + ")"));
        }
      }
      return Optional.empty();
    }

    /** A header with a name of today has all columns of today, and so has one with a new column. */
    private boolean mayLack(Column column, List<Column> wanted) {
      return column.inOldFiles() == Column.Presence.NOT_ALWAYS
          && unknown(wanted).isEmpty()
          && wanted.stream()
              .anyMatch(each -> names.stream().anyMatch(name -> isFormer(name, each)));
    }

    private static boolean isFormer(String name, Column column) {
      return column.names().indexOf(name) > 0;
    }

    List<String> unknown(List<Column> wanted) {
      List<String> unknown = new ArrayList<>(names);
      unknown.removeAll(wanted.stream().flatMap(column -> column.names().stream()).toList());
      return unknown;
    }

    Header header(List<Column> wanted) {
      int[] positions = new int[wanted.size()];
      for (int i = 0; i < positions.length; i++) {
        positions[i] =
            wanted.get(i).names().stream()
                .mapToInt(names::indexOf)
                .filter(at -> at >= 0)
                .findFirst()
                .orElse(ABSENT);
      }
      return new Header(names.size(), positions, unknown(wanted), encoding);
    }
  }
}

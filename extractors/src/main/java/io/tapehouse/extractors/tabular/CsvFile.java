package io.tapehouse.extractors.tabular;

import com.opencsv.RFC4180Parser;
import com.opencsv.RFC4180ParserBuilder;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.FileForm;
import io.tapehouse.extractors.text.NoDataWords;
import io.tapehouse.extractors.text.TableRow;
import io.tapehouse.extractors.text.TextLines;
import io.tapehouse.extractors.text.TextLines.TextLine;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The tables of a well-formed CSV: the first, and others that a line with a known header begins.
 * opencsv cuts the rows, which may have line ends in quoted cells; lines are counted and decoded
 * here, so that a bad byte or a lost quote spoils one row and not the rest of the file.
 */
final class CsvFile {

  /** Titles stand above a header, and never more of them. */
  static final int LAST_HEADER_LINE = 10;

  /** More than the longest quoted remark has; a cell that goes on beyond them lost its quote. */
  private static final int LONGEST_ROW = 50;

  private static final int QUOTED = 120;

  private final SourceFile file;
  private final Declaration.Reader reader;
  private final List<TextLine> lines;
  private final Set<String> known;
  private final List<FileTable> tables = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private List<TableRow> rows = new ArrayList<>();
  private int width;

  /** Whether the rows so far end in a comma more than the header. */
  private boolean commaAtEnd;

  private boolean blankLineSeen;

  private CsvFile(
      SourceFile file, Declaration.Reader reader, List<TextLine> lines, Set<String> known) {
    this.file = file;
    this.reader = reader;
    this.lines = lines;
    this.known = known;
  }

  List<FileTable> tables() {
    return tables;
  }

  List<String> notes() {
    return notes;
  }

  /**
   * Reads the tables.
   *
   * @param reader whose notes there may be below the rows
   * @param expected the encoding in which the publisher writes it
   * @param known headers, by which the header line is found
   */
  static CsvFile read(
      SourceFile file, byte[] bytes, Declaration.Reader reader, Charset expected, Set<String> known)
      throws UnreadableFileException {
    FileForm form = FileForm.of(file, bytes);
    if (form != FileForm.CSV) {
      throw new UnreadableFileException(Kind.DAMAGED, file, "expected CSV, found " + form);
    }
    Charset found = TextLines.charset(bytes);
    CsvFile csv = new CsvFile(file, reader, TextLines.of(bytes), known);
    if (!found.equals(expected)) {
      csv.notes.add("expected %s, found %s; read as that".formatted(name(expected), name(found)));
    }
    csv.read();
    return csv;
  }

  private void read() throws UnreadableFileException {
    int header = headerLine();
    String above =
        String.join("\n", lines.subList(0, header).stream().map(TextLine::text).toList());
    int at = begin(header, above);
    while (at < lines.size()) {
      at = mayBeHeader(lines.get(at)) && isHeader(at) ? begin(at, "") : row(at);
    }
  }

  /** Begins a table whose header stands on a line. Returns the line after it. */
  private int begin(int header, String title) {
    List<String> headers = new ArrayList<>(cells(lines.get(header).text()));
    if (headers.get(headers.size() - 1).isEmpty()) {
      headers.remove(headers.size() - 1);
    }
    width = headers.size();
    rows = new ArrayList<>();
    commaAtEnd = false;
    blankLineSeen = false;
    tables.add(new FileTable(title, headers, rows));
    return header + 1;
  }

  /** Only TPEx stacks tables; its headers are the lines without quotes. */
  private boolean mayBeHeader(TextLine line) {
    return reader == Declaration.Reader.TPEX_TABLE && !line.text().startsWith("\"");
  }

  private boolean isHeader(int at) {
    List<String> cells = cells(lines.get(at).text());
    return cells.size() > 1 && cells.stream().anyMatch(known::contains);
  }

  private int headerLine() throws UnreadableFileException {
    for (int i = 0; i < Math.min(LAST_HEADER_LINE, lines.size()); i++) {
      if (isHeader(i)) {
        return i;
      }
    }
    String text =
        String.join(" ", lines.stream().limit(LAST_HEADER_LINE).map(TextLine::text).toList());
    String shown = text.substring(0, Math.min(QUOTED, text.length())).strip();
    throw NoDataWords.in(text)
        ? new UnreadableFileException(Kind.NO_DATA, file, "found '" + shown + "'")
        : new UnreadableFileException(
            Kind.WRONG_COLUMNS,
            file,
            "expected a header with one of the columns %s, found '%s'".formatted(known, shown));
  }

  /** Takes the row that begins on a line. Returns the line after it. */
  private int row(int first) throws UnreadableFileException {
    TextLine line = lines.get(first);
    if (isBlank(line)) {
      blankLineSeen = true;
      return first + 1;
    }
    if (line.readable() && isNote(line)) {
      return first + 1;
    }
    if (!line.readable()) {
      if (!line.ended()) {
        throw cut(line);
      }
      rows.add(
          TableRow.broken(
              line.number(), "expected MS950 or UTF-8, found bytes of neither", line.text()));
      return first + 1;
    }
    List<String> cells;
    String text = line.text();
    int at = first + 1;
    boolean open = false;
    if (text.indexOf('"') < 0) {
      cells = unquoted(text);
    } else {
      RFC4180Parser parser = new RFC4180ParserBuilder().build();
      cells = new ArrayList<>(parse(parser, text));
      StringBuilder all = new StringBuilder(text);
      open = parser.isPending();
      while (open && at < lines.size() && at - first < LONGEST_ROW && lines.get(at).readable()) {
        all.append('\n').append(lines.get(at).text());
        cells.addAll(parse(parser, lines.get(at).text()));
        open = parser.isPending();
        at++;
      }
      text = all.toString();
    }
    if (isSummary(cells)) {
      return at;
    }
    TextLine last = lines.get(at - 1);
    boolean whole = !open && isWidth(cells);
    // A file that was cut right behind a comma has all cells of its last row, and one is empty. One
    // that was cut in its last cell lacks the comma that its other rows have.
    boolean lacksComma = commaAtEnd && cells.size() == width;
    if (!last.ended() && (!whole || lacksComma || cells.get(width - 1).isBlank())) {
      throw cut(line);
    }
    commaAtEnd = whole && cells.size() > width;
    if (!last.ended()) {
      notes.add("expected a line end behind the last row, found none; the row was taken");
    }
    if (open) {
      rows.add(TableRow.broken(line.number(), "expected a closing quote, found none", line.text()));
      return first + 1;
    }
    // Some publishers end rows, and not headers, with a comma.
    List<String> own = whole ? cells.subList(0, width) : cells;
    rows.add(new TableRow(line.number(), own, "", text));
    return at;
  }

  private UnreadableFileException cut(TextLine line) {
    return new UnreadableFileException(
        Kind.DAMAGED,
        file,
        line.number(),
        "expected a whole last row, found the file cut in the middle of it: " + line.text());
  }

  private boolean isWidth(List<String> cells) {
    return cells.size() == width || (cells.size() == width + 1 && cells.get(width).isBlank());
  }

  /** TAIFEX sets notes off by a blank line; TPEx's rows stand in quotes, and its notes do not. */
  private boolean isNote(TextLine line) {
    return switch (reader) {
      case TAIFEX_CSV -> blankLineSeen && !line.text().contains(",");
      case TPEX_TABLE -> !line.text().startsWith("\"") && !line.text().contains(",");
      case TWSE_TABLE, TWSE_PAGES, OPEN_DATA_CSV, ISIN_PAGE -> false;
    };
  }

  /** TPEx sums up below a blank line: a name and a number each. */
  private boolean isSummary(List<String> cells) {
    return reader == Declaration.Reader.TPEX_TABLE
        && blankLineSeen
        && cells.size() == 2
        && width > 2
        && !cells.get(0).isEmpty()
        && Character.isIdeographic(cells.get(0).codePointAt(0));
  }

  /** Whether nothing is on the line; DOS ends a file with the byte 0x1A. */
  private static boolean isBlank(TextLine line) {
    return line.text().chars().allMatch(c -> c == 0x1A || c == ' ' || c == '\t');
  }

  /** The cells of a line without quotes, which needs no parser. */
  private static List<String> unquoted(String text) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
      cells.add(text.substring(from, comma));
      from = comma + 1;
    }
    cells.add(text.substring(from));
    return cells;
  }

  private List<String> cells(String text) {
    try {
      return parse(new RFC4180ParserBuilder().build(), text).stream().map(String::strip).toList();
    } catch (UnreadableFileException e) {
      return List.of(text);
    }
  }

  private List<String> parse(RFC4180Parser parser, String text) throws UnreadableFileException {
    try {
      return Arrays.stream(parser.parseLineMulti(text)).map(CsvFile::unguarded).toList();
    } catch (IOException e) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected CSV, found: " + e.getMessage());
    }
  }

  /** The text of {@code ="0050"}, which keeps spreadsheets from reading a code as a number. */
  private static String unguarded(String cell) {
    boolean guarded = cell.length() > 2 && cell.startsWith("=\"") && cell.endsWith("\"");
    return guarded ? cell.substring(2, cell.length() - 1) : cell;
  }

  private static String name(Charset encoding) {
    return encoding.equals(TextLines.MS950) ? "MS950" : encoding.name();
  }
}

package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.NoDataWords;
import io.tapehouse.extractors.text.TableRow;
import io.tapehouse.extractors.text.TextLines;
import io.tapehouse.extractors.text.TextLines.TextLine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds the tables in a CSV of TWSE: title lines, a header, rows, and notes below; then the next
 * one. Headers are found by their text, the rest line by line.
 */
final class CsvTable {

  private static final int QUOTED = 120;

  /** A name and a line of units stand above a header. */
  private static final int LONGEST_TITLE = 2;

  private static final Pattern NUMBERED = Pattern.compile("\\d{1,2}[.、．]\\s*[^\\d\\s].*");
  private static final Pattern LEGEND = Pattern.compile("備註|附註|註|說明|[*＊※○]|o *[:：]");

  private final SourceFile file;
  private final List<String> headers;
  private final int width;
  private final boolean trailingComma;
  private final Layout.Cells content;
  private final List<TableRow> rows = new ArrayList<>();
  private final List<TextLine> notes = new ArrayList<>();

  /** Whether a quoted remark of several lines has begun below the table. */
  private boolean inRemark;

  /** Whether notes have begun below the table, which may be numbered. */
  private boolean inNotes;

  private CsvTable(
      SourceFile file, List<String> headers, boolean trailingComma, Layout.Cells content) {
    this.file = file;
    this.headers = headers;
    this.width = headers.size();
    this.trailingComma = trailingComma;
    this.content = content;
  }

  /** The only table of a file. */
  static PublishedTable read(SourceFile file, byte[] bytes, Layout layout)
      throws UnreadableFileException {
    List<Cut> lines = Cut.of(bytes);
    int header =
        headerLines(
                file,
                lines,
                cells -> layout.names(cells).stream().anyMatch(layout.required()::contains),
                layout.required())
            .get(0);
    CsvTable table = of(file, lines.get(header), layout.cells());
    table.take(lines.subList(header + 1, lines.size()));
    return PublishedTable.of(
        file, layout, List.of(), text(lines.subList(0, header)), table.headers, table.rows);
  }

  /** All tables of a report; a header has one of the known names. */
  static List<PublishedTable> readAll(
      SourceFile file, byte[] bytes, Set<String> known, Period period)
      throws UnreadableFileException {
    List<Cut> lines = Cut.of(bytes);
    List<Integer> headers = headerLines(file, lines, hasOneOf(known), known);
    List<PublishedTable> tables = new ArrayList<>();
    int title = 0;
    for (int i = 0; i < headers.size(); i++) {
      int header = headers.get(i);
      int next = i + 1 < headers.size() ? headers.get(i + 1) : lines.size();
      int nextTitle = i + 1 < headers.size() ? titleOf(lines, header, next) : next;
      CsvTable table = of(file, lines.get(header), Layout.Cells.FIGURES);
      table.take(lines.subList(header + 1, nextTitle));
      tables.add(
          PublishedTable.of(
              file,
              period,
              List.of(),
              text(lines.subList(title, header)),
              table.headers,
              table.rows));
      title = nextTitle;
    }
    return tables;
  }

  /** The only table of a list of events, whose title has its range. */
  static PublishedEvents readList(SourceFile file, byte[] bytes, Set<String> known)
      throws UnreadableFileException {
    List<Cut> lines = Cut.of(bytes);
    int header = headerLines(file, lines, hasOneOf(known), known).get(0);
    CsvTable table = of(file, lines.get(header), Layout.Cells.FIGURES);
    table.take(lines.subList(header + 1, lines.size()));
    String title = text(lines.subList(0, header));
    return PublishedEvents.of(file, title, title, table.headers, table.rows);
  }

  private static CsvTable of(SourceFile file, Cut line, Layout.Cells content)
      throws UnreadableFileException {
    TextLine header = line.line();
    CsvLine head = line.cells();
    List<String> headers = head.withoutTrailingBlank();
    // Rubbish after the last name would otherwise pass for one more column, empty in every row.
    if (head.quoted() != 0 && head.quoted() != headers.size()) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          header.number(),
          "expected a header with all names in quotes or none, found " + header.text());
    }
    return new CsvTable(file, headers, head.endsBlank(), content);
  }

  /** Where the title of the table at {@code header} begins: at most so many lines above it. */
  private static int titleOf(List<Cut> lines, int before, int header) {
    int first = header;
    while (first - 1 > before
        && header - first < LONGEST_TITLE
        && !lines.get(first - 1).line().text().isBlank()
        && lines.get(first - 1).cells().isTitle()) {
      first--;
    }
    return first;
  }

  private static String text(List<Cut> titles) {
    StringBuilder text = new StringBuilder();
    for (Cut line : titles) {
      text.append(String.join(" ", line.cells().cells()).strip()).append(' ');
    }
    return text.toString().strip();
  }

  /** A line with its cells, which are cut once: that takes more time than anything else. */
  private record Cut(TextLine line, CsvLine cells) {

    static List<Cut> of(byte[] bytes) {
      return TextLines.of(bytes).stream()
          .map(line -> new Cut(line, CsvLine.split(line.text())))
          .toList();
    }
  }

  /**
   * Whether a line has one of the names. The cells of data have other first characters, as a rule:
   * it is cheaper to look at those than to compare names.
   */
  private static Predicate<List<String>> hasOneOf(Set<String> known) {
    BitSet firsts = new BitSet();
    known.stream().filter(name -> !name.isEmpty()).forEach(name -> firsts.set(name.charAt(0)));
    return cells -> {
      for (String cell : cells) {
        String text = cell.strip();
        if (!text.isEmpty() && firsts.get(text.charAt(0)) && known.contains(text)) {
          return true;
        }
      }
      return false;
    };
  }

  private static List<Integer> headerLines(
      SourceFile file, List<Cut> lines, Predicate<List<String>> isHeader, Object expected)
      throws UnreadableFileException {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<String> cells = lines.get(i).cells().cells();
      if (cells.size() > 1 && isHeader.test(cells)) {
        found.add(i);
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    String text = String.join(" ", lines.stream().map(cut -> cut.line().text()).toList()).strip();
    String begin = text.substring(0, Math.min(QUOTED, text.length()));
    if (NoDataWords.in(text)) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "found '" + begin + "'");
    }
    throw new UnreadableFileException(
        Kind.DAMAGED,
        file,
        "expected a header with the columns %s, found '%s'".formatted(expected, begin));
  }

  private void take(List<Cut> below) throws UnreadableFileException {
    int first = 0;
    while (first < below.size()) {
      int last = lastLineOfRow(below, first);
      if (last == first) {
        add(below.get(first).line(), below.get(first).cells());
      } else {
        TextLine row = joined(below.subList(first, last + 1));
        add(row, CsvLine.split(row.text()));
      }
      first = last + 1;
    }
  }

  /**
   * Where the row ends that begins at {@code first}: on that line, but where a sentence in quotes
   * has line ends in it. Lines are one row only if they make a whole one together and none of the
   * later ones is a row by itself, so that a lost quote spoils no row but its own.
   */
  private int lastLineOfRow(List<Cut> lines, int first) {
    if (content != Layout.Cells.SENTENCES || lines.get(first).cells().closed()) {
      return first;
    }
    for (int last = first + 1; last < lines.size(); last++) {
      TextLine line = lines.get(last).line();
      boolean row = line.text().strip().startsWith("\"") && isWhole(lines.get(last).cells());
      if (row || !line.readable()) {
        return first;
      }
      CsvLine cut = CsvLine.split(joined(lines.subList(first, last + 1)).text());
      if (cut.closed()) {
        return isWhole(cut) ? last : first;
      }
    }
    return first;
  }

  private static TextLine joined(List<Cut> lines) {
    TextLine first = lines.get(0).line();
    return new TextLine(
        first.number(),
        String.join("\n", lines.stream().map(cut -> cut.line().text()).toList()),
        first.readable(),
        lines.get(lines.size() - 1).line().ended());
  }

  private List<String> cells(CsvLine cut) {
    boolean trailing = cut.endsBlank() && (trailingComma || cut.cells().size() == width + 1);
    return trailing ? cut.withoutTrailingBlank() : cut.cells();
  }

  private boolean isWhole(CsvLine cut) {
    return cut.closed() && cells(cut).size() == width;
  }

  private void add(TextLine line, CsvLine cut) throws UnreadableFileException {
    if (line.text().isBlank()) {
      return;
    }
    List<String> cells = cells(cut);
    boolean whole = isWhole(cut);
    boolean note = !whole && isNote(line, cut);
    if (!whole && !line.ended() && (!cut.closed() || !note)) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          line.number(),
          "expected a whole last line, found the file cut in the middle of it: " + line.text());
    }
    if (!line.readable()) {
      rows.add(
          TableRow.broken(
              line.number(), "expected MS950 or UTF-8, found bytes of neither", line.text()));
    } else if (note) {
      notes.add(line);
      boolean legend = LEGEND.matcher(cut.cells().get(0).strip()).lookingAt();
      inRemark |= !cut.closed() && legend;
      inNotes |= legend;
    } else if (!cut.closed()) {
      rows.add(TableRow.broken(line.number(), "expected a closing quote, found none", line.text()));
    } else {
      if (whole) {
        refuseNotesAbove();
      }
      rows.add(new TableRow(line.number(), cells, "", line.text()));
    }
  }

  /** Notes stand below the table: what looked like one above a row was a row. */
  private void refuseNotesAbove() {
    for (TextLine note : notes) {
      rows.add(
          TableRow.broken(
              note.number(),
              "expected %d cells, found a single one".formatted(width),
              note.text()));
    }
    notes.clear();
  }

  private boolean isNote(TextLine line, CsvLine cut) {
    String first = cut.cells().get(0).strip();
    if (content == Layout.Cells.SENTENCES) {
      // Any words may be a row of sentences that lost its other cells.
      return line.readable() && cut.isText() && LEGEND.matcher(first).lookingAt();
    }
    if (inRemark) {
      return line.readable();
    }
    // A row that is cut down to one cell still begins with its time or date.
    boolean beginsLikeRow =
        line.text().startsWith("=")
            || (!first.isEmpty()
                && Character.isDigit(first.charAt(0))
                && !(inNotes && NUMBERED.matcher(first).matches()));
    return line.readable() && cut.isText() && !beginsLikeRow;
  }
}

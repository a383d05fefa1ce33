package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.NoDataWords;
import io.tapehouse.extractors.text.TableRow;
import io.tapehouse.extractors.text.TextLines;
import io.tapehouse.extractors.text.TextLines.TextLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the table in a CSV of TWSE: title lines, a header, rows, and notes below. The header is
 * found by its text, the rest line by line.
 */
final class CsvTable {

  private static final int QUOTED = 120;
  private static final Pattern LEGEND = Pattern.compile("備註|附註|註|說明|[*＊※○]|o *[:：]");

  private final SourceFile file;
  private final int width;
  private final boolean trailingComma;
  private final Layout.Cells content;
  private final List<TableRow> rows = new ArrayList<>();
  private final List<TextLine> notes = new ArrayList<>();

  /** Whether a quoted remark of several lines has begun below the table. */
  private boolean inRemark;

  private CsvTable(SourceFile file, int width, boolean trailingComma, Layout.Cells content) {
    this.file = file;
    this.width = width;
    this.trailingComma = trailingComma;
    this.content = content;
  }

  static PublishedTable read(SourceFile file, byte[] bytes, Layout layout)
      throws UnreadableFileException {
    List<TextLine> lines = TextLines.of(bytes);
    int header = headerLine(file, lines, layout);
    StringBuilder title = new StringBuilder();
    for (TextLine line : lines.subList(0, header)) {
      title.append(String.join(" ", CsvLine.split(line.text()).cells()).strip()).append(' ');
    }
    CsvLine head = CsvLine.split(lines.get(header).text());
    List<String> headers = head.withoutTrailingBlank();
    // Rubbish after the last name would otherwise pass for one more column, empty in every row.
    if (head.quoted() != 0 && head.quoted() != headers.size()) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          lines.get(header).number(),
          "expected a header with all names in quotes or none, found " + lines.get(header).text());
    }
    CsvTable table = new CsvTable(file, headers.size(), head.endsBlank(), layout.cells());
    List<TextLine> below = lines.subList(header + 1, lines.size());
    int first = 0;
    while (first < below.size()) {
      int last = table.lastLineOfRow(below, first);
      table.add(last == first ? below.get(first) : joined(below.subList(first, last + 1)));
      first = last + 1;
    }
    return PublishedTable.of(
        file, layout, List.of(), title.toString().strip(), headers, table.rows);
  }

  private static int headerLine(SourceFile file, List<TextLine> lines, Layout layout)
      throws UnreadableFileException {
    for (int i = 0; i < lines.size(); i++) {
      List<String> cells = CsvLine.split(lines.get(i).text()).cells();
      if (cells.size() > 1 && layout.names(cells).stream().anyMatch(layout.required()::contains)) {
        return i;
      }
    }
    String text = String.join(" ", lines.stream().map(TextLine::text).toList()).strip();
    String found = text.substring(0, Math.min(QUOTED, text.length()));
    if (NoDataWords.in(text)) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "found '" + found + "'");
    }
    throw new UnreadableFileException(
        Kind.DAMAGED,
        file,
        "expected a header with the columns %s, found '%s'".formatted(layout.required(), found));
  }

  /**
   * Where the row ends that begins at {@code first}: on that line, but where a sentence in quotes
   * has line ends in it. Lines are one row only if they make a whole one together and none of the
   * later ones is a row by itself, so that a lost quote spoils no row but its own.
   */
  private int lastLineOfRow(List<TextLine> lines, int first) {
    if (content != Layout.Cells.SENTENCES || CsvLine.split(lines.get(first).text()).closed()) {
      return first;
    }
    for (int last = first + 1; last < lines.size(); last++) {
      TextLine line = lines.get(last);
      boolean row = line.text().strip().startsWith("\"") && isWhole(CsvLine.split(line.text()));
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

  private static TextLine joined(List<TextLine> lines) {
    TextLine first = lines.get(0);
    return new TextLine(
        first.number(),
        String.join("\n", lines.stream().map(TextLine::text).toList()),
        first.readable(),
        lines.get(lines.size() - 1).ended());
  }

  private List<String> cells(CsvLine cut) {
    boolean trailing = cut.endsBlank() && (trailingComma || cut.cells().size() == width + 1);
    return trailing ? cut.withoutTrailingBlank() : cut.cells();
  }

  private boolean isWhole(CsvLine cut) {
    return cut.closed() && cells(cut).size() == width;
  }

  private void add(TextLine line) throws UnreadableFileException {
    if (line.text().isBlank()) {
      return;
    }
    CsvLine cut = CsvLine.split(line.text());
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
      inRemark |= !cut.closed() && LEGEND.matcher(cut.cells().get(0).strip()).lookingAt();
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
        line.text().startsWith("=") || (!first.isEmpty() && Character.isDigit(first.charAt(0)));
    return line.readable() && cut.isText() && !beginsLikeRow;
  }
}

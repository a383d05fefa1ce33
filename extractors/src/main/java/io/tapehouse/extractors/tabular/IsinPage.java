package io.tapehouse.extractors.tabular;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.FileForm;
import io.tapehouse.extractors.text.PublishedDates;
import io.tapehouse.extractors.text.TableRow;
import io.tapehouse.extractors.text.TextLines;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * The table of a page of isin.twse.com.tw, in the columns of {@code class_main.jsp}. On the pages
 * of {@code C_public.jsp} code and name share a cell, with an ideographic blank between them, and
 * the kind of security stands in a row of one cell above the securities of that kind.
 *
 * @param dated the day that the page bears, 最近更新日期; empty: it bears none
 * @param table its table of securities
 * @see <a href="https://isin.twse.com.tw/isin/C_public.jsp?strMode=2">listed securities</a>
 */
record IsinPage(Optional<LocalDate> dated, FileTable table) {

  private static final String CODE_AND_NAME = "有價證券代號及名稱";
  private static final String CODE = "有價證券代號";
  private static final String NAME = "有價證券名稱";
  private static final String SECURITY_TYPE = "有價證券別";
  private static final char IDEOGRAPHIC_BLANK = '\u3000';

  /** Stands before bytes that are no text. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final Pattern UPDATED =
      Pattern.compile("最近更新日期\\s*[:：]\\s*(\\d{2,4}/\\d{1,2}/\\d{1,2})");

  private static final String NOTHING_FOUND = "class_nofind";

  private static final String NO_TEXT = "expected MS950 or UTF-8, found bytes of neither";

  private static final int QUOTED = 120;

  /**
   * Reads a page.
   *
   * @param known headers, by which the table is found
   * @throws UnreadableFileException when it is no such page, was cut, or is of another day
   */
  static IsinPage read(SourceFile file, byte[] bytes, Set<String> known)
      throws UnreadableFileException {
    String text = text(bytes);
    if (text.isBlank()) {
      throw new UnreadableFileException(
          Kind.NO_DATA,
          file,
          "expected a page, found an empty file of %d bytes".formatted(bytes.length));
    }
    Document page = Jsoup.parse(text, "", Parser.htmlParser().setTrackPosition(true));
    Optional<Element> header = header(page, known);
    if (header.isEmpty()) {
      throw none(file, text, page, known);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.lastIndexOf("</table") < lower.lastIndexOf("<tr")) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected the end of the table, found none: the page was cut");
    }
    IsinPage read = new IsinPage(updated(page), table(header.get(), badLines(text)));
    if (read.dated.isPresent() && !read.dated.get().equals(file.date())) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          file,
          "expected a page of %s, found 最近更新日期 %s".formatted(file.date(), read.dated.get()));
    }
    return read;
  }

  /** Decoded piece by piece, so that a bad byte, which is marked, spoils one row and no more. */
  private static String text(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    in.position(FileForm.textStart(bytes));
    CharBuffer out = CharBuffer.allocate(bytes.length * 5);
    CharsetDecoder decoder = TextLines.charset(bytes).newDecoder();
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      out.put(REPLACEMENT);
      for (int i = 0; i < result.length(); i++) {
        out.put("\\x%02x".formatted(in.get() & 0xFF));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /** The first row that names a column. */
  private static Optional<Element> header(Document page, Set<String> known) {
    return page.select("tr").stream()
        .filter(row -> row.select("> td, > th").size() > 1)
        .filter(row -> cells(row).stream().anyMatch(cell -> isHeader(cell, known)))
        .findFirst();
  }

  private static boolean isHeader(String cell, Set<String> known) {
    return cell.equals(CODE_AND_NAME) || known.contains(cell);
  }

  private static UnreadableFileException none(
      SourceFile file, String text, Document page, Set<String> known) {
    String words = page.text();
    String shown = words.substring(0, Math.min(QUOTED, words.length()));
    return text.contains(NOTHING_FOUND)
        ? new UnreadableFileException(Kind.NO_DATA, file, "found the page for 'nothing found'")
        : new UnreadableFileException(
            text.toLowerCase(Locale.ROOT).contains("<tr") ? Kind.WRONG_COLUMNS : Kind.DAMAGED,
            file,
            "expected a table with one of the columns %s, found '%s'".formatted(known, shown));
  }

  private static Optional<LocalDate> updated(Document page) {
    Matcher date = UPDATED.matcher(page.text());
    return date.find() ? PublishedDates.parse(date.group(1)) : Optional.empty();
  }

  /** The lines with bytes that are no text; HTML moves what stands between rows elsewhere. */
  private static SortedMap<Long, String> badLines(String text) {
    SortedMap<Long, String> bad = new TreeMap<>();
    String[] lines = text.indexOf(REPLACEMENT) < 0 ? new String[0] : text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].indexOf(REPLACEMENT) >= 0) {
        bad.put(i + 1L, lines[i].strip());
      }
    }
    return bad;
  }

  private static FileTable table(Element header, SortedMap<Long, String> badLines) {
    List<String> headers = new ArrayList<>(cells(header));
    int shared = headers.indexOf(CODE_AND_NAME);
    boolean sections = shared >= 0;
    if (sections) {
      headers.set(shared, CODE);
      headers.add(shared + 1, NAME);
      headers.add(SECURITY_TYPE);
    }
    List<TableRow> rows = new ArrayList<>();
    String section = "";
    for (Element row = header.nextElementSibling(); row != null; row = row.nextElementSibling()) {
      List<String> cells = new ArrayList<>(cells(row));
      if (sections && cells.size() == 1 && row.selectFirst("> td[colspan]") != null) {
        section = cells.get(0);
      } else if (!cells.isEmpty()) {
        rows.add(row(row, cells, shared, section));
      }
      // Those are in quarantine with their rows.
      badLines
          .subMap(
              (long) row.sourceRange().start().lineNumber(),
              row.endSourceRange().end().lineNumber() + 1L)
          .clear();
    }
    badLines.forEach((line, raw) -> rows.add(TableRow.broken(line, NO_TEXT, raw)));
    return new FileTable("", headers, rows);
  }

  private static TableRow row(Element row, List<String> cells, int shared, String section) {
    long line = row.sourceRange().start().lineNumber();
    String raw = row.text();
    if (raw.indexOf(REPLACEMENT) >= 0) {
      return TableRow.broken(line, NO_TEXT, raw);
    }
    if (shared >= 0) {
      String both = shared < cells.size() ? cells.get(shared) : "";
      int blank = both.indexOf(IDEOGRAPHIC_BLANK);
      if (blank < 0) {
        return TableRow.broken(
            line,
            "expected a code and a name with an ideographic blank between them in %s, found '%s'"
                .formatted(CODE_AND_NAME, both),
            raw);
      }
      cells.set(shared, both.substring(0, blank).strip());
      cells.add(shared + 1, both.substring(blank + 1).strip());
      cells.add(section);
    }
    return new TableRow(line, List.copyOf(cells), "", raw);
  }

  /** Jsoup leaves ideographic blanks where they are, and makes one of others. */
  private static List<String> cells(Element row) {
    return row.select("> td, > th").stream().map(cell -> cell.text().strip()).toList();
  }
}

package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.hkex.CcassPage.Language;
import io.tapehouse.extractors.hkex.CcassSummary.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code hkex.ccass_shareholding}: a result of HKEX's "CCASS Shareholding Search", in English
 * or Chinese, as the server sends it or as a browser saves it. A page is believed if it is whole by
 * its own summary: as many rows as participants, with the summary's shares, both of intermediaries
 * and of consenting investors. Stateless and safe for use by many threads.
 */
public final class CcassPageReader {

  private static final Pattern STOCK_CODE = Pattern.compile("\\d{1,5}");
  private static final Pattern CODE_IN_TEXT = Pattern.compile("\\b\\d{5}\\b");

  private static final String SUMMARY = "pnlResultSummary";
  private static final String TABLE = "pnlResultNormal";

  private final SearchPage page;

  private CcassPageReader(SearchPage page) {
    this.page = page;
  }

  /**
   * Reads a page of which the day is known.
   *
   * @param file the file; its date is the day whose holdings the page must show
   * @param bytes its content
   * @throws UnreadableFileException when the page is damaged or cut off, of another day, of an
   *     unknown layout, or has no figures of the stock
   */
  public static CcassPage read(SourceFile file, byte[] bytes) throws UnreadableFileException {
    try {
      CcassPage page = read(bytes);
      if (!page.date().equals(file.date())) {
        throw new PageRefusal(
            Kind.WRONG_DATE,
            "expected the shareholding of %s on %s, found it of %s (asked for: %s)"
                .formatted(page.stockCode(), file.date(), page.date(), page.askedDate()));
      }
      return page;
    } catch (PageRefusal e) {
      throw e.of(file);
    }
  }

  /**
   * Reads a page by the stock and day that it names itself. It is checked like any other.
   *
   * @param name what messages call the file
   * @param bytes its content
   * @throws UnreadableFileException when the page is damaged or cut off, of an unknown layout, or
   *     has no result
   */
  public static CcassPage readAny(String name, byte[] bytes) throws UnreadableFileException {
    try {
      return read(bytes);
    } catch (PageRefusal e) {
      throw e.of(name);
    }
  }

  private static CcassPage read(byte[] bytes) throws PageRefusal {
    return read(SearchPage.of(PageText.of(bytes)));
  }

  static CcassPage read(SearchPage page) throws PageRefusal {
    try {
      return new CcassPageReader(page).read();
    } catch (PageRefusal e) {
      if (page.plainRows() != null) {
        // The parser of HTML decides what is wrong, and whether anything is.
        return read(page.withRowsParsed());
      }
      throw page.endsEarly() ? page.cutOff(e) : e;
    }
  }

  private CcassPage read() throws PageRefusal {
    Element summaryPanel = summaryPanel();
    String code = stockCode();
    LocalDate date = date();
    checkSelection(code, date);
    CcassSummary summary = CcassSummary.of(summaryPanel);
    boolean withPercent = summary.total().percent() != null;
    Element tablePanel = page.byId(TABLE);
    HoldingTable table =
        tablePanel == null ? null : HoldingTable.of(tablePanel, withPercent, page.plainRows());
    List<CcassHolding> holdings = table == null ? List.of() : table.rows();
    checkRows(summary, holdings);
    checkEnd(withPercent, holdings);
    if (table == null && page.endsEarly()) {
      throw PageRefusal.damaged(
          "expected something after the summary, which has no rows to prove it, found nothing");
    }
    return new CcassPage(
        code,
        stockName(),
        date,
        PublishedCells.date(page.value("originalShareholdingDate")).orElse(null),
        language(summaryPanel, table),
        summary.issuedShares(),
        summary.row(Row.INTERMEDIARIES),
        summary.row(Row.CONSENTING),
        summary.row(Row.NON_CONSENTING),
        summary.total(),
        holdings);
  }

  private Element summaryPanel() throws PageRefusal {
    Element panel = page.byId(SUMMARY);
    if (panel != null) {
      String participant = page.value("txtParticipantID") + page.value("txtParticipantName");
      if (!participant.isEmpty()) {
        throw PageRefusal.damaged(
            "expected a search for all participants, found one for '%s'".formatted(participant));
      }
      return panel;
    }
    Element other = page.result();
    if (other != null) {
      throw PageRefusal.damaged(
          "expected the summary, %s, found %s alone".formatted(SUMMARY, other.id()));
    }
    throw new PageRefusal(
        Kind.NO_DATA,
        "expected a result, found the form alone, for stock '%s' on '%s'%s"
            .formatted(
                page.value("txtStockCode"),
                page.value("txtShareholdingDate"),
                page.alert().map(words -> ", with the message '" + words + "'").orElse("")));
  }

  private String stockCode() throws PageRefusal {
    String code = page.value("txtStockCode");
    if (!STOCK_CODE.matcher(code).matches()) {
      throw PageRefusal.damaged("expected a stock code of five digits, found '%s'".formatted(code));
    }
    return "0".repeat(5 - code.length()) + code;
  }

  private LocalDate date() throws PageRefusal {
    String text = page.value("txtShareholdingDate");
    return PublishedCells.date(text)
        .orElseThrow(
            () ->
                PageRefusal.damaged("expected a date like 2025/09/11, found '%s'".formatted(text)));
  }

  private String stockName() throws PageRefusal {
    String name = page.value("txtStockName");
    if (name.indexOf('\uFFFD') >= 0) {
      throw PageRefusal.damaged(
          "expected a name of the stock in UTF-8, found '%s'".formatted(name));
    }
    return name;
  }

  /** The line that repeats stock and date for narrow screens must say the same as the boxes. */
  private void checkSelection(String code, LocalDate date) throws PageRefusal {
    String selectedDate = page.selected("searchDate");
    Optional<LocalDate> shown = PublishedCells.date(selectedDate);
    if (shown.isPresent() && !shown.get().equals(date)) {
      throw new PageRefusal(
          Kind.WRONG_DATE,
          "expected the box and the line below it to name one date, found %s and '%s'"
              .formatted(date, selectedDate));
    }
    String selectedStock = page.selected("searchStock");
    Matcher shownCode = CODE_IN_TEXT.matcher(selectedStock);
    if (shownCode.lookingAt() && !shownCode.group().equals(code)) {
      throw PageRefusal.damaged(
          "expected the box and the line below it to name one stock, found %s and '%s'"
              .formatted(code, selectedStock));
    }
  }

  private static void checkRows(CcassSummary summary, List<CcassHolding> holdings)
      throws PageRefusal {
    CcassCategory intermediaries = summary.row(Row.INTERMEDIARIES);
    CcassCategory consenting = summary.row(Row.CONSENTING);
    Expected all = Expected.of(intermediaries).plus(Expected.of(consenting));
    all.check("rows", holdings);
    Expected.of(intermediaries)
        .check("rows of intermediaries", only(CcassHolding.Kind.INTERMEDIARY, holdings));
    Expected.of(consenting)
        .check("rows of consenting investors", only(CcassHolding.Kind.CONSENTING, holdings));
  }

  private static List<CcassHolding> only(CcassHolding.Kind kind, List<CcassHolding> holdings) {
    return holdings.stream().filter(holding -> holding.kind() == kind).toList();
  }

  /** The summary line of a group of rows. */
  private record Expected(long shareholding, long participants) {

    static Expected of(@Nullable CcassCategory category) {
      return category == null
          ? new Expected(0, 0)
          : new Expected(category.shareholding(), category.participants());
    }

    Expected plus(Expected other) throws PageRefusal {
      return new Expected(
          PublishedCells.sum(shareholding, other.shareholding), participants + other.participants);
    }

    void check(String what, List<CcassHolding> rows) throws PageRefusal {
      long sum = 0;
      for (CcassHolding row : rows) {
        sum = PublishedCells.sum(sum, row.shareholding());
      }
      if (rows.size() != participants || sum != shareholding) {
        throw PageRefusal.damaged(
            "expected %d %s with %d shares together, by the page's summary, found %d with %d"
                .formatted(participants, what, shareholding, rows.size(), sum));
      }
    }
  }

  /**
   * A page saved while it was still arriving has its end added by the browser. If it broke off
   * right before the last percentage, that one is blank and everything else is there.
   */
  private static void checkEnd(boolean withPercent, List<CcassHolding> holdings)
      throws PageRefusal {
    if (!withPercent || holdings.isEmpty()) {
      return;
    }
    int last = holdings.size() - 1;
    boolean othersHave =
        holdings.subList(0, last).stream().allMatch(holding -> holding.percent() != null);
    if (holdings.get(last).percent() == null && othersHave) {
      throw PageRefusal.damaged(
          "row %d: expected a percentage as in all others, found none: cut off"
              .formatted(last + 1));
    }
  }

  private static Language language(Element summaryPanel, @Nullable HoldingTable table) {
    String headers =
        summaryPanel.select(".header, .summary-category").text()
            + (table == null ? "" : table.headers());
    boolean chinese =
        headers
            .codePoints()
            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    return chinese ? Language.CHINESE : Language.ENGLISH;
  }
}

package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.hkex.CcassPage.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages in the markup of HKEX's server: XHTML doctype, line feeds, the last header never
 * closed, attributes repeated, ampersands as they are. And as a browser saves them: repaired, with
 * the table wrapped and a banner about cookies.
 */
final class WrittenPage {

  private static final DateTimeFormatter SLASHES = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final List<String> COLUMNS =
      List.of(
          "col-participant-id",
          "col-participant-name",
          "col-address",
          "col-shareholding",
          "col-shareholding-percent");

  private WrittenPage() {}

  /** A result as the server sends it. */
  static String server(CcassPage page) {
    return head(page.language())
        + form(page.stockCode(), page.stockName(), page.date(), page.askedDate(), "", page.date())
        + selection(page)
        + summary(page)
        + table(page)
        + end(page.date());
  }

  /** The form alone, as the server sends it. */
  static String bareForm(String code, LocalDate date, LocalDate newest, String alert) {
    return head(Language.ENGLISH) + form(code, "", date, null, alert, newest) + end(newest);
  }

  /** What a browser makes of {@code server}. */
  static String browser(String server) {
    Document page = Jsoup.parse(server);
    page.outputSettings().prettyPrint(false);
    page.head().prepend("<base href=\"https://www3.hkexnews.hk/sdw/search/searchsdw.aspx\">");
    Element table = page.selectFirst("table.table-scroll");
    if (table != null) {
      table.wrap(
          "<div class=\"table-scroller-container\"><div class=\"table-scroller\"></div></div>");
    }
    page.body()
        .append(
            "<div id=\"onetrust-consent-sdk\"><table><tbody><tr><td>Cookies</td></tr></tbody></table>"
                + "<input name=\"vendor-search-handler\" type=\"text\"></div>");
    return page.outerHtml();
  }

  /** What a browser saves of a page of which only {@code part} has arrived. */
  static String browserOfPart(String part) {
    Document page = Jsoup.parse(part);
    page.outputSettings().prettyPrint(false);
    return page.outerHtml();
  }

  private static String head(Language language) {
    String title = language == Language.ENGLISH ? "CCASS Shareholding Search" : "中央結算系統持股紀錄查詢服務";
    return """


        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml" class="news-hkex">
        <head><title>
        	%s
        </title><meta charset="UTF-8" /><script type="text/javascript">
        if (1 < 2 && document.form1) { document.write("<div id='not-a-result'></div>"); }
        </script>
        </head>
        <body>
        """
        .formatted(title);
  }

  private static String form(
      String code,
      String name,
      LocalDate date,
      @Nullable LocalDate asked,
      String alert,
      LocalDate newest) {
    return """
        <form name="form1" method="post" action="./searchsdw.aspx" id="form1">
        <div>
        <input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />
        <input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" />
        <input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwULLTE=" />
        </div>
        <input type="hidden" name="today" id="today" name="today" value="%s" />
        <input type="hidden" name="sortBy" id="sortBy" name="sortBy" value="shareholding" />
        %s<input type="hidden" name="alertMsg" id="alertMsg" name="alertMsg"%s />
        <label for="searchDate">Shareholding Date</label>
        <input name="txtShareholdingDate" type="text" value="%s" id="txtShareholdingDate" readonly="readonly" />
        <input name="txtStockCode" type="text" value="%s" maxlength="5" id="txtStockCode" />
        <input name="txtStockName" type="text" value="%s" maxlength="80" id="txtStockName" />
        <input name="txtParticipantID" type="text" maxlength="6" id="txtParticipantID" />
        <input name="txtParticipantName" type="text" maxlength="80" id="txtParticipantName" />
        <table><tr><td valign="top">1.<td colspan="2">Terms of Use</table>
        """
        .formatted(
            newest.plusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE),
            asked == null
                ? ""
                : "<input type=\"hidden\" name=\"originalShareholdingDate\""
                    + " id=\"originalShareholdingDate\" value=\"%s\" />\n"
                        .formatted(asked.format(SLASHES)),
            alert.isEmpty() ? "" : " value=\"" + alert + "\"",
            date.format(SLASHES),
            code,
            name);
  }

  private static String selection(CcassPage page) {
    return """
        <div class="search-bar__mobile">
        <div class="search-bar__selectedItem">
        <div class="search-bar__selectedItem-filter searchDate">
        <b>Shareholding Date: </b>
        %s
        </div>
        <div class="search-bar__selectedItem-filter searchStock">
        %s <b>%s</b>
        </div>
        </div>
        </div>
        """
        .formatted(page.date().format(SLASHES), page.stockCode(), page.stockName());
  }

  private static String summary(CcassPage page) {
    boolean english = page.language() == Language.ENGLISH;
    StringBuilder text =
        new StringBuilder(
            "<div id=\"pnlResultSummary\">\n\t\n<div class=\"ccass-search-summary-table \">\n");
    append(text, english, english ? "Market Intermediaries" : "市場中介者", "", page.intermediaries());
    append(
        text,
        english,
        english ? "Consenting Investor Participants" : "願意披露的投資者戶口持有人",
        "",
        page.consenting());
    append(
        text,
        english,
        english ? "Non-consenting Investor Participants" : "不願意披露的投資者戶口持有人",
        "",
        page.nonConsenting());
    append(text, english, english ? "Total" : "總數", " ccass-search-total", page.total());
    Long issued = page.issuedShares();
    return text.append(
            """
            <div class="ccass-search-remarks">
            <div class="summary-header">
            Total number of Issued Shares/Warrants/Units
            (last updated figure 2)
            </div>
            <div class="summary-value">%s</div>
            </div>
            </div>
            <hr>
            </div>
            """
                .formatted(issued == null ? "" : number(issued)))
        .toString();
  }

  private static void append(
      StringBuilder text,
      boolean english,
      String words,
      String classes,
      @Nullable CcassCategory category) {
    if (category == null) {
      return;
    }
    text.append(
        """

        <div class="ccass-search-datarow%s">
        <div class="summary-category">%s</div>
        <div class="shareholding">
        <div class="header">%s</div>
        <div class="value">%s</div>
        </div>
        <div class="number-of-participants">
        <div class="header">%s</div>
        <div class="value">%s</div>
        </div>
        <div class="percent-of-participants">
        <div class="header">%s</div>
        <div class="value">%s</div>
        </div>
        </div>
        """
            .formatted(
                classes,
                words,
                english ? "Shareholding in CCASS 1,000" : "於中央結算系統的持股量",
                number(category.shareholding()),
                english ? "Number of Participants" : "參與者數目",
                number(category.participants()),
                label(english, 4),
                percent(category.percent())));
  }

  private static String table(CcassPage page) {
    boolean english = page.language() == Language.ENGLISH;
    StringBuilder text =
        new StringBuilder(
            """
            <div id="pnlResultNormal">

            <h2 class="ccass-heading">Detail:</h2>
            <table class="table table-scroll table-sort table-mobile-list">
            <thead>
            <tr>
            """);
    for (int column = 0; column < COLUMNS.size(); column++) {
      text.append("<th data-column-class=\"%s\" tabindex=\"0\">".formatted(COLUMNS.get(column)));
      text.append(label(english, column));
      text.append(column < COLUMNS.size() - 1 ? "</th>\n" : "\n\n");
    }
    text.append("</tr>\n</thead>\n<tbody>\n");
    for (CcassHolding holding : page.holdings()) {
      text.append("\n<tr>\n");
      boolean starred = holding.kind() == CcassHolding.Kind.CONSENTING;
      cell(text, english, 0, Optional.ofNullable(holding.participantId()).orElse(""));
      cell(text, english, 1, holding.participantName() + (starred ? " *" : ""));
      cell(text, english, 2, holding.address());
      cell(text, english, 3, number(holding.shareholding()));
      cell(text, english, 4, percent(holding.percent()));
      text.append("\n</tr>\n");
    }
    return text.append("\n</tbody>\n</table>\n</div>\n").toString();
  }

  private static void cell(StringBuilder text, boolean english, int column, String value) {
    text.append(
        """
        <td class="%s%s">
        <div class="mobile-list-heading">%s:</div>
        <div class="mobile-list-body">%s</div>
        </td>
        """
            .formatted(
                COLUMNS.get(column),
                column >= 3 ? " text-right" : "",
                label(english, column),
                value));
  }

  private static String label(boolean english, int column) {
    return (english
            ? List.of(
                "Participant ID",
                "Name of CCASS Participant<br />(* for Consenting Investor Participants )",
                "Address",
                "Shareholding",
                "% of the total number of Issued Shares/ Warrants/ Units")
            : List.of(
                "參與者編號", "中央結算系統參與者名稱<br />(*即願意披露的投資者戶口持有人)", "地址", "持股量", "佔已發行股份/權證/單位百分比"))
        .get(column);
  }

  private static String end(LocalDate newest) {
    return """
        </form>
        <script type="text/javascript">
        var options = { MAX: new Date('%1$s') };
        $('#txtShareholdingDate').data('options', options).attr('data-reset', '%1$s');
        </script>
        </body>
        </html>
        """
        .formatted(newest.format(SLASHES));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(@Nullable BigDecimal percent) {
    return percent == null ? "" : String.format(Locale.ROOT, "%,.2f%%", percent);
  }
}

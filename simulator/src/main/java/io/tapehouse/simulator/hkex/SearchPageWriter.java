package io.tapehouse.simulator.hkex;

import io.tapehouse.simulator.hkex.Shareholding.Line;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The search page as the server sends it, with a result or without: XHTML with LF, the last header
 * cell of the table never closed.
 */
final class SearchPageWriter {

  private static final int CELL = 5;
  private static final String BODY = "mobile-list-body";
  private static final String HEADING = "mobile-list-heading";

  private final FormState form;
  private final PageTexts words;
  private final Markup page = new Markup();

  private SearchPageWriter(FormState form) {
    this.form = form;
    this.words = PageTexts.of(form.language());
  }

  static String bare(FormState form) {
    SearchPageWriter page = new SearchPageWriter(form);
    page.head();
    page.form();
    return page.end();
  }

  static String result(FormState form, Shareholding result) {
    SearchPageWriter page = new SearchPageWriter(form);
    page.head();
    page.form();
    page.chosen();
    page.page
        .line(1, "<div class=\"container content-container ccass-search-container\">")
        .line(2, "<main class=\"ccass-search search-result-page\">")
        .line(3, "<div class=\"ccass-search-content\">")
        .line(3, "<div class=\"ccass-search-result\">");
    page.summary(result);
    page.table(result);
    page.page.line(3, "</div>").line(3, "</div>").line(2, "</main>").line(1, "</div>");
    return page.end();
  }

  private void head() {
    String language =
        form.language() == Language.ENGLISH ? "eng\" lang=\"en" : "chi\" lang=\"zh-HK";
    page.line(0)
        .line(0)
        .line(
            0,
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"",
            " \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">")
        .line(0, "<html xmlns=\"http://www.w3.org/1999/xhtml\" class=\"news-hkex ", language, "\">")
        .line(0, "<head><title>")
        .line(1, words.title())
        .line(0, "</title><meta charset=\"UTF-8\" />")
        .line(1, "<meta property=\"manualPath\" content=\"/sdw/search/", words.address(), "\" />")
        .line(1, "<script type=\"text/javascript\">")
        .line(2, "var checkShareholdingDate = \"true\";")
        .line(1, "</script>")
        .line(0, "</head>")
        .line(0, "<body>");
  }

  private void form() {
    String newest = FormState.text(form.window().newest());
    page.line(
            1,
            "<form name=\"form1\" method=\"post\" action=\"./",
            words.address(),
            "\" id=\"form1\" style=\"text-align: left;\">")
        .line(0, "<div>")
        .line(0, "<input type=\"hidden\" name=\"__EVENTTARGET\" id=\"__EVENTTARGET\" value=\"\" />")
        .line(
            0,
            "<input type=\"hidden\" name=\"__EVENTARGUMENT\" id=\"__EVENTARGUMENT\" value=\"\" />")
        .hidden(0, "__VIEWSTATE", form.viewState())
        .line(0, "</div>")
        .line(0, "<div>")
        .hidden(1, "__VIEWSTATEGENERATOR", "A7B2BBE2")
        .line(0, "</div>")
        .hidden(2, "today", form.window().today().format(DateTimeFormatter.BASIC_ISO_DATE))
        .hidden(2, "sortBy", "shareholding")
        .hidden(2, "sortDirection", "desc")
        .hidden(2, "originalShareholdingDate", form.originalDate())
        .hidden(2, "alertMsg", form.alert())
        .line(2, "<div class=\"filter__inputGroup\">")
        .line(3, "<ul>");
    String dateBox =
        "class=\"input-searchDate active\" placeholder=\"yyyy/mm/dd\" readonly=\"readonly\""
            + " data-reset=\""
            + newest
            + "\"";
    boxed("searchDate", words.date(), "txtShareholdingDate", form.date(), dateBox);
    boxed(
        "searchStockCode",
        words.code(),
        "txtStockCode",
        form.code(),
        "maxlength=\"5\" placeholder=\"e.g. 00001\"");
    boxed("searchStockName", words.name(), "txtStockName", form.name(), "maxlength=\"80\"");
    boxed("searchParticipantID", words.participantId(), "txtParticipantID", "", "maxlength=\"6\"");
    boxed(
        "searchParticipantName",
        words.participantName(),
        "txtParticipantName",
        "",
        "maxlength=\"80\"");
    page.box(4, "txtSelPartID", "", "style=\"display:none;\"")
        .line(
            4,
            "<li class=\"filter__container-input searchButton\"><a id=\"btnSearch\" class=\"btn-blue\"",
            " href=\"javascript:__doPostBack('btnSearch','')\">",
            words.search(),
            "</a></li>")
        .line(3, "</ul>")
        .line(2, "</div>");
  }

  private void boxed(String type, String label, String name, String value, String more) {
    page.line(4, "<li class=\"filter__container-input ", type, "\">")
        .line(5, "<div class=\"form-input-text\">")
        .line(6, "<label for=\"", name, "\">", label, "</label>")
        .box(6, name, value, more)
        .line(5, "</div>")
        .line(4, "</li>");
  }

  private void chosen() {
    page.line(2, "<div class=\"search-bar__mobile\">")
        .line(3, "<div class=\"search-bar__selectedItem\">")
        .line(4, "<div class=\"search-bar__selectedItem-filter searchDate\">")
        .line(5, "<b>", words.date(), ": </b>")
        .line(5, form.date())
        .line(4, "</div>")
        .line(4, "<div class=\"search-bar__selectedItem-filter searchStock\">")
        .line(5, form.code(), " <b>", form.name(), "</b>")
        .line(4, "</div>")
        .line(3, "</div>")
        .line(2, "</div>");
  }

  private void summary(Shareholding result) {
    page.line(4, "<div id=\"pnlResultSummary\">")
        .line(5, "<div class=\"ccass-search-summary-table \">")
        .line(6, "<div class=\"ccass-search-headerrow\">");
    summaryHeader("shareholding", words.sharesInCcass());
    summaryHeader("number-of-participants", words.holders());
    summaryHeader("percent-of-participants", words.percent());
    page.line(6, "</div>");
    OptionalLong issued = result.issued();
    Shareholding.Counts counts = result.counts();
    for (Map.Entry<String, Line> part :
        List.of(
            Map.entry(words.intermediaries(), counts.intermediaries()),
            Map.entry(words.consenting(), counts.consenting()),
            Map.entry(words.hidden(), counts.hidden()))) {
      Line line = part.getValue();
      summaryRow("", part.getKey(), line, Figures.percent(line.shares(), issued));
    }
    summaryRow(
        " ccass-search-total",
        words.total(),
        counts.total(),
        Figures.percentOfSum(
            issued,
            counts.intermediaries().shares(),
            counts.consenting().shares(),
            counts.hidden().shares()));
    page.line(6, "<div class=\"ccass-search-remarks\">")
        .line(7, "<div class=\"summary-header\">")
        .line(8, words.issued())
        .line(8, words.lastUpdated())
        .line(7, "</div>")
        .div(7, "summary-value", issued.isPresent() ? Figures.number(issued.getAsLong()) : "")
        .line(6, "</div>")
        .line(5, "</div>")
        .line(5, "<hr />")
        .line(4, "</div>");
  }

  private void summaryHeader(String type, String header) {
    page.line(7, "<div class=\"", type, "\">").div(8, "header", header).line(7, "</div>");
  }

  /** Empty categories are absent. */
  private void summaryRow(String type, String category, Line line, String percent) {
    if (line.holders() == 0) {
      return;
    }
    page.line(6, "<div class=\"ccass-search-datarow", type, "\">")
        .div(7, "summary-category", category);
    summaryCell("shareholding", words.sharesInCcass(), Figures.number(line.shares()));
    summaryCell("number-of-participants", words.holders(), Figures.number(line.holders()));
    summaryCell("percent-of-participants", words.percent(), percent);
    page.line(6, "</div>");
  }

  private void summaryCell(String type, String header, String value) {
    page.line(7, "<div class=\"", type, "\">")
        .div(8, "header", header)
        .div(8, "value", value)
        .line(7, "</div>");
  }

  private void table(Shareholding result) {
    page.line(4, "<div id=\"pnlResultNormal\">")
        .line(5, "<h2 class=\"ccass-heading\">", words.detail(), "</h2>")
        .line(5, "<div class=\"search-details-table-container table-mobile-list-container\">")
        .line(5, "<table class=\"table table-scroll table-sort table-mobile-list \">")
        .line(6, "<thead>")
        .line(7, "<tr>");
    header("participant-id", "participantid", words.participantId());
    header(
        "participant-name", "participantname", words.participantName() + "<br />" + words.star());
    header("address", "", words.holderAddress());
    header("shareholding", "shareholding", words.shares());
    page.line(8, "<th data-column-class=\"col-shareholding-percent\" class=\"text-right\">")
        .line(9, words.percent())
        .line(7, "</tr>")
        .line(6, "</thead>")
        .line(6, "<tbody>");
    result.rows().forEach(row -> row(row, result));
    page.line(6, "</tbody>").line(5, "</table>").line(5, "</div>").line(4, "</div>");
  }

  private void header(String type, String sort, String content) {
    String sorting = sort.isEmpty() ? "" : " data-sort-by=\"" + sort + "\"";
    page.line(8, "<th data-column-class=\"col-", type, "\"", sorting, ">", content, "</th>");
  }

  private void row(Holding row, Shareholding result) {
    Participant holder = row.holder();
    Language language = form.language();
    String named = words.participantName() + " " + words.star() + ":";
    page.line(0).line(CELL - 1, "<tr>");
    cell("col-participant-id", words.participantId() + ":", holder.id());
    cell("col-participant-name", named, holder.nameOn(result.day()).in(language));
    cell("col-address", words.holderAddress() + ":", holder.address().in(language));
    cell("col-shareholding text-right", words.shares() + ":", Figures.number(row.shares()));
    page.line(0);
    cell(
        "col-shareholding-percent text-right",
        words.percent() + ":",
        Figures.percent(row.shares(), result.issued()));
    page.line(0).line(CELL - 1, "</tr>");
  }

  private void cell(String type, String heading, String body) {
    page.line(CELL, "<td class=\"", type, "\">")
        .div(CELL + 1, HEADING, heading)
        .div(CELL + 1, BODY, body)
        .line(CELL, "</td>");
  }

  private String end() {
    String newest = FormState.text(form.window().newest());
    page.line(1, "</form>")
        .line(1, "<script type=\"text/javascript\">")
        .line(2, "var options = { MAX: new Date('", newest, "') };");
    form.window()
        .first()
        .ifPresent(day -> page.line(2, "options.MIN = new Date('", FormState.text(day), "')"));
    return page.line(2, "$('#txtShareholdingDate').attr('data-reset', '", newest, "');")
        .line(1, "</script>")
        .line(0, "</body>")
        .line(0, "</html>")
        .toString();
  }
}

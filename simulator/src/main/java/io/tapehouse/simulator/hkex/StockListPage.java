package io.tapehouse.simulator.hkex;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The list of stocks, as a page and as JSON. */
final class StockListPage {

  private StockListPage() {}

  /** An array of {@code {"c": code, "n": name}}. */
  static String json(Language language, List<Stock> stocks) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Stock stock : stocks) {
      array.addObject().put("c", stock.code()).put("n", stock.name().in(language));
    }
    return array.toString();
  }

  static String html(Language language, LocalDate date, List<Stock> stocks) {
    PageTexts words = PageTexts.of(language);
    String address = language == Language.ENGLISH ? "stocklist.aspx" : "stocklist_c.aspx";
    Markup page = new Markup();
    page.line(0)
        .line(0)
        .line(
            0,
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"",
            " \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">")
        .line(0, "<html xmlns=\"http://www.w3.org/1999/xhtml\" class=\"news-hkex\">")
        .line(0, "<head><title>")
        .line(1, words.stockListTitle())
        .line(0, "</title><meta charset=\"UTF-8\" /></head>")
        .line(0, "<body>")
        .line(
            1,
            "<form name=\"form1\" method=\"post\" action=\"./",
            address,
            "?sortby=stockcode&amp;shareholdingdate=",
            date.format(DateTimeFormatter.BASIC_ISO_DATE),
            "\" id=\"form1\">")
        .hidden(0, "__VIEWSTATE", ViewState.of(0))
        .hidden(1, "__VIEWSTATEGENERATOR", "F66DED0B")
        .hidden(1, "__EVENTVALIDATION", ViewState.of(-1))
        .hidden(2, "hfSortBy", "stockcode")
        .line(2, "<table class=\"table\" style=\"width: 100%; border: 0px;\" cellpadding=\"3\">")
        .line(3, "<thead>")
        .line(4, "<tr>")
        .line(5, "<th colspan=\"2\">")
        .line(6, words.stockListTitle())
        .line(5, "</th>")
        .line(4, "</tr>")
        .line(4, "<tr>")
        .line(5, "<th style=\"text-align: left;\">")
        .line(6, words.code())
        .line(5, "</th>")
        .line(5, "<th style=\"text-align: left;\">")
        .line(6, words.name())
        .line(5, "</th>")
        .line(4, "</tr>")
        .line(3, "</thead>")
        .line(3, "<tbody>");
    for (Stock stock : stocks) {
      page.line(0)
          .line(6, "<tr>")
          .line(7, "<td style=\"text-align: center;\">")
          .line(8, stock.code())
          .line(7, "</td>")
          .line(7, "<td style=\"text-align: left;\">")
          .line(8, "<a href=\"#\" onclick=\"ssc(this)\">")
          .line(9, stock.name().in(language), "</a>")
          .line(7, "</td>")
          .line(6, "</tr>");
    }
    return page.line(0)
        .line(3, "</tbody>")
        .line(2, "</table>")
        .line(1, "</form>")
        .line(0, "</body>")
        .line(0, "</html>")
        .toString();
  }
}

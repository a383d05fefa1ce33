package io.tapehouse.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** An answer of the CCASS search, read for the tests alone. */
final class CcassPage {

  /** A row, texts as they stand there. */
  record Row(String id, String name, String address, long shares, String percent) {}

  /** A line of the summary. */
  record Line(long shares, int holders, String percent) {}

  private final String text;
  private final Document page;

  CcassPage(String text) {
    this.text = text;
    this.page = Jsoup.parse(text);
  }

  String text() {
    return text;
  }

  Document document() {
    return page;
  }

  boolean isResult() {
    return page.selectFirst("#pnlResultNormal") != null;
  }

  String field(String name) {
    return page.select("#form1 input[name=" + name + "]").attr("value");
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Element row : page.select("#pnlResultNormal tbody > tr")) {
      List<String> cells =
          row.children().stream().map(cell -> cell.lastElementChild()).map(Element::text).toList();
      rows.add(
          new Row(cells.get(0), cells.get(1), cells.get(2), number(cells.get(3)), cells.get(4)));
    }
    return rows;
  }

  /** Shares by id; of those without an id, by name. */
  Map<String, Long> holdings() {
    Map<String, Long> holdings = new LinkedHashMap<>();
    rows().forEach(row -> holdings.put(row.id().isEmpty() ? row.name() : row.id(), row.shares()));
    return holdings;
  }

  Map<String, Line> summary() {
    Map<String, Line> summary = new LinkedHashMap<>();
    for (Element row : page.select("#pnlResultSummary .ccass-search-datarow")) {
      summary.put(
          row.select(".summary-category").text(),
          new Line(
              number(row.select(".shareholding .value").text()),
              (int) number(row.select(".number-of-participants .value").text()),
              row.select(".percent-of-participants .value").text()));
    }
    return summary;
  }

  Line total() {
    return Objects.requireNonNull(summary().get("Total"));
  }

  String issued() {
    return page.select(".ccass-search-remarks .summary-value").text();
  }

  static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }
}

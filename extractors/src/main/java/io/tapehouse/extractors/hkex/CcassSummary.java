package io.tapehouse.extractors.hkex;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a result page: a row for each kind of participant that holds the stock, and their
 * total, which must be their sum.
 */
final class CcassSummary {

  /** The rows that there may be. */
  enum Row {
    INTERMEDIARIES,
    CONSENTING,
    NON_CONSENTING,
    TOTAL
  }

  private static final String TOTAL_CLASS = "ccass-search-total";

  private final Map<Row, CcassCategory> rows = new EnumMap<>(Row.class);
  private final @Nullable Long issuedShares;

  private CcassSummary(Element panel) throws PageRefusal {
    for (Element row : panel.getElementsByClass("ccass-search-datarow")) {
      Row which = which(row);
      if (rows.put(which, category(which, row)) != null) {
        throw PageRefusal.damaged(
            "expected one row of the summary for %s, found two".formatted(which));
      }
    }
    issuedShares = issuedShares(panel);
    checkTotal();
  }

  /** What stands in the element {@code pnlResultSummary}. */
  static CcassSummary of(Element panel) throws PageRefusal {
    return new CcassSummary(panel);
  }

  @Nullable CcassCategory row(Row row) {
    return rows.get(row);
  }

  CcassCategory total() throws PageRefusal {
    CcassCategory total = rows.get(Row.TOTAL);
    if (total == null) {
      throw PageRefusal.damaged(
          "expected a total in the summary, found the rows %s: the page is cut off"
              .formatted(rows.keySet()));
    }
    return total;
  }

  @Nullable Long issuedShares() {
    return issuedShares;
  }

  private static Row which(Element row) throws PageRefusal {
    Element category = row.selectFirst(".summary-category");
    if (category == null) {
      throw PageRefusal.columns(
          "expected the class summary-category in a row, found '%s'".formatted(row.text()));
    }
    String words = category.text().strip().toLowerCase(Locale.ROOT);
    if (row.hasClass(TOTAL_CLASS) || containsAny(words, "total", "總數", "总数")) {
      return Row.TOTAL;
    }
    if (containsAny(words, "market intermediar", "市場中介者", "市场中介者")) {
      return Row.INTERMEDIARIES;
    }
    // "Consenting" and its Chinese words are parts of those for the opposite.
    if (containsAny(words, "non-consenting", "不願意披露", "不愿意披露")) {
      return Row.NON_CONSENTING;
    }
    if (containsAny(words, "consenting", "願意披露", "愿意披露")) {
      return Row.CONSENTING;
    }
    throw PageRefusal.columns(
        "expected a kind of participants in the summary, found '%s'".formatted(category.text()));
  }

  private static boolean containsAny(String words, String... known) {
    return List.of(known).stream().anyMatch(words::contains);
  }

  private static CcassCategory category(Row which, Element row) throws PageRefusal {
    String percent = value(row, "percent-of-participants");
    return new CcassCategory(
        PublishedCells.whole("shareholding of " + which, required(row, "shareholding")),
        participants(which, required(row, "number-of-participants")),
        percent == null ? null : PublishedCells.percent("percentage of " + which, percent));
  }

  private static int participants(Row which, String text) throws PageRefusal {
    long count = PublishedCells.whole("number of participants of " + which, text);
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw PageRefusal.damaged(
          "expected a number of participants of %s, found %d".formatted(which, count));
    }
    return (int) count;
  }

  private static String required(Element row, String cell) throws PageRefusal {
    String text = value(row, cell);
    if (text == null) {
      throw PageRefusal.columns(
          "expected the class %s with a value in each row of the summary, found '%s'"
              .formatted(cell, row.text()));
    }
    return text;
  }

  /** The value, never the label, which is repeated beside it. */
  private static @Nullable String value(Element row, String cell) {
    Element value = row.selectFirst("." + cell + " .value");
    return value == null ? null : value.text().strip();
  }

  private static @Nullable Long issuedShares(Element panel) throws PageRefusal {
    Element value = panel.selectFirst(".summary-value");
    String text = value == null ? "" : value.text().strip();
    if (text.isEmpty()) {
      return null;
    }
    long issued = PublishedCells.whole("total number of issued shares", text);
    // A stock without holdings: the figure is absent, and must not become a divisor.
    return issued == 0 ? null : Long.valueOf(issued);
  }

  private void checkTotal() throws PageRefusal {
    long shareholding = 0;
    long participants = 0;
    for (Map.Entry<Row, CcassCategory> row : rows.entrySet()) {
      if (row.getKey() != Row.TOTAL) {
        shareholding = PublishedCells.sum(shareholding, row.getValue().shareholding());
        participants += row.getValue().participants();
      }
    }
    CcassCategory total = total();
    if (shareholding != total.shareholding() || participants != total.participants()) {
      throw PageRefusal.damaged(
          ("expected the summary's total, %d shares of %d participants, as the sum of %s,"
                  + " found %d of %d")
              .formatted(
                  total.shareholding(),
                  total.participants(),
                  rows.keySet(),
                  shareholding,
                  participants));
    }
  }
}

package io.tapehouse.sql;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Pages that a test thinks up, as the rows that the warehouse has of them. */
final class CcassPages {

  private record Page(@Nullable Long issued, long total, Map<String, Long> holdings) {}

  private final Map<String, SortedMap<LocalDate, Page>> stocks = new TreeMap<>();
  private final Set<String> participants = new TreeSet<>();
  private final List<String> statements = new ArrayList<>();

  /**
   * A page of a stock.
   *
   * @param holdings holder and shares in turn
   */
  CcassPages page(
      String stock, LocalDate day, @Nullable Long issued, long total, Object... holdings) {
    Map<String, Long> held = new TreeMap<>();
    for (int i = 0; i < holdings.length; i += 2) {
      held.put((String) holdings[i], ((Number) holdings[i + 1]).longValue());
    }
    participants.addAll(held.keySet());
    stocks.computeIfAbsent(stock, key -> new TreeMap<>()).put(day, new Page(issued, total, held));
    return this;
  }

  /** A split: so many old shares become so many new ones. */
  CcassPages split(String stock, LocalDate day, int oldShares, int newShares) {
    statements.add(
        "INSERT INTO stock_corporate_action (exchange_code, stock_code, trading_date, kind, old_shares, new_shares, load_id)"
            + " VALUES ('HKEX', '%s', DATE '%s', 'split', %d, %d, 1)"
                .formatted(stock, day, oldShares, newShares));
    return this;
  }

  /** What puts all that into an empty warehouse. */
  List<String> statements() {
    List<String> all = new ArrayList<>(statements);
    participants.forEach(id -> all.add(participant(id)));
    stocks.forEach((stock, pages) -> add(all, stock, pages));
    return all;
  }

  private static String participant(String id) {
    boolean hasCode = !id.startsWith("I-");
    String kind =
        switch (id.charAt(0)) {
          case 'A' -> "clearing";
          case 'B' -> "broker";
          case 'C' -> "custodian";
          default -> "consenting";
        };
    return "INSERT INTO ccass_participant VALUES ('%s', %s, '%s', 'Name of %s', NULL)"
        .formatted(id, hasCode ? "'" + id + "'" : "NULL", kind, id);
  }

  private static void add(List<String> all, String stock, SortedMap<LocalDate, Page> pages) {
    Set<String> holders = new TreeSet<>();
    pages.forEach(
        (day, page) -> {
          holders.addAll(page.holdings().keySet());
          all.add(
              ("INSERT INTO ccass_summary VALUES ('%s', DATE '%s', 'Stock %s', 'en', %s, %d, %d, 0, 0, 0, 0, %d, %d,"
                      + " %s, 1)")
                  .formatted(
                      stock,
                      day,
                      stock,
                      page.issued(),
                      page.total(),
                      page.holdings().size(),
                      page.total(),
                      page.holdings().size(),
                      page.issued() != null));
        });
    holders.forEach(holder -> intervals(all, stock, holder, pages));
  }

  private static void intervals(
      List<String> all, String stock, String holder, SortedMap<LocalDate, Page> pages) {
    LocalDate since = null;
    Long shares = null;
    for (Map.Entry<LocalDate, Page> page : pages.entrySet()) {
      Long now = page.getValue().holdings().get(holder);
      if (!Objects.equals(now, shares)) {
        add(all, stock, holder, since, page.getKey(), shares);
        since = page.getKey();
        shares = now;
      }
    }
    add(all, stock, holder, since, null, shares);
  }

  private static void add(
      List<String> all,
      String stock,
      String holder,
      @Nullable LocalDate since,
      @Nullable LocalDate until,
      @Nullable Long shares) {
    if (shares != null) {
      all.add(
          "INSERT INTO ccass_holding VALUES ('%s', '%s', DATE '%s', %s, %d)"
              .formatted(
                  stock, holder, since, until == null ? "NULL" : "DATE '" + until + "'", shares));
    }
  }
}

package io.tapehouse.sql;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the warehouse is to hold of days that are loaded, computed day by day and holder by holder:
 * lines of CSV, sorted.
 */
final class CcassTables {

  /** The columns of the lines, by table or view. */
  static final Map<String, String> QUERIES =
      Map.of(
          "ccass_holding",
          "SELECT stock_code, participant_id, valid_from, valid_to, shareholding FROM ccass_holding",
          "ccass_percent",
          "SELECT stock_code, trading_date, participant_id, \"percent\" FROM ccass_percent",
          "ccass_participant",
          "SELECT id, code, kind, name, name_local FROM ccass_participant",
          "ccass_participant_name",
          "SELECT participant_id, trading_date, \"language\", code, kind, name, address FROM ccass_participant_name",
          "ccass_summary",
          """
          SELECT stock_code, trading_date, stock_name, "language", issued_shares, intermediary_shareholding,
              intermediary_participants, consenting_shareholding, consenting_participants,
              non_consenting_shareholding, non_consenting_participants, total_shareholding, total_participants,
              percent_published FROM ccass_summary""",
          "ccass_shareholding",
          """
          SELECT trading_date, stock_code, participant_code, participant_name, shareholding, "percent", participant_id
          FROM ccass_shareholding""");

  private final Collection<CcassDay> days;

  /** Of the newest posting of each day. */
  CcassTables(Collection<CcassDay> days) {
    this.days = days.stream().sorted(Comparator.comparing(CcassDay::date)).toList();
  }

  /** The lines of each of {@link #QUERIES}. */
  Map<String, List<String>> lines() {
    return Map.of(
        "ccass_holding", sorted(holdings()),
        "ccass_percent", sorted(percentages()),
        "ccass_participant", sorted(participants()),
        "ccass_participant_name", sorted(names()),
        "ccass_summary", sorted(summaries()),
        "ccass_shareholding", sorted(shareholdings()));
  }

  private static List<String> sorted(Stream<String> lines) {
    return lines.sorted().toList();
  }

  private Stream<String> holdings() {
    Map<String, NavigableMap<LocalDate, CcassPage>> stocks = new TreeMap<>();
    pages()
        .forEach(
            page ->
                stocks
                    .computeIfAbsent(page.stock(), stock -> new TreeMap<>())
                    .put(page.date(), page));
    return stocks.values().stream().flatMap(CcassTables::intervals);
  }

  private static Stream<String> intervals(NavigableMap<LocalDate, CcassPage> pages) {
    List<String> lines = new ArrayList<>();
    List<String> holders =
        pages.values().stream()
            .flatMap(page -> page.holdings().stream().map(CcassPage.Holding::participant))
            .distinct()
            .toList();
    for (String holder : holders) {
      Optional<LocalDate> since = Optional.empty();
      Optional<Long> held = Optional.empty();
      for (CcassPage page : pages.values()) {
        Optional<Long> now =
            page.holdings().stream()
                .filter(one -> one.participant().equals(holder))
                .map(CcassPage.Holding::shares)
                .findFirst();
        if (!now.equals(held)) {
          if (held.isPresent()) {
            lines.add(line(page.stock(), holder, since.orElseThrow(), page.date(), held.get()));
          }
          since = now.map(shares -> page.date());
          held = now;
        }
      }
      if (held.isPresent()) {
        String stock = pages.firstEntry().getValue().stock();
        lines.add(line(stock, holder, since.orElseThrow(), null, held.get()));
      }
    }
    return lines.stream();
  }

  private Stream<String> percentages() {
    return pages()
        .flatMap(
            page ->
                page.holdings().stream()
                    .filter(one -> !line(one.percent()).equals(line(computed(page, one))))
                    .map(one -> line(page.stock(), page.date(), one.participant(), one.percent())));
  }

  private static @Nullable BigDecimal computed(CcassPage page, CcassPage.Holding one) {
    Long issued = page.issued();
    return !page.isPercentPublished() || issued == null || issued == 0
        ? null
        : CcassPage.percentage(one.shares(), issued);
  }

  private Stream<String> participants() {
    Map<String, CcassDay.Name> newest = new HashMap<>();
    Map<String, String> english = new HashMap<>();
    Map<String, String> chinese = new HashMap<>();
    for (CcassDay day : days) {
      for (CcassDay.Name name : day.names()) {
        newest.put(name.participant(), name);
        (name.language().equals("en") ? english : chinese).put(name.participant(), name.name());
      }
    }
    return newest.values().stream()
        .map(
            name -> {
              String id = name.participant();
              String local = chinese.get(id);
              return line(id, name.code(), name.kind(), english.getOrDefault(id, local), local);
            });
  }

  private Stream<String> names() {
    return days.stream()
        .flatMap(
            day ->
                day.names().stream()
                    .map(
                        one ->
                            line(
                                one.participant(),
                                day.date(),
                                one.language(),
                                one.code(),
                                one.kind(),
                                one.name(),
                                one.address())));
  }

  private Stream<String> summaries() {
    return pages()
        .map(
            page ->
                line(
                    page.stock(),
                    page.date(),
                    "STOCK " + page.stock(),
                    page.language(),
                    page.issued(),
                    page.shares(false),
                    page.holders(false),
                    page.shares(true),
                    page.holders(true),
                    page.nonConsenting(),
                    page.nonConsenting() == 0 ? 0 : 1,
                    page.shares(false) + page.shares(true) + page.nonConsenting(),
                    page.holdings().size() + (page.nonConsenting() == 0 ? 0 : 1),
                    page.isPercentPublished()));
  }

  private Stream<String> shareholdings() {
    return days.stream()
        .flatMap(
            day ->
                day.pages().stream()
                    .flatMap(
                        page ->
                            page.holdings().stream()
                                .map(
                                    one ->
                                        line(
                                            page.date(),
                                            page.stock(),
                                            CcassPage.isConsenting(one.participant())
                                                ? null
                                                : one.participant(),
                                            day.name(one.participant(), page.language()),
                                            one.shares(),
                                            one.percent(),
                                            one.participant()))));
  }

  private Stream<CcassPage> pages() {
    return days.stream().flatMap(day -> day.pages().stream());
  }

  private static String line(@Nullable Object... values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(value == null ? "" : value.toString());
    }
    return String.join(",", texts);
  }
}

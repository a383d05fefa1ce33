package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.calendar.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which datasets a DAG brings together, and for what.
 *
 * @param id its name
 * @param title what it is for
 * @param zone name of the time zone in which its dates are dates
 * @param exchange whose calendar says on which days it runs
 * @param daily when it is due, on the exchange's clock
 * @param deadline when a date's run should have ended, on the exchange's clock
 * @param daysAfter how many days after a date both are
 * @param rhythm when it runs where nobody names it
 * @param longestFetch how long it may take to bring the files of a dataset and date
 * @param proof the daily file of facts that proves a date to have been open
 * @param schedules files that name closed days; they make no facts
 * @param calendarFiles files of a month that list the open days and whose facts another DAG loads
 * @param histories files of a month or a year that make facts too, most of them by listing the days
 *     that were open
 * @param facts daily files that become rows of the warehouse
 * @param evidence for a dataset of facts, the daily files that its checks read
 * @param figures for a dataset of facts, the histories that its checks read
 */
public record DatasetDag(
    String id,
    String title,
    String zone,
    String exchange,
    String daily,
    String deadline,
    int daysAfter,
    Rhythm rhythm,
    Duration longestFetch,
    String proof,
    List<String> schedules,
    List<String> calendarFiles,
    List<String> histories,
    List<String> facts,
    Map<String, List<String>> evidence,
    Map<String, List<String>> figures) {

  /** When a DAG runs where nobody names it. */
  public enum Rhythm {
    /** Every trading day, by its schedule and by {@code tapehouse run}. */
    DAILY,
    /** On the last trading day of a week, by its schedule; {@code tapehouse run} wants its name. */
    WEEKLY,
    /** Like {@link #DAILY} where its publisher's permission is said to have been obtained. */
    WITH_PERMISSION
  }

  private static final List<String> TAIWAN_HOLIDAYS = List.of("twse.holiday_schedule");
  private static final List<String> TAIWAN_DAYS = List.of("twse.mi_5mins_hist");

  /** The TAIEX index and its derivatives: an index, its futures, their spreads, options, a fund. */
  public static final DatasetDag TAIWAN_INDEX =
      new DatasetDag(
          "taiwan_index",
          "TAIEX and its sub-indices, TAIFEX futures, spreads and options, the fund 006204",
          "Asia/Taipei",
          "TWSE",
          "18:30",
          "21:00",
          0,
          Rhythm.DAILY,
          Duration.ofMinutes(30),
          "taifex.futures_tick",
          TAIWAN_HOLIDAYS,
          List.of(),
          TAIWAN_DAYS,
          List.of(
              "twse.mi_5mins_index",
              "taifex.futures_tick",
              "taifex.options_tick",
              "finmind.stock_tick"),
          Map.of(
              "taifex.futures_tick",
              List.of("taifex.futures_spread_tick", "taifex.futures_spread_report")),
          Map.of("twse.mi_5mins_index", List.of("twse.mi_5mins_hist")));

  /**
   * Who holds Hong Kong's stocks through CCASS. A date's pages are there the next morning, five
   * thousand of them, three seconds apart.
   */
  public static final DatasetDag HKEX_CCASS_DAILY =
      new DatasetDag(
          "hkex_ccass_daily",
          "Shareholdings in CCASS of all stocks listed in Hong Kong",
          "Asia/Hong_Kong",
          "CCASS",
          "08:30",
          "20:00",
          1,
          Rhythm.WITH_PERMISSION,
          Duration.ofHours(12),
          "hkex.ccass_shareholding",
          List.of(),
          List.of(),
          List.of("hkex.corporate_actions"),
          List.of("hkex.ccass_stock_list", "hkex.ccass_shareholding"),
          Map.of(),
          Map.of());

  /** Stocks of TWSE, day by day. */
  public static final DatasetDag TAIWAN_STOCK =
      taiwan(
          "taiwan_stock",
          "Stocks listed on TWSE: valuations",
          "18:00",
          "21:00",
          0,
          Rhythm.DAILY,
          "twse.bwibbu_d");

  /** What TAIFEX says of its derivatives after the close. */
  public static final DatasetDag TAIWAN_DERIVATIVES =
      taiwan(
          "taiwan_derivatives",
          "TAIFEX's own figures of a day: puts against calls",
          "17:30",
          "21:00",
          0,
          Rhythm.DAILY,
          "taifex.put_call_ratio");

  /** Who holds how much of each security in Taiwan, at the end of a week. */
  public static final DatasetDag TDCC_WEEKLY =
      taiwan(
          "tdcc_weekly",
          "Shareholdings by size, of the last business day of a week",
          "12:00",
          "20:00",
          1,
          Rhythm.WEEKLY,
          "tdcc.shareholding_distribution");

  /** All that there are. */
  public static final List<DatasetDag> ALL =
      List.of(TAIWAN_INDEX, TAIWAN_STOCK, TAIWAN_DERIVATIVES, TDCC_WEEKLY, HKEX_CCASS_DAILY);

  /** Declared datasets of Taiwan, the first of which proves a date to have been open. */
  private static DatasetDag taiwan(
      String id,
      String title,
      String daily,
      String deadline,
      int daysAfter,
      Rhythm rhythm,
      String... facts) {
    return new DatasetDag(
        id,
        title,
        "Asia/Taipei",
        "TWSE",
        daily,
        deadline,
        daysAfter,
        rhythm,
        Duration.ofMinutes(30),
        facts[0],
        TAIWAN_HOLIDAYS,
        TAIWAN_DAYS,
        List.of(),
        List.of(facts),
        Map.of(),
        Map.of());
  }

  /**
   * Those of some ids; no ids: those that run by default.
   *
   * @throws IllegalArgumentException for an id that there is not
   */
  public static List<DatasetDag> named(List<String> ids) {
    if (ids.isEmpty()) {
      return ALL.stream().filter(dag -> dag.rhythm() == Rhythm.DAILY).toList();
    }
    List<DatasetDag> chosen = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      chosen.add(
          ALL.stream()
              .filter(dag -> dag.id().equals(id))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no DAG '%s'; there is %s"
                              .formatted(id, ALL.stream().map(DatasetDag::id).toList()))));
    }
    return chosen;
  }

  /** The daily files, those of facts and those of evidence. */
  public List<String> dailyDatasets() {
    Set<String> all = new LinkedHashSet<>();
    for (String fact : facts) {
      all.add(fact);
      all.addAll(evidenceOf(fact));
    }
    return List.copyOf(all);
  }

  /** The other exchanges that trade on the same days. */
  public List<String> calendars() {
    return Exchange.onDaysOf(exchange);
  }

  /** Files of a month or a year, which tell the open days. */
  public List<String> calendarDatasets() {
    List<String> all = new ArrayList<>(schedules);
    all.addAll(calendarFiles);
    all.addAll(histories);
    return all;
  }

  /** All that make facts; those of months first, since checks of the others read them. */
  public List<String> factDatasets() {
    List<String> all = new ArrayList<>(histories);
    all.addAll(facts);
    return all;
  }

  /** The daily files that the checks of a dataset read. */
  public List<String> evidenceOf(String fact) {
    return evidence.getOrDefault(fact, List.of());
  }

  /** The datasets whose checks read a file, by the file's dataset. */
  Map<String, List<String>> readers() {
    Map<String, List<String>> readers = new LinkedHashMap<>();
    evidence.forEach(
        (fact, files) ->
            files.forEach(
                file -> readers.computeIfAbsent(file, key -> new ArrayList<>()).add(fact)));
    return readers;
  }
}

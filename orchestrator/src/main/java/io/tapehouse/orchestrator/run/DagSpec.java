package io.tapehouse.orchestrator.run;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Which datasets a DAG brings together.
 *
 * @param id its name on the command line
 * @param zone in which its dates are dates
 * @param exchange whose calendar says on which days it runs
 * @param calendarDatasets files of a month or a year that say which days were open; fetched first
 * @param factDatasets daily files that become rows of the warehouse
 * @param evidence for a dataset of facts, the daily files that its checks read
 */
public record DagSpec(
    String id,
    ZoneId zone,
    String exchange,
    List<String> calendarDatasets,
    List<String> factDatasets,
    Map<String, List<String>> evidence) {

  /** The TAIEX index and its derivatives: an index, its futures, their spreads, options, a fund. */
  public static final DagSpec TAIWAN_INDEX =
      new DagSpec(
          "taiwan_index",
          ZoneId.of("Asia/Taipei"),
          "TWSE",
          List.of("twse.holiday_schedule", "twse.mi_5mins_hist"),
          List.of(
              "twse.mi_5mins_index",
              "taifex.futures_tick",
              "taifex.options_tick",
              "finmind.stock_tick"),
          Map.of(
              "taifex.futures_tick",
              List.of("taifex.futures_spread_tick", "taifex.futures_spread_report")));

  /** All DAGs. */
  public static final List<DagSpec> ALL = List.of(TAIWAN_INDEX);

  /** The daily files, those of facts and those of evidence. */
  public List<String> dailyDatasets() {
    return factDatasets.stream()
        .flatMap(
            dataset ->
                java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(dataset),
                    evidence.getOrDefault(dataset, List.of()).stream()))
        .distinct()
        .toList();
  }
}

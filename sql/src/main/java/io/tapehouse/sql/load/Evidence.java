package io.tapehouse.sql.load;

import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.store.lake.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which checks of files of trades can be made: each needs something beside the bars. {@code
 * stage_evaluated} has a row for each check and load that can.
 */
final class Evidence {

  static final String REPORT = "taifex.futures_spread_report";
  static final String FILLS = "taifex.futures_spread_tick";

  private static final List<Need> NEEDS =
      List.of(
          new Need("spread_report_volume", DerivativeFamily.FUTURES, "spread_report", REPORT),
          new Need("spread_tick_rows", DerivativeFamily.FUTURES, "spread_print", FILLS),
          new Need(
              "spread_tick_rows",
              DerivativeFamily.FUTURES,
              "spread_print",
              DerivativeFamily.FUTURES),
          new Need("spread_tick_volume", DerivativeFamily.FUTURES, "spread_print", FILLS),
          new Need("spread_tick_volume", DerivativeFamily.FUTURES, "spread_report", REPORT),
          new Need(
              "even_volume", DerivativeFamily.FUTURES, "product_session", DerivativeFamily.FUTURES),
          new Need(
              "even_volume", DerivativeFamily.OPTIONS, "product_session", DerivativeFamily.OPTIONS),
          new Need(
              "session_coverage",
              DerivativeFamily.FUTURES,
              "product_session",
              DerivativeFamily.FUTURES));

  private Evidence() {}

  /**
   * What a check needs.
   *
   * @param check the check
   * @param dataset the dataset whose loads it is for
   * @param lakeTable the table of the lake that it reads
   * @param from the dataset that tells it
   */
  private record Need(String check, String dataset, String lakeTable, String from) {

    /** Why it is not met; null where it is. */
    @Nullable String complaint(DatasetLoad load) {
      boolean met =
          Stream.concat(load.manifests().values().stream(), load.evidence().stream())
              .anyMatch(this::isMetBy);
      return met
          ? null
          : from
              + ": "
              + load.missingEvidence().getOrDefault(from, "no " + lakeTable + " was given");
    }

    private boolean isMetBy(Manifest manifest) {
      return manifest.table().equals(lakeTable) && manifest.dataset().equals(from);
    }
  }

  /** Stages which checks can be made, and a result {@code not_evaluated} for the others. */
  static void stage(Session session, List<DatasetLoad> loads) {
    session.temporary(
        "stage_evaluated",
        """
            (check_name VARCHAR(64), load_no INTEGER, dataset VARCHAR(64))""");
    List<List<?>> evaluated = new ArrayList<>();
    List<List<?>> complaints = new ArrayList<>();
    for (int no = 0; no < loads.size(); no++) {
      DatasetLoad load = loads.get(no);
      Map<String, @Nullable String> checks = new LinkedHashMap<>();
      for (Need need : NEEDS) {
        if (need.dataset().equals(load.dataset()) && checks.get(need.check()) == null) {
          checks.put(need.check(), need.complaint(load));
        }
      }
      for (Map.Entry<String, @Nullable String> check : checks.entrySet()) {
        if (check.getValue() == null) {
          evaluated.add(List.of(check.getKey(), no, load.dataset()));
        } else {
          complaints.add(
              Arrays.asList(
                  no,
                  "derivative_detail_history",
                  check.getKey(),
                  load.dataset(),
                  "blocking",
                  "not_evaluated",
                  null,
                  check.getValue()));
        }
      }
    }
    session.insert("stage_evaluated", evaluated);
    session.insert("stage_check", complaints);
  }

  /** A query of load_no and dataset: the loads for which {@code check} can be made. */
  static String loads(String check) {
    return "(SELECT load_no, dataset FROM stage_evaluated WHERE check_name = '" + check + "')";
  }
}

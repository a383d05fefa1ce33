package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Lineage;
import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.jdbc.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which checks can be made: some need something beside the rows, by the dictionary. {@code
 * stage_evaluated} has a row for each check and load that can.
 */
final class EvaluatedChecks {

  private final Dictionary dictionary;

  EvaluatedChecks(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /**
   * Two datasets that a check compares.
   *
   * @param loaded the dataset whose loads it is for
   * @param other what they are held against
   */
  record Compared(String loaded, String other) {

    /** Those of a check, as the dictionary names them. */
    static Compared by(Dictionary dictionary, String check) {
      for (Dataset dataset : dictionary.datasets()) {
        for (Lineage.Evidence each : dataset.lineage().evidence()) {
          if (each.check().equals(check) && each.dataset() != null) {
            return new Compared(dataset.id(), each.dataset());
          }
        }
      }
      throw new IllegalStateException("the dictionary names no evidence of the check " + check);
    }
  }

  /** Why a load lacks what a check reads; null where it has it. */
  private static @Nullable String complaint(DatasetLoad load, Lineage.Evidence need) {
    String from = Objects.requireNonNullElse(need.dataset(), load.dataset());
    boolean met =
        Stream.concat(load.manifests().values().stream(), load.evidence().stream())
            .anyMatch(
                manifest ->
                    manifest.table().equals(need.lake()) && manifest.dataset().equals(from));
    return met
        ? null
        : from
            + ": "
            + load.missingEvidence().getOrDefault(from, "no " + need.lake() + " was given");
  }

  /** Stages which checks can be made, and a result {@code not_evaluated} for the others. */
  void stage(Session session, List<DatasetLoad> loads) {
    session.temporary(
        "stage_evaluated",
        """
            (check_name VARCHAR(64), load_no INTEGER, dataset VARCHAR(64))""");
    List<List<?>> evaluated = new ArrayList<>();
    List<List<?>> complaints = new ArrayList<>();
    for (int no = 0; no < loads.size(); no++) {
      DatasetLoad load = loads.get(no);
      Map<String, @Nullable String> checks = new LinkedHashMap<>();
      Lineage lineage = dictionary.dataset(load.dataset()).lineage();
      for (Lineage.Evidence need : lineage.evidence()) {
        if (need.lake() != null && checks.get(need.check()) == null) {
          checks.put(need.check(), complaint(load, need));
        }
      }
      for (Map.Entry<String, @Nullable String> check : checks.entrySet()) {
        if (check.getValue() == null) {
          evaluated.add(List.of(check.getKey(), no, load.dataset()));
        } else {
          complaints.add(
              Arrays.asList(
                  no,
                  lineage.fills().keySet().iterator().next(),
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

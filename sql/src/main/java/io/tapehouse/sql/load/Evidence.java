package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.util.List;

/** Which loads have the evidence that a check needs. */
final class Evidence {

  private Evidence() {}

  /**
   * Writes {@code stage_evaluated}, the loads for which a check can be made, and a result {@code
   * not_evaluated} for the others.
   *
   * @param datasets the datasets whose loads the check is for
   * @param lakeTable the table of the lake that it needs
   * @param from the dataset that tells it; empty: the load's own
   */
  static void require(
      Session session, String check, List<String> datasets, String lakeTable, String from) {
    String source = from.isEmpty() ? "l.dataset" : Literal.of(from);
    String given =
        """
        SELECT 1 FROM stage_manifest m
        WHERE m.load_no = l.load_no AND m.lake_table = '%s' AND m.dataset = %s"""
            .formatted(lakeTable, source);
    session.execute(
        "CREATE OR REPLACE TEMP TABLE stage_evaluated AS SELECT load_no, dataset FROM stage_load l"
            + " WHERE dataset IN (%s) AND EXISTS (%s)".formatted(Literal.list(datasets), given));
    session.execute(
        """
        INSERT INTO stage_check
        SELECT l.load_no, 'derivative_detail_history', '%s', l.dataset, 'blocking', 'not_evaluated', NULL,
            %s || ': ' || coalesce(w.why, 'no %s was given')
        FROM stage_load l
        LEFT JOIN stage_missing w ON w.load_no = l.load_no AND w.dataset = %s
        WHERE l.dataset IN (%s) AND NOT EXISTS (%s)"""
            .formatted(check, source, lakeTable, source, Literal.list(datasets), given));
  }
}

package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows that could not be read: kept, and named where they break a reconciliation. */
final class QuarantineRows {

  /** Checks of sums that a missing row breaks without anything else being wrong. */
  private static final List<String> RECONCILIATIONS =
      List.of(
          "spread_report_volume",
          "spread_tick_rows",
          "spread_tick_volume",
          "daily_ohlc",
          "total_rows",
          "margin_total",
          "short_total",
          "option_sums",
          "even_volume",
          "session_coverage");

  private static final int LINES_NAMED = 10;

  private QuarantineRows() {}

  /** Turns failed reconciliations of files with quarantined rows into warnings that name them. */
  static void explain(Session session) {
    session.execute(
        """
        UPDATE stage_check SET severity = 'warning',
            found = coalesce(found || '; ', '')
                || CAST(q.rows_out AS VARCHAR) || ' rows quarantined: ' || q.lines
        FROM (SELECT load_no, count(*) AS rows_out,
                %s AS lines
            FROM (SELECT load_no, file_name || ':' || CAST(line_number AS VARCHAR) AS line,
                    row_number() OVER (PARTITION BY load_no ORDER BY file_name, line_number) AS place
                FROM stage_lake_quarantine) r
            GROUP BY load_no) q
        WHERE q.load_no = stage_check.load_no AND stage_check.status = 'failed' AND stage_check.check_name IN (%s)"""
            .formatted(firstLines(), Literal.list(RECONCILIATIONS)));
  }

  /** An aggregate: the first lines with commas between them. */
  private static String firstLines() {
    return IntStream.rangeClosed(1, LINES_NAMED)
        .mapToObj("coalesce(', ' || max(CASE WHEN place = %d THEN line END), '')"::formatted)
        .collect(Collectors.joining(" || ", "substring(", ", 3, 4000)"));
  }

  /** Replaces the rows of the same versions of the files. */
  static void keep(Session session) {
    session.execute(
        """
        DELETE FROM quarantine USING stage_load l
        WHERE quarantine.dataset = l.dataset AND quarantine.partition_date = l.partition_date
            AND quarantine.file_version = l.file_version""");
    session.execute(
        """
        INSERT INTO quarantine
            (dataset, partition_date, file_version, file_name, line_number, reason, "raw", attempt_id)
        SELECT l.dataset, l.partition_date, l.file_version, left(q.file_name, 200), q.line_number,
            left(q.reason, 1000), left(q."raw", 4000), l.attempt_id
        FROM stage_lake_quarantine q
        JOIN stage_load l ON l.load_no = q.load_no AND l.dataset = q.dataset""");
  }
}

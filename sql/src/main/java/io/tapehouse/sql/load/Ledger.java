package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Who is in: verdicts, {@code load_ledger}, and the rows of loads that are replaced. */
final class Ledger {

  private final Session session;
  private final Dictionary dictionary;
  private final LocalDateTime now;

  Ledger(Session session, Dictionary dictionary, LocalDateTime now) {
    this.session = session;
    this.dictionary = dictionary;
    this.now = now;
  }

  /** Decides by the checks which loads are in: their parts are {@code stage_accepted}. */
  void decide() {
    session.temporary(
        "stage_accepted",
        """
        AS
        SELECT p.load_no, p.table_name, p.load_id FROM stage_part p
        WHERE NOT EXISTS (SELECT 1 FROM stage_check c
            WHERE c.load_no = p.load_no AND c.status = 'failed' AND c.severity = 'blocking')""");
  }

  /** Replaces the results of the same attempts. */
  void keepChecks() {
    session.execute(
        """
        DELETE FROM check_result USING stage_part p, stage_load l
        WHERE l.load_no = p.load_no AND check_result.attempt_id = l.attempt_id
            AND check_result.table_name = p.table_name AND check_result.partition_date = l.partition_date""");
    session.execute(
        """
        INSERT INTO check_result (attempt_id, table_name, partition_date, check_name, subject,
            severity, status, expected, found, checked_at)
        SELECT l.attempt_id, c.table_name, l.partition_date, c.check_name, left(c.subject, 200),
            c.severity, c.status, left(c.expected, 1000), left(c.found, 1000), %s
        FROM stage_check c JOIN stage_load l ON l.load_no = c.load_no"""
            .formatted(Literal.of(now)));
  }

  /** A load that is replaced. */
  private record Former(long loadId, LocalDate first, LocalDate last) {}

  /** Removes the rows of {@code fact} of loads that are about to be replaced. */
  void deleteFormerRows(Fact fact) {
    List<Former> formers =
        session.list(
            """
            SELECT b.load_id, l.partition_date, l.last_date
            FROM stage_accepted a
            JOIN stage_load l ON l.load_no = a.load_no
            JOIN load_ledger b ON b.table_name = a.table_name AND b.dataset = l.dataset
                AND b.partition_date = l.partition_date
            WHERE a.table_name = ? AND b.status = 'committed'""",
            row ->
                new Former(
                    row.getLong(1),
                    row.getObject(2, LocalDate.class),
                    row.getObject(3, LocalDate.class)),
            fact.table());
    if (formers.isEmpty()) {
      return;
    }
    session.execute(
        "DELETE FROM %s WHERE load_id IN (%s)%s"
            .formatted(
                fact.table(),
                Literal.list(formers.stream().map(Former::loadId).toList()),
                bounds(fact, formers)));
  }

  /**
   * The bounds and the ids stand there as literals so that the engine skips row groups by their
   * least and greatest values. Without the check partition_date nothing holds the rows to bounds:
   * lists of events have their own dates.
   */
  private String bounds(Fact fact, List<Former> formers) {
    Table table = dictionary.warehouseTable(fact.table()).orElseThrow();
    return table.checks().contains("partition_date")
        ? " AND trading_date BETWEEN %s AND %s"
            .formatted(
                Literal.of(
                    formers.stream().map(Former::first).min(LocalDate::compareTo).orElseThrow()),
                Literal.of(
                    formers.stream().map(Former::last).max(LocalDate::compareTo).orElseThrow()))
        : "";
  }

  /** Writes a row per part; the committed ones of the same partitions become superseded. */
  void write(List<StagedRows> staged) {
    session.execute(
        """
        UPDATE load_ledger SET status = 'superseded', superseded_by = a.load_id
        FROM stage_accepted a, stage_load l
        WHERE l.load_no = a.load_no AND load_ledger.table_name = a.table_name
            AND load_ledger.dataset = l.dataset AND load_ledger.partition_date = l.partition_date
            AND load_ledger.status = 'committed'""");
    String written =
        String.join(
            " UNION ALL ",
            staged.stream()
                .map(
                    rows ->
                        "SELECT load_no, '%s' AS table_name, count(*) AS n FROM %s GROUP BY load_no"
                            .formatted(rows.table(), rows.relation()))
                .toList());
    session.execute(
        """
        INSERT INTO load_ledger (load_id, fence, table_name, dataset, partition_date, file_version, input_sha256,
            rules_version, attempt_id, rows_read, rows_loaded, rows_quarantined, rows_written, status,
            superseded_by, committed_at)
        SELECT p.load_id, p.fence, p.table_name, l.dataset, l.partition_date, l.file_version, l.input_sha256,
            l.rules_version, l.attempt_id, p.rows_read,
            CASE WHEN a.load_no IS NULL THEN 0 ELSE p.rows_loaded END, p.rows_quarantined,
            CASE WHEN a.load_no IS NULL THEN 0 ELSE coalesce(w.n, 0) END,
            CASE WHEN a.load_no IS NULL THEN 'refused' ELSE 'committed' END,
            NULL,
            CASE WHEN a.load_no IS NULL THEN NULL ELSE %s END
        FROM stage_part p
        JOIN stage_load l ON l.load_no = p.load_no
        LEFT JOIN stage_accepted a ON a.load_no = p.load_no AND a.table_name = p.table_name
        LEFT JOIN (%s) w ON w.load_no = p.load_no AND w.table_name = p.table_name"""
            .formatted(Literal.of(now), written));
  }
}

package io.tapehouse.sql.load;

import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.LoadReport.CheckCounts;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.LoadReport.LedgerRow;
import io.tapehouse.sql.LoadReport.Outcome;
import io.tapehouse.sql.RowCounts;
import io.tapehouse.sql.jdbc.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from the staged tables what became of each load. */
final class ReportReader {

  private final Session session;

  ReportReader(Session session) {
    this.session = session;
  }

  private record NumberedLedgerRow(int load, LedgerRow row) {}

  private record NumberedCounts(int load, CheckCounts counts) {}

  private record Failure(
      int load,
      String check,
      String subject,
      String severity,
      @Nullable String expected,
      @Nullable String found) {}

  /** Reports on {@code loads}, which were staged in this order. */
  Map<DatasetLoad, DatasetReport> read(List<DatasetLoad> loads) {
    List<NumberedLedgerRow> ledger = ledger();
    List<NumberedCounts> counts = counts();
    List<Failure> failures = failures();
    Map<DatasetLoad, DatasetReport> reports = new HashMap<>();
    for (int i = 0; i < loads.size(); i++) {
      int no = i;
      DatasetLoad load = loads.get(no);
      List<LedgerRow> rows =
          ledger.stream().filter(row -> row.load() == no).map(NumberedLedgerRow::row).toList();
      boolean isIn = rows.stream().allMatch(row -> row.status().equals("committed"));
      reports.put(
          load,
          new DatasetReport(
              load.partition(),
              isIn ? Outcome.COMMITTED : Outcome.REFUSED,
              rows,
              counts.stream()
                  .filter(count -> count.load() == no)
                  .map(NumberedCounts::counts)
                  .findFirst()
                  .orElse(CheckCounts.NONE),
              lines(load, no, failures, true),
              lines(load, no, failures, false)));
    }
    return reports;
  }

  private static List<String> lines(
      DatasetLoad load, int no, List<Failure> failures, boolean blocking) {
    return failures.stream()
        .filter(
            failure -> failure.load() == no && failure.severity().equals("blocking") == blocking)
        .map(failure -> line(load, failure))
        .toList();
  }

  private static String line(DatasetLoad load, Failure failure) {
    String subject = failure.subject().equals(load.dataset()) ? "" : " " + failure.subject();
    return "%s %s: %s%s: expected %s, found %s"
        .formatted(
            load.dataset(),
            load.date(),
            failure.check(),
            subject,
            failure.expected(),
            failure.found());
  }

  private List<NumberedLedgerRow> ledger() {
    return session.list(
        """
        SELECT p.load_no, b.load_id, b.fence, b.table_name, b.rows_read, b.rows_loaded, b.rows_quarantined,
            b.rows_written, b.status
        FROM stage_part p JOIN load_ledger b ON b.load_id = p.load_id ORDER BY b.load_id""",
        row ->
            new NumberedLedgerRow(
                row.getInt(1),
                new LedgerRow(
                    row.getLong(2),
                    row.getLong(3),
                    row.getString(4),
                    new RowCounts(row.getLong(5), row.getLong(6), row.getLong(7)),
                    row.getLong(8),
                    row.getString(9))));
  }

  private List<NumberedCounts> counts() {
    return session.list(
        """
        SELECT load_no,
            count(CASE WHEN status = 'passed' THEN 1 END),
            count(CASE WHEN status = 'failed' AND severity = 'blocking' THEN 1 END),
            count(CASE WHEN status = 'not_evaluated' THEN 1 END),
            count(CASE WHEN status = 'failed' AND severity <> 'blocking' THEN 1 END)
        FROM stage_check GROUP BY load_no""",
        row ->
            new NumberedCounts(
                row.getInt(1),
                new CheckCounts(row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5))));
  }

  private List<Failure> failures() {
    return session.list(
        """
        SELECT load_no, check_name, subject, severity, expected, found
        FROM stage_check WHERE status = 'failed' ORDER BY load_no, table_name, check_name, subject""",
        row ->
            new Failure(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6)));
  }
}

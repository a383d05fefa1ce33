package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.LoadReport.LedgerRow;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Evaluates each {@link Reconciliation} that a batch has changed a side of, whichever side came
 * last. Results are those of the load of its table {@code of}, so that they do not depend on the
 * order of loading, and replace the former ones of that load.
 */
final class Reconciliations {

  private static final List<Reconciliation> ALL = Reconciliation.all();

  /** Holidays are no longer: so far ahead is looked for the next day of a dataset. */
  private static final int DAYS_AHEAD = 30;

  private final Session session;
  private final Dictionary dictionary;
  private final LocalDateTime now;

  Reconciliations(Session session, Dictionary dictionary, LocalDateTime now) {
    this.session = session;
    this.dictionary = dictionary;
    this.now = now;
  }

  /** A result, by the load that it is for. */
  private record Result(
      String dataset, LocalDate date, String status, String expected, String found) {}

  /**
   * Evaluates what the committed loads of a batch have changed; their rows are in their places.
   *
   * @return the reports with the results: of the load that they are for, where it is in the batch;
   *     else failures alone, of the load that brought them to light
   */
  List<DatasetReport> evaluate(List<DatasetReport> reports) {
    List<DatasetReport> all = new ArrayList<>(reports);
    Set<String> changed = new HashSet<>();
    for (DatasetReport report : reports) {
      committed(report).forEach(row -> changed.add(row.table()));
    }
    for (Reconciliation each : ALL) {
      if (each.tables().stream().anyMatch(changed::contains)) {
        evaluate(each, all);
      }
    }
    return all;
  }

  private static List<LedgerRow> committed(DatasetReport report) {
    return report.ledger().stream().filter(row -> row.status().equals("committed")).toList();
  }

  private void evaluate(Reconciliation each, List<DatasetReport> reports) {
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (String table : each.tables()) {
      dates.addAll(changedDates(table, reports));
    }
    if (dates.isEmpty() || stageLoads(each, dates) == 0) {
      return;
    }
    session.temporary(
        "stage_compared",
        "(load_id BIGINT, compared BIGINT, wrong BIGINT, example VARCHAR(65535))");
    session.execute(
        """
        INSERT INTO stage_compared
        SELECT load_id, count(*) AS compared, count(example) AS wrong, min(example) AS example
        FROM (
        %s
        ) t GROUP BY load_id"""
            .formatted(each.sql()));
    keep(each);
    for (Result result : results(each)) {
      report(each, result, reports);
    }
  }

  /** The trading dates of which a batch has changed rows of a table. */
  private Set<LocalDate> changedDates(String table, List<DatasetReport> reports) {
    Set<LocalDate> dates = new HashSet<>();
    List<Long> spanning = new ArrayList<>();
    for (DatasetReport report : reports) {
      for (LedgerRow row : committed(report)) {
        if (row.table().equals(table)) {
          if (isOfOneDate(dictionary.dataset(report.dataset()))) {
            dates.add(report.date());
          } else {
            spanning.add(row.loadId());
          }
        }
      }
    }
    if (!spanning.isEmpty()) {
      dates.addAll(
          session.list(
              "SELECT DISTINCT trading_date FROM %s WHERE load_id IN (%s)"
                  .formatted(table, Literal.list(spanning)),
              row -> row.getObject(1, LocalDate.class)));
    }
    return dates;
  }

  private static boolean isOfOneDate(Dataset dataset) {
    return dataset.period() == Dataset.Period.DAY || dataset.period() == Dataset.Period.WEEK;
  }

  /** Stages the loads that results are for, and counts them. */
  private long stageLoads(Reconciliation each, SortedSet<LocalDate> dates) {
    String datasets =
        Literal.list(
            dictionary.datasets().stream()
                .filter(
                    dataset ->
                        isOfOneDate(dataset) && dataset.lineage().fills().containsKey(each.of()))
                .map(Dataset::id)
                .toList());
    String loads =
        "l.table_name = '%s' AND l.status = 'committed' AND l.rows_written > 0 AND l.dataset IN (%s)"
            .formatted(each.of(), datasets);
    long any =
        session.number(
            "SELECT count(*) FROM load_ledger l WHERE %s AND l.partition_date BETWEEN %s AND %s"
                .formatted(
                    loads,
                    Literal.of(dates.first()),
                    Literal.of(dates.last().plusDays(each.looksBack() ? DAYS_AHEAD : 0))));
    if (any == 0) {
      return 0;
    }
    session.temporary("stage_compared_date", "(trading_date DATE)");
    List<List<?>> rows = new ArrayList<>();
    dates.forEach(date -> rows.add(List.of(date)));
    session.insert("stage_compared_date", rows);
    if (each.looksBack()) {
      session.execute(
          """
          INSERT INTO stage_compared_date
          SELECT min(l.partition_date) FROM stage_compared_date d
          JOIN load_ledger l ON l.partition_date > d.trading_date AND l.partition_date <= d.trading_date + %d
          WHERE %s GROUP BY d.trading_date"""
              .formatted(DAYS_AHEAD, loads));
    }
    session.temporary(
        "stage_compared_load",
        """
        AS
        SELECT l.load_id, l.attempt_id, l.dataset, l.partition_date%s
        FROM load_ledger l%s
        WHERE %s AND l.partition_date IN (SELECT trading_date FROM stage_compared_date)"""
            .formatted(
                each.looksBack() ? ", b.day_before, b.days_before" : "",
                each.looksBack() ? "\nLEFT JOIN " + daysBefore(loads) : "",
                loads));
    return session.number("SELECT count(*) FROM stage_compared_load");
  }

  /** The trading day before each load by the calendar, and how many days are loaded before it. */
  private static String daysBefore(String loads) {
    return """
        (SELECT l.load_id, max(c.date) AS day_before, count(DISTINCT o.partition_date) AS days_before
            FROM load_ledger l
            JOIN dataset d ON d.dataset = l.dataset
            JOIN trading_calendar c ON c.exchange_code = d.exchange_code AND c.is_open
                AND c.date < l.partition_date AND c.date >= l.partition_date - 30
            LEFT JOIN load_ledger o ON o.dataset = l.dataset AND o.table_name = l.table_name
                AND o.status = 'committed' AND o.partition_date = c.date
            WHERE %s AND l.partition_date IN (SELECT trading_date FROM stage_compared_date)
            GROUP BY l.load_id) b ON b.load_id = l.load_id"""
        .formatted(loads);
  }

  private void keep(Reconciliation each) {
    session.execute(
        """
        DELETE FROM check_result USING stage_compared_load c
        WHERE check_result.attempt_id = c.attempt_id AND check_result.partition_date = c.partition_date
            AND check_result.table_name = '%s' AND check_result.check_name = '%s'"""
            .formatted(each.of(), each.name()));
    session.execute(
        """
        INSERT INTO check_result (attempt_id, table_name, partition_date, check_name, subject,
            severity, status, expected, found, checked_at)
        SELECT c.attempt_id, '%s', c.partition_date, '%s', c.dataset, '%s',
            CASE WHEN f.compared IS NULL THEN 'not_evaluated' WHEN f.wrong = 0 THEN 'passed' ELSE 'failed' END,
            %s,
            CASE WHEN f.compared IS NULL THEN 'nothing of the day to compare in %s'
                WHEN f.wrong > 0 THEN left(CAST(f.wrong AS VARCHAR) || ' of ' || CAST(f.compared AS VARCHAR)
                    || ' otherwise, such as ' || f.example, 1000) END,
            %s
        FROM stage_compared_load c
        LEFT JOIN stage_compared f ON f.load_id = c.load_id"""
            .formatted(
                each.of(),
                each.name(),
                each.severity(),
                Literal.of(each.expected()),
                String.join(", ", each.with()),
                Literal.of(now)));
  }

  private List<Result> results(Reconciliation each) {
    return session.list(
        """
        SELECT c.dataset, c.partition_date, r.status, r.expected, r.found
        FROM stage_compared_load c
        JOIN check_result r ON r.attempt_id = c.attempt_id AND r.partition_date = c.partition_date
            AND r.table_name = '%s' AND r.check_name = '%s'
        ORDER BY c.partition_date, c.dataset"""
            .formatted(each.of(), each.name()),
        row ->
            new Result(
                row.getString(1),
                row.getObject(2, LocalDate.class),
                row.getString(3),
                row.getString(4),
                row.getString(5)));
  }

  private static void report(Reconciliation each, Result result, List<DatasetReport> reports) {
    int own = -1;
    int cause = -1;
    for (int i = 0; i < reports.size(); i++) {
      DatasetReport report = reports.get(i);
      List<String> tables = committed(report).stream().map(LedgerRow::table).toList();
      if (tables.contains(each.of())
          && report.dataset().equals(result.dataset())
          && report.date().equals(result.date())) {
        own = i;
      } else if (each.tables().stream().anyMatch(tables::contains)
          && !report.date().isAfter(result.date())) {
        cause = i;
      }
    }
    boolean failed = result.status().equals("failed");
    int target = own >= 0 ? own : cause;
    if (target < 0 || (own < 0 && !failed)) {
      return;
    }
    String line =
        "%s %s: %s: expected %s, found %s"
            .formatted(
                result.dataset(), result.date(), each.name(), result.expected(), result.found());
    reports.set(target, reports.get(target).with(result.status(), failed ? line : null));
  }
}

package io.tapehouse.sql;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tapehouse.dictionary.Partition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param datasets a report per element of the batch, in its order
 */
public record LoadReport(List<DatasetReport> datasets) {

  /** Copies the list. */
  public LoadReport {
    datasets = List.copyOf(datasets);
  }

  /** What became of an element of the batch. */
  public enum Outcome {
    /** Its rows are in the warehouse. */
    COMMITTED,
    /** A check failed: its rows are not in the warehouse; what was there before still is. */
    REFUSED,
    /** Its very input was committed before: nothing was written. */
    UNCHANGED
  }

  /**
   * What became of a dataset of a date.
   *
   * @param partition the dataset and the date that its file is filed under
   * @param outcome whether it is in
   * @param ledger a row per table; none when unchanged
   * @param checks how its checks went
   * @param failures each failed check that blocks, as a readable line
   * @param warnings each failed check that does not block, likewise
   */
  public record DatasetReport(
      @JsonUnwrapped Partition partition,
      Outcome outcome,
      List<LedgerRow> ledger,
      CheckCounts checks,
      List<String> failures,
      List<String> warnings) {

    /** Id of the dataset. */
    public String dataset() {
      return partition.dataset();
    }

    /** The date that its file is filed under. */
    public LocalDate date() {
      return partition.date();
    }

    /** Copies the lists. */
    public DatasetReport {
      ledger = List.copyOf(ledger);
      failures = List.copyOf(failures);
      warnings = List.copyOf(warnings);
    }

    /**
     * The same with one more check that does not block.
     *
     * @param status {@code passed}, {@code failed} or {@code not_evaluated}
     * @param warning a readable line of one that failed
     */
    public DatasetReport with(String status, @Nullable String warning) {
      List<String> more = new ArrayList<>(warnings);
      if (warning != null) {
        more.add(warning);
      }
      return new DatasetReport(partition, outcome, ledger, checks.with(status), failures, more);
    }
  }

  /**
   * A row that was written to {@code load_ledger}.
   *
   * @param loadId rising number of the load
   * @param fence number of the attempt
   * @param table the table of the warehouse
   * @param rows counts of rows of the publisher's file
   * @param rowsWritten rows of the table that were written
   * @param status {@code committed} or {@code refused}
   */
  public record LedgerRow(
      long loadId, long fence, String table, RowCounts rows, long rowsWritten, String status) {}

  /**
   * How checks went; no check is counted twice.
   *
   * @param passed found what they expected
   * @param failed did not, and block
   * @param notEvaluated lacked evidence
   * @param warnings failed, and do not block
   */
  public record CheckCounts(int passed, int failed, int notEvaluated, int warnings) {

    /** No checks at all. */
    public static final CheckCounts NONE = new CheckCounts(0, 0, 0, 0);

    private CheckCounts with(String status) {
      return switch (status) {
        case "passed" -> new CheckCounts(passed + 1, failed, notEvaluated, warnings);
        case "failed" -> new CheckCounts(passed, failed, notEvaluated, warnings + 1);
        default -> new CheckCounts(passed, failed, notEvaluated + 1, warnings);
      };
    }
  }
}

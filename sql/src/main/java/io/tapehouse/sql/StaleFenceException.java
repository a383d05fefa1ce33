package io.tapehouse.sql;

import io.tapehouse.dictionary.Partition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Partitions have another fence number than the attempt that would write them: a later attempt took
 * them, or this one never did. Nothing was written.
 */
public final class StaleFenceException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  private final List<Mismatch> mismatches;

  /** All partitions that are not the attempt's; at least one. */
  public StaleFenceException(List<Mismatch> mismatches) {
    super(mismatches.stream().map(Mismatch::toString).collect(Collectors.joining("; ")));
    this.mismatches = List.copyOf(mismatches);
  }

  /** The partitions that are not the attempt's; the others of the call are. */
  public Set<Partition> stale() {
    return mismatches.stream().map(Mismatch::partition).collect(Collectors.toUnmodifiableSet());
  }

  /** The same with the numbers, in the order of the message. */
  public List<Mismatch> mismatches() {
    return mismatches;
  }

  /**
   * A partition that is not the attempt's.
   *
   * @param partition the partition
   * @param held number of the attempt
   * @param found number of the partition; 0: it has none
   */
  public record Mismatch(Partition partition, long held, long found) {

    @Override
    public String toString() {
      return "%s: the attempt holds fence %d, the partition has %s"
          .formatted(partition, held, found == 0 ? "none" : Long.toString(found));
    }
  }
}

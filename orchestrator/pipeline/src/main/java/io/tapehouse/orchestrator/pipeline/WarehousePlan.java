package io.tapehouse.orchestrator.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tapehouse.dictionary.Partition;
import java.util.List;

/**
 * Which partitions of the archive the next run or rebuild of their dates would make anew.
 *
 * @param partitions by date and dataset
 * @param unchanged how many others are in the warehouse, made from what the archive has now
 */
public record WarehousePlan(List<Planned> partitions, int unchanged) {

  /** Copies the list. */
  public WarehousePlan {
    partitions = List.copyOf(partitions);
  }

  /**
   * A partition that would be made anew.
   *
   * @param partition which
   * @param changes because of what; at least one
   */
  public record Planned(@JsonUnwrapped Partition partition, List<Change> changes) {

    /** Copies the list. */
    public Planned {
      changes = List.copyOf(changes);
    }
  }

  /** What has changed since a partition was loaded. */
  public enum Cause {
    /** It was never loaded, or refused. */
    @JsonProperty("new")
    NEW("not in the warehouse"),
    /** The rules of its dataset have another version. */
    @JsonProperty("rules")
    RULES("rules"),
    /** Its own file has. */
    @JsonProperty("file")
    FILE("file"),
    /** A file that only its checks read has, or was absent. */
    @JsonProperty("evidence")
    EVIDENCE("evidence"),
    /** Another day is known to be the trading day before it. */
    @JsonProperty("calendar")
    CALENDAR("calendar"),
    /** A setting that it depends on. */
    @JsonProperty("setting")
    SETTING("setting"),
    /** A table that its dataset fills has nothing of it yet. */
    @JsonProperty("table")
    TABLE("table"),
    /** The archive no longer has what it was made from. */
    @JsonProperty("unknown")
    UNKNOWN("unknown");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    /** The word for it. */
    public String text() {
      return text;
    }
  }

  /**
   * A change.
   *
   * @param cause what kind of change
   * @param subject what has changed: a dataset, a table
   * @param before what it was when the partition was loaded; empty: does not apply
   * @param after what it is now; empty: does not apply
   */
  public record Change(Cause cause, String subject, String before, String after) {

    /** The change for a person: {@code rules of exchange.report: 1 -> 2}. */
    public String text() {
      return cause.text()
          + (subject.isEmpty() ? "" : " " + subject)
          + (before.isEmpty() && after.isEmpty() ? "" : ": %s -> %s".formatted(before, after));
    }
  }
}

package io.tapehouse.orchestrator.run;

import java.time.Duration;
import java.time.LocalDate;

/**
 * How a task ended.
 *
 * @param stage fetch, transform or load
 * @param dataset id of the dataset
 * @param date the date that its file is filed under
 * @param state how it ended
 * @param detail why it failed or was skipped, or what it did; one line as a rule
 * @param took how long it took
 */
public record TaskRecord(
    Stage stage, String dataset, LocalDate date, State state, String detail, Duration took) {

  /** The way of a file. */
  public enum Stage {
    FETCH,
    TRANSFORM,
    LOAD
  }

  /** How a task can end. */
  public enum State {
    SUCCESS,
    /** Rightly not done. */
    SKIPPED,
    FAILED,
    /** Not done, since what it needs failed. */
    UPSTREAM_FAILED
  }

  /** "fetch taifex.futures_tick 2024-11-05". */
  public String name() {
    return stage.name().toLowerCase(java.util.Locale.ROOT) + " " + dataset + " " + date;
  }
}

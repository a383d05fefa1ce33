package io.tapehouse.orchestrator.state;

import java.util.Arrays;
import java.util.Locale;

/** The states of a DAG run, and which may follow which. */
public enum RunState {
  /** Recorded; begins when the DAG's cap on active runs allows. */
  QUEUED,
  /** Some of its tasks have not ended. */
  RUNNING,
  /** Every task succeeded or was rightly skipped. */
  SUCCESS,
  /** A task failed. */
  FAILED,
  /** A closed day: nothing was to be done. */
  SKIPPED,
  /** A person cancelled it. */
  CANCELLED;

  /** Whether nothing will happen by itself any more. */
  public boolean isEnd() {
    return this != QUEUED && this != RUNNING;
  }

  /** Whether {@code next} may follow; an ended run goes on only by being cleared. */
  public boolean mayBecome(RunState next) {
    return switch (this) {
      case QUEUED -> next == RUNNING || next == SKIPPED || next == CANCELLED;
      case RUNNING -> next.isEnd();
      case SUCCESS, FAILED, SKIPPED, CANCELLED -> next == QUEUED || next == RUNNING;
    };
  }

  /**
   * {@code next}, if it may follow.
   *
   * @throws IllegalTransitionException if it may not
   */
  public RunState to(RunState next) {
    if (!mayBecome(next)) {
      throw new IllegalTransitionException("run", text(), next.text());
    }
    return next;
  }

  /** The word for it in the store, on the command line and in logs. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static RunState of(String text) {
    return Arrays.stream(values())
        .filter(state -> state.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no run state '%s'; there are %s"
                        .formatted(text, Arrays.stream(values()).map(RunState::text).toList())));
  }
}

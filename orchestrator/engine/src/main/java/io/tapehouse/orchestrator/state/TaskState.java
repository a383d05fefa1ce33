package io.tapehouse.orchestrator.state;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The states of a task instance, and the one table of which may follow which. */
public enum TaskState {
  /** Waits for the tasks before it. */
  SCHEDULED,
  /** May begin as soon as a worker is free. */
  QUEUED,
  /** An attempt is at work. */
  RUNNING,
  /** Waits for something outside, and holds no thread meanwhile. */
  DEFERRED,
  /** An attempt failed; the next one waits for its time. */
  UP_FOR_RETRY,
  /** Done. */
  SUCCESS,
  /** Rightly not done. */
  SKIPPED,
  /** Its last attempt failed. */
  FAILED,
  /** Not done, since what it needs failed. */
  UPSTREAM_FAILED,
  /** A person cancelled it. */
  CANCELLED;

  /** The states in which nothing will happen by itself any more. */
  public static final Set<TaskState> ENDS =
      Set.copyOf(EnumSet.of(SUCCESS, SKIPPED, FAILED, UPSTREAM_FAILED, CANCELLED));

  /** Whether nothing will happen by itself any more. */
  public boolean isEnd() {
    return ENDS.contains(this);
  }

  /** Whether it ended otherwise than it should. */
  public boolean isFailure() {
    return this == FAILED || this == UPSTREAM_FAILED || this == CANCELLED;
  }

  /**
   * Whether {@code next} may follow. Nothing but this switch decides it: an ended task goes on only
   * by being cleared, which is the way back to {@link #SCHEDULED}.
   */
  public boolean mayBecome(TaskState next) {
    return switch (this) {
      case SCHEDULED ->
          switch (next) {
            case QUEUED, SKIPPED, UPSTREAM_FAILED, FAILED, CANCELLED -> true;
            default -> false;
          };
      case QUEUED ->
          switch (next) {
            case SCHEDULED, RUNNING, SKIPPED, FAILED, CANCELLED -> true;
            default -> false;
          };
      // Back to QUEUED: its node died, or gave it back. Back to SCHEDULED: cleared while at work.
      case RUNNING ->
          switch (next) {
            case SCHEDULED, QUEUED, DEFERRED, UP_FOR_RETRY, SUCCESS, SKIPPED, FAILED, CANCELLED ->
                true;
            default -> false;
          };
      case DEFERRED, UP_FOR_RETRY ->
          switch (next) {
            case SCHEDULED, RUNNING, SKIPPED, FAILED, CANCELLED -> true;
            default -> false;
          };
      case SUCCESS, SKIPPED, FAILED, UPSTREAM_FAILED, CANCELLED -> next == SCHEDULED;
    };
  }

  /**
   * {@code next}, if it may follow.
   *
   * @throws IllegalTransitionException if it may not
   */
  public TaskState to(TaskState next) {
    if (!mayBecome(next)) {
      throw new IllegalTransitionException("task", text(), next.text());
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
  public static TaskState of(String text) {
    return Arrays.stream(values())
        .filter(state -> state.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no task state '%s'; there are %s"
                        .formatted(text, Arrays.stream(values()).map(TaskState::text).toList())));
  }
}

package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param claim what was worked on
 * @param state {@code SUCCESS}, {@code SKIPPED}, {@code FAILED}, {@code CANCELLED}, {@code
 *     DEFERRED}, {@code UP_FOR_RETRY}, or {@code QUEUED}: handed back undone, where the next claim
 *     has a new number. In a run that is being cancelled, the last three become {@code CANCELLED}
 * @param shortCircuit whether everything after the task is to be skipped
 * @param fault what is counted: nothing, a failure, a throttle
 * @param message what happened, for people
 * @param output what is left for the tasks after it; null keeps what was there
 * @param delay how long until a deferred task or one up for retry goes on; null for other states
 */
public record Ending(
    Claim claim,
    TaskState state,
    boolean shortCircuit,
    Fault fault,
    String message,
    @Nullable String output,
    @Nullable Duration delay) {

  /** Whose fault it was. */
  public enum Fault {
    /** No one's: it was handed back or cancelled. */
    NONE,
    /** The task's: counts as one of its tries. */
    FAILURE,
    /** The publisher wants to be left alone: no fault of the task. */
    THROTTLE
  }

  /** The same with other words. */
  public Ending withMessage(String words) {
    return words.equals(message)
        ? this
        : new Ending(claim, state, shortCircuit, fault, words, output, delay);
  }
}

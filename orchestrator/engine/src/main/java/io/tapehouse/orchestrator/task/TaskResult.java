package io.tapehouse.orchestrator.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of an attempt that did not fail; one that failed throws {@link TaskFailure}. */
public sealed interface TaskResult {

  /** What happened, for people. */
  String message();

  /**
   * Done.
   *
   * @param message what was done
   * @param output for the tasks after it; null: nothing
   */
  record Success(String message, @Nullable String output) implements TaskResult {}

  /**
   * Rightly not done; what that means for the tasks after it, their trigger rules say.
   *
   * @param message why
   */
  record Skipped(String message) implements TaskResult {}

  /**
   * Done, and nothing after it is to be done, whatever the trigger rules say: a closed day.
   *
   * @param message why
   */
  record ShortCircuit(String message) implements TaskResult {}

  /**
   * Waits for something outside. No thread is held; the slot in the pool is.
   *
   * @param message for what
   * @param pause until it is looked at again
   */
  record Deferred(String message, Duration pause) implements TaskResult {}

  /** Done, with nothing for others. */
  static TaskResult success(String message) {
    return new Success(message, null);
  }
}

package io.tapehouse.orchestrator.task;

import io.tapehouse.orchestrator.runstore.Claim;
import java.time.LocalDate;
import java.util.Optional;

/** What an attempt is given. Safe for use by many threads. */
public interface TaskContext {

  /** What is worked on. */
  Claim claim();

  /** The run's logical date. */
  default LocalDate date() {
    return claim().date();
  }

  /** Unique for ever. */
  default String attemptId() {
    return claim().attemptId();
  }

  /** What a task of the same run left. */
  Optional<String> output(String taskId);

  /** Writes a line into the attempt's log. */
  void log(String line);

  /**
   * Whether the attempt still holds its task, asked of the store: to be asked right before what
   * cannot be undone.
   */
  boolean holds();

  /**
   * Whether this attempt is broken off and another one goes on with its work: the node ends, or has
   * lost the task. Work outside is then not to be ended.
   */
  boolean isHandedOver();

  /**
   * Remembers the name of work outside before it is waited for; {@link Claim#externalId}. Nothing:
   * it has ended, and what came of it is known.
   */
  void external(String id);
}

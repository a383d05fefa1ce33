package io.tapehouse.orchestrator.task;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt failed. The message names dataset, date, what was expected and what was found. */
public final class TaskFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;
  private final @Nullable Duration notBefore;
  private final @Nullable String output;

  /** A failure after which the retry policy decides how long to wait. */
  public TaskFailure(ErrorKind kind, String message) {
    this(kind, message, null, null);
  }

  /**
   * A failure.
   *
   * @param notBefore another attempt before this has passed is no use; null: the policy decides
   * @param output what is left for others all the same; null: nothing
   */
  public TaskFailure(
      ErrorKind kind, String message, @Nullable Duration notBefore, @Nullable String output) {
    super(message);
    this.kind = kind;
    this.notBefore = notBefore;
    this.output = output;
  }

  /** Whose fault it is. */
  public ErrorKind kind() {
    return kind;
  }

  /** How long another attempt is no use. */
  public Optional<Duration> notBefore() {
    return Optional.ofNullable(notBefore);
  }

  /** What is left for others all the same. */
  public Optional<String> output() {
    return Optional.ofNullable(output);
  }
}

package io.tapehouse.orchestrator.control;

import io.tapehouse.orchestrator.runstore.RunStoreException;
import io.tapehouse.orchestrator.state.IllegalTransitionException;
import io.tapehouse.sql.WarehouseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What went wrong, in the words that a person reads, whether it went wrong here or at the owner's.
 *
 * @param kind whose fault it is
 * @param message the words
 */
public record FailureMessage(Kind kind, String message) {

  /** Whose fault it is, and so with which code the program exits. */
  public enum Kind {
    /** What was asked is wrong: 2. */
    USAGE,
    /** It could not be done: 1. */
    FAILURE
  }

  /** The failure that an exception stands for; empty when it is a defect of this program. */
  public static Optional<FailureMessage> of(Throwable e) {
    if (e instanceof IllegalArgumentException) {
      return Optional.of(new FailureMessage(Kind.USAGE, String.valueOf(e.getMessage())));
    }
    if (e instanceof OwnerFailureException
        || e instanceof WarehouseException
        || e instanceof RunStoreException
        || e instanceof IllegalTransitionException) {
      return Optional.of(new FailureMessage(Kind.FAILURE, String.valueOf(e.getMessage())));
    }
    if (e instanceof IOException failure) {
      return Optional.of(new FailureMessage(Kind.FAILURE, words(failure)));
    }
    if (e instanceof UncheckedIOException) {
      return Optional.of(new FailureMessage(Kind.FAILURE, String.valueOf(e.getMessage())));
    }
    if (e instanceof InterruptedException) {
      return Optional.of(new FailureMessage(Kind.FAILURE, "interrupted"));
    }
    return Optional.empty();
  }

  /** Some exceptions of the file system have nothing to say but a path. */
  private static String words(IOException e) {
    String message = e.getMessage();
    return message != null && message.contains(" ") ? message : e.toString();
  }

  /** Throws it as the exception that stands for its kind. */
  void raise() throws IOException {
    if (kind == Kind.USAGE) {
      throw new IllegalArgumentException(message);
    }
    throw new OwnerFailureException(message);
  }
}

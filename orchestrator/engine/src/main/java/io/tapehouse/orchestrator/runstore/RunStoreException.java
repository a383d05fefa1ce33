package io.tapehouse.orchestrator.runstore;

import org.jspecify.annotations.Nullable;

/** The engine behind the run store failed. */
public class RunStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names what was tried. */
  public RunStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

package io.tapehouse.orchestrator.runstore;

/** The engine behind the run store failed. */
public class RunStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what was tried. */
  public RunStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}

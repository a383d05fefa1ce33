package io.tapehouse.orchestrator.runstore;

/**
 * The connection was lost while a change was being committed: it is kept as a whole or not at all,
 * and only looking again shows which.
 */
public final class CommitOutcomeUnknownException extends RunStoreException {

  private static final long serialVersionUID = 1L;

  /** Names what was tried. */
  public CommitOutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}

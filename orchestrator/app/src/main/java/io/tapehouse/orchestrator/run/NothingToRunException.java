package io.tapehouse.orchestrator.run;

/** A selection of dates for which the source has nothing. */
public final class NothingToRunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names what is missing. */
  public NothingToRunException(String message) {
    super(message);
  }
}

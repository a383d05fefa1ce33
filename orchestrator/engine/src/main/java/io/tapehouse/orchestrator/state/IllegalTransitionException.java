package io.tapehouse.orchestrator.state;

/** A state may not follow another one. */
public final class IllegalTransitionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names both. */
  public IllegalTransitionException(String what, String from, String to) {
    super("a %s that is %s cannot become %s".formatted(what, from, to));
  }
}

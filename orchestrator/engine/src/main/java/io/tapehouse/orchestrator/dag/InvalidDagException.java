package io.tapehouse.orchestrator.dag;

/** A DAG is not one. */
public final class InvalidDagException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Names the DAG. */
  public InvalidDagException(String dagId, String words) {
    super("DAG '%s': %s".formatted(dagId, words));
  }
}

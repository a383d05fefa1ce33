package io.tapehouse.orchestrator.operations;

/** Whether a change is made or only described. */
public enum Execution {
  /** It is made. */
  PERFORM,
  /** The answer describes what it would change. */
  DRY_RUN
}

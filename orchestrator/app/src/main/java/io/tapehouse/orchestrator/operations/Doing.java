package io.tapehouse.orchestrator.operations;

/** Whether something is done or only said. */
public enum Doing {
  /** It is done. */
  REALLY,
  /** It is said what would be done. */
  DRY
}

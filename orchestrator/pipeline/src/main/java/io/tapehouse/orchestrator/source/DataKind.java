package io.tapehouse.orchestrator.source;

/** What kind of data a source brings and a home holds; never both in one home. */
public enum DataKind {
  /** Publishers' data. */
  REAL,
  /** The simulator's. */
  SIMULATED
}

package io.tapehouse.orchestrator.operations;

/** Who works on what is in the run store. */
public enum SchedulerPresence {
  /** A scheduler: what is asked for begins by itself. */
  SCHEDULER,
  /** A run in the foreground that sees to nothing but itself. */
  FOREGROUND_RUN,
  /** No process. */
  NO_SCHEDULER,
  /** The store is shared, and it is not known who else uses it. */
  UNKNOWN
}

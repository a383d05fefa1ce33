package io.tapehouse.orchestrator.execute;

/** Why a running attempt is to be stopped. */
enum StopReason {
  /** It has taken longer than it may. */
  TIMEOUT,
  /** Its run was cancelled. */
  CANCELLED,
  /** Its task was taken over, or cleared. */
  LOST,
  /** The node stops: the task is handed back. */
  SHUTDOWN
}

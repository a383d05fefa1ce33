package io.tapehouse.orchestrator.execute;

/** Why an attempt at work is to be broken off. */
enum BreakOff {
  /** It has taken longer than it may. */
  TIMEOUT,
  /** Somebody does not want it any more. */
  CANCELLED,
  /** Its task belongs to somebody else now. */
  LOST,
  /** The node goes: the task is handed back. */
  SHUTDOWN
}

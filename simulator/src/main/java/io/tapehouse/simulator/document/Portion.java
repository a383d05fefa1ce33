package io.tapehouse.simulator.document;

/** How much of a day a file holds. */
public enum Portion {
  WHOLE_DAY,
  /**
   * What a file holds that was published too early: of futures the night session, else the morning.
   */
  FIRST_PART
}

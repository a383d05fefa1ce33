package io.tapehouse.orchestrator.spark;

/** How much Spark will have to do before it is closed. */
public enum SparkUse {
  /**
   * A few days' files: its start is most of the time. Java's quick compiler alone makes a day of
   * ticks a quarter faster from a cold start, and half as fast once all is warm.
   */
  BRIEF,

  /** More, or nobody knows. */
  LASTING
}

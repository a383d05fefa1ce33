package io.tapehouse.orchestrator.task;

import java.util.Locale;

/** Whose fault it is that an attempt failed, which decides whether and when there is another. */
public enum ErrorKind {
  /** The publisher wants to be left alone. No fault of the task, and none of its tries. */
  THROTTLED(4, true),
  /** The publisher, or the way to it, has trouble. */
  PUBLISHER(1, true),
  /** The publisher has nothing where there should be something, or something that is none. */
  SUSPECT(2, true),
  /** The file cannot be read or fails its checks: only another file would help. */
  DATA(0, false),
  /** Our own disk, memory or Spark. */
  RESOURCES(1, true),
  /** It took longer than it may. */
  TIMEOUT(1, true),
  /** The configuration or the question is wrong. */
  USER(0, false),
  /** A fault in this program. */
  DEFECT(1, true);

  private final int waits;
  private final boolean retried;

  ErrorKind(int waits, boolean retried) {
    this.waits = waits;
    this.retried = retried;
  }

  /** How many times as long as usual one waits. */
  int waits() {
    return waits;
  }

  /** Whether another attempt may end otherwise. */
  public boolean isRetried() {
    return retried;
  }

  /** The word for it in logs. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

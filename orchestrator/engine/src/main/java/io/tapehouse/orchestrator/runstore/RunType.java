package io.tapehouse.orchestrator.runstore;

import java.util.Locale;

/** Why there is a run. */
public enum RunType {
  /** Its DAG's schedule came round to its date. */
  SCHEDULED,
  /** A person requested it. */
  MANUAL,
  /** A backfill came to its date. */
  BACKFILL;

  /** The word for it in the store and on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

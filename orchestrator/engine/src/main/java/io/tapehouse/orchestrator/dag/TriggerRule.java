package io.tapehouse.orchestrator.dag;

import java.util.Locale;

/** What the tasks that a task needs must have come to before it begins; Airflow's words. */
public enum TriggerRule {
  /** All succeeded. One that failed fails it, one that was skipped skips it. */
  ALL_SUCCESS,
  /** All have ended, however. */
  ALL_DONE,
  /** None failed; skipped ones do not matter. */
  NONE_FAILED,
  /** At least one failed; it does not wait for the others. */
  ONE_FAILED,
  /** None failed, and at least one succeeded. */
  NONE_FAILED_MIN_ONE_SUCCESS;

  /** The word for it on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.tapehouse.orchestrator.state;

import java.util.Locale;

/** The states of a backfill, and which may follow which. */
public enum BackfillState {
  /** Begins runs as its cap allows. */
  RUNNING,
  /** Begins none; those that run go on to their end. */
  PAUSED,
  /** Every date of it has ended. */
  FINISHED,
  /** Given up, with all that was left of it. */
  CANCELLED;

  /** Whether {@code next} may follow. */
  public boolean mayBecome(BackfillState next) {
    return switch (this) {
      case RUNNING -> next == PAUSED || next == FINISHED || next == CANCELLED;
      case PAUSED -> next == RUNNING || next == FINISHED || next == CANCELLED;
      case FINISHED, CANCELLED -> false;
    };
  }

  /**
   * {@code next}, if it may follow.
   *
   * @throws IllegalTransitionException if it may not
   */
  public BackfillState to(BackfillState next) {
    if (!mayBecome(next)) {
      throw new IllegalTransitionException("backfill", text(), next.text());
    }
    return next;
  }

  /** The word for it in the store, on the command line and in logs. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of a word that {@link #text} gave. */
  public static BackfillState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

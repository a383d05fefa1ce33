package io.tapehouse.orchestrator.plan;

import java.time.LocalDate;
import java.util.Optional;

/** On which days a DAG has something to run, as far as is known. Safe for use by many threads. */
@FunctionalInterface
public interface RunCalendar {

  /** Why there is nothing to run on a date; empty: the day is open, or assumed to be. */
  Optional<Closure> closure(LocalDate date);

  /**
   * A closed day.
   *
   * @param reason in words, such as {@code closed (schedule): New Year}
   * @param observed whether it is a fact, and not what a schedule or the day of the week suggests
   */
  record Closure(String reason, boolean observed) {}
}

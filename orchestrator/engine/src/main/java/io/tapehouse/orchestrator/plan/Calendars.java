package io.tapehouse.orchestrator.plan;

import java.util.Optional;

/** The calendars as they are known now. Safe for use by many threads. */
@FunctionalInterface
public interface Calendars {

  /**
   * The calendar of this name.
   *
   * @param name as a DAG gives it; empty for a DAG that runs on all days
   * @return empty: there is no such calendar, so that all days are open
   */
  Optional<RunCalendar> calendar(String name);
}

package io.tapehouse.orchestrator.run;

import java.time.LocalDate;

/** Which trading dates a run is for. */
public sealed interface DateSelection {

  /** One date. */
  record One(LocalDate date) implements DateSelection {}

  /** All dates from one to another, both included. */
  record Range(LocalDate from, LocalDate to) implements DateSelection {

    /** Refuses a range that ends before it begins. */
    public Range {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("--to " + to + " is before --from " + from);
      }
    }
  }

  /** The latest date whose files are due; of a folder, the latest that it has. */
  record Latest() implements DateSelection {}
}

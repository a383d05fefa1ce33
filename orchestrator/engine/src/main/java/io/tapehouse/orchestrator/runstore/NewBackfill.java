package io.tapehouse.orchestrator.runstore;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * A backfill to be recorded.
 *
 * @param dagId its DAG
 * @param dates its logical dates in the order in which they are to be begun; not empty, each once
 * @param maxActiveRuns how many of its runs may be active at once
 * @param reprocess what happens to a date that has a run already
 * @param kind who follows it
 * @param createdBy words on who asked for it
 */
public record NewBackfill(
    String dagId,
    List<LocalDate> dates,
    int maxActiveRuns,
    Reprocess reprocess,
    Kind kind,
    String createdBy) {

  /** What happens to a date that has an ended run already. */
  public enum Reprocess {
    /** It is left alone, unless that run was cancelled or skipped as closed and is open now. */
    NONE,
    /** As {@link #NONE}, and a failed run is run again. */
    FAILED,
    /** It is run again, all of it. */
    ALL;

    /** The word for it in the store and on the command line. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who follows it. */
  public enum Kind {
    /** A scheduler does it whenever one runs. */
    BACKFILL,
    /** {@code tapehouse run}: it is cancelled with its process. */
    FOREGROUND
  }
}

package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.BackfillState;
import java.time.LocalDate;
import java.util.List;

/**
 * What the scheduler runs for a {@link RunRequest}.
 *
 * @param backfills one a DAG, in the order in which they are to be followed
 */
public record RequestedRuns(List<Part> backfills) {

  /**
   * The runs of one DAG.
   *
   * @param backfillId the backfill that was made for them
   * @param tasks how many tasks there will be at most
   * @param lacking open dates for which the source has nothing
   */
  public record Part(long backfillId, int tasks, List<LocalDate> lacking) {}

  /**
   * How far a part is.
   *
   * @param state of the backfill
   * @param events what happened since the last one that was seen, at most {@link #MOST_EVENTS}
   * @param tasks all tasks, once the backfill has ended and no event is left; else empty
   */
  public record Update(BackfillState state, List<Event> events, List<TaskInstance> tasks) {

    /** How many events one answer has at most. */
    public static final int MOST_EVENTS = 1_000;

    /** Whether nothing more will come. */
    public boolean ended() {
      return events.isEmpty()
          && (state == BackfillState.FINISHED || state == BackfillState.CANCELLED);
    }
  }
}

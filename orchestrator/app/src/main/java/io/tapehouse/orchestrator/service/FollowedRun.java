package io.tapehouse.orchestrator.service;

import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.BackfillState;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@code tapehouse run} and the owner of a home say to one another. */
public final class FollowedRun {

  /** Asks the owner to run. */
  public static final String START = "run-start";

  /** Asks how it goes. */
  public static final String FOLLOW = "run-follow";

  private FollowedRun() {}

  /**
   * What is to be run.
   *
   * @param source the source that the client was told to use; null: whatever the owner's is
   * @param dags ids of DAGs; empty: all
   * @param date one trading date; null: see the others
   * @param from first of a range; null: the latest date
   * @param to last of a range
   */
  public record Start(
      @Nullable String source,
      List<String> dags,
      @Nullable LocalDate date,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {}

  /**
   * What will be run.
   *
   * @param backfills one a DAG, in the order in which they are to be followed
   */
  public record Started(List<Part> backfills) {}

  /**
   * The runs of one DAG.
   *
   * @param backfillId the backfill that was made for them
   * @param tasks how many tasks there will be at most
   * @param lacking open dates that the source has nothing for
   */
  public record Part(long backfillId, int tasks, List<LocalDate> lacking) {}

  /**
   * How does it go?
   *
   * @param backfillId which
   * @param after the last event that was heard of
   */
  public record Follow(long backfillId, long after) {}

  /**
   * How it goes.
   *
   * @param state of the backfill
   * @param events what happened since
   * @param tasks all tasks, once the backfill has ended; else empty
   */
  public record News(BackfillState state, List<Event> events, List<TaskInstance> tasks) {}
}

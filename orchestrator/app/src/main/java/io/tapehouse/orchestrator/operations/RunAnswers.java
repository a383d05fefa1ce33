package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunType;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about runs. */
public final class RunAnswers {

  private RunAnswers() {}

  /**
   * A run in a list.
   *
   * @param id its number
   * @param dagId its DAG
   * @param date its logical date
   * @param type why there is a run
   * @param state how far it is
   * @param note why it is skipped or cancelled; empty as a rule
   * @param backfillId the backfill that it belongs to
   * @param cancelRequested whether it ends as soon as its attempts have ended
   * @param deadline when it should have ended
   * @param queuedAt when it was last queued
   * @param startedAt when it last began
   * @param endedAt when it ended
   */
  public record Line(
      long id,
      String dagId,
      LocalDate date,
      RunType type,
      RunState state,
      String note,
      @Nullable Long backfillId,
      boolean cancelRequested,
      @Nullable Instant deadline,
      Instant queuedAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {

    static Line of(Run run) {
      return new Line(
          run.id(),
          run.dagId(),
          run.date(),
          run.type(),
          run.state(),
          run.note(),
          run.backfillId(),
          run.cancelRequested(),
          run.deadline(),
          run.queuedAt(),
          run.startedAt(),
          run.endedAt());
    }
  }

  /**
   * A run.
   *
   * @param line as in a list
   * @param now the store's clock, for durations of what is at work
   * @param tasks by depth and name
   */
  public record Detail(Line line, Instant now, List<Task> tasks) {}

  /**
   * A task of a run.
   *
   * @param id its name
   * @param depth length of the longest way to it from a task that needs none
   * @param state how far it is
   * @param attempts the number of its newest attempt; 0: there was none
   * @param node where the newest attempt is or was
   * @param message what it said last
   * @param nextAt of a deferred task or one up for retry: when it goes on
   * @param startedAt when its newest attempt began
   * @param endedAt when it ended
   */
  public record Task(
      String id,
      int depth,
      TaskState state,
      int attempts,
      @Nullable String node,
      String message,
      @Nullable Instant nextAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {

    static Task of(TaskInstance task) {
      return new Task(
          task.taskId(),
          task.depth(),
          task.state(),
          task.number(),
          task.node(),
          task.message(),
          task.nextAt(),
          task.startedAt(),
          task.endedAt());
    }
  }

  /**
   * A change of a task's state.
   *
   * @param at when
   * @param taskId the task
   * @param attempt the number of the attempt that it belongs to; 0: none yet
   * @param from before
   * @param to after
   * @param message why
   */
  public record Happening(
      Instant at, String taskId, int attempt, TaskState from, TaskState to, String message) {

    static Happening of(Event event) {
      return new Happening(
          event.at(), event.taskId(), event.number(), event.from(), event.to(), event.message());
    }
  }
}

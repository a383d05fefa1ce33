package io.tapehouse.orchestrator.dag;

import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.orchestrator.task.TaskBody;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies the trigger rules. A task that its DAG has no more is skipped; one that the run lacks,
 * for the DAG got it later, counts as ended well. A run fails when any of its tasks did.
 */
public final class DagResolver implements Resolver {

  /** Of a run that one of its tasks ended, since nothing was to be done. */
  public static final String ENDED_EARLY = "ended early by one of its tasks";

  /** Of a task that is skipped because one that it needs was. */
  public static final String NEEDS_SKIPPED = "what it needs was skipped";

  private final DagBook book;

  /** For the DAGs of a book; the runs of others are left as they are. */
  public DagResolver(DagBook book) {
    this.book = book;
  }

  @Override
  public Resolution resolve(Run run, Map<String, View> tasks) {
    Optional<Dag> dag = book.find(run.dagId());
    if (dag.isEmpty()) {
      // Nothing can follow any more, but what has ended has ended.
      return end(run, tasks.values(), List.of());
    }
    Map<String, View> now = new HashMap<>(tasks);
    List<Move> moves = new ArrayList<>();
    for (Map.Entry<String, View> entry : tasks.entrySet()) {
      if (!dag.get().tasks().containsKey(entry.getKey())
          && entry.getValue().state() == TaskState.SCHEDULED) {
        move(new Move(entry.getKey(), TaskState.SKIPPED, "the DAG has it no more"), now, moves);
      }
    }
    Set<String> cut = cutShort(dag.get(), tasks);
    // Tasks stand after those that they need, so one pass comes to the end of every chain.
    for (DagTask task : dag.get().tasks().values()) {
      View view = now.get(task.id());
      if (view != null && view.state() == TaskState.SCHEDULED) {
        Move move = withoutAttempt(task, run, follow(task, now, run.cancelRequested(), cut));
        if (move != null) {
          move(move, now, moves);
        }
      }
    }
    return end(run, now.values(), moves);
  }

  private static void move(Move move, Map<String, View> now, List<Move> moves) {
    View before = now.get(move.taskId());
    now.put(move.taskId(), new View(before.state().to(move.to()), false));
    moves.add(move);
  }

  private static Resolution end(Run run, Collection<View> tasks, List<Move> moves) {
    if (!tasks.stream().allMatch(task -> task.state().isEnd())) {
      return new Resolution(moves, null, "");
    }
    if (run.cancelRequested()) {
      return new Resolution(moves, RunState.CANCELLED, "");
    }
    if (tasks.stream().anyMatch(task -> task.state().isFailure())) {
      return new Resolution(moves, RunState.FAILED, "");
    }
    boolean endedEarly = tasks.stream().anyMatch(View::shortCircuited);
    return endedEarly
        ? new Resolution(moves, RunState.SKIPPED, ENDED_EARLY)
        : new Resolution(moves, RunState.SUCCESS, "");
  }

  private static @Nullable Move follow(
      DagTask task, Map<String, View> now, boolean cancelled, Set<String> cut) {
    if (cancelled) {
      return new Move(task.id(), TaskState.CANCELLED, "the run is cancelled");
    }
    if (cut.contains(task.id())) {
      return new Move(task.id(), TaskState.SKIPPED, "a task before it ended the run early");
    }
    Needs needs = Needs.of(task, now);
    Move early = needs.early(task);
    if (early != null) {
      return early;
    }
    boolean waits =
        task.upstream().stream()
            .map(now::get)
            .anyMatch(view -> view != null && !view.state().isEnd());
    return waits ? null : needs.late(task);
  }

  /** A task that would be queued, and has nothing to do, is skipped. */
  private static @Nullable Move withoutAttempt(DagTask task, Run run, @Nullable Move move) {
    if (move == null
        || move.to() != TaskState.QUEUED
        || !(task.body() instanceof TaskBody.Single body)) {
      return move;
    }
    return body.nothingToDo(run.date())
        .map(reason -> new Move(task.id(), TaskState.SKIPPED, reason))
        .orElse(move);
  }

  /** Everything after a task that ended the run early, at whatever distance. */
  private static Set<String> cutShort(Dag dag, Map<String, View> tasks) {
    List<String> ends =
        tasks.entrySet().stream()
            .filter(entry -> entry.getValue().shortCircuited())
            .map(Map.Entry::getKey)
            .toList();
    Set<String> cut = dag.withDownstream(ends);
    ends.forEach(cut::remove);
    return cut;
  }

  /** What the needs of a task have come to. */
  private record Needs(int succeeded, int skipped, @Nullable String failed, int open) {

    static Needs of(DagTask task, Map<String, View> now) {
      int succeeded = 0;
      int skipped = 0;
      int open = 0;
      String failed = null;
      for (String need : task.needs()) {
        View view = now.get(need);
        if (view == null || view.state() == TaskState.SUCCESS) {
          succeeded++;
        } else if (view.state() == TaskState.SKIPPED) {
          skipped++;
        } else if (view.state().isFailure()) {
          failed = failed == null ? need + " is " + view.state().text() : failed;
        } else {
          open++;
        }
      }
      return new Needs(succeeded, skipped, failed, open);
    }

    /** What is certain before all have ended. */
    @Nullable Move early(DagTask task) {
      return switch (task.rule()) {
        case ALL_SUCCESS ->
            failed != null
                ? new Move(task.id(), TaskState.UPSTREAM_FAILED, failed)
                : skipped > 0 ? new Move(task.id(), TaskState.SKIPPED, NEEDS_SKIPPED) : null;
        case NONE_FAILED, NONE_FAILED_MIN_ONE_SUCCESS ->
            failed != null ? new Move(task.id(), TaskState.UPSTREAM_FAILED, failed) : null;
        case ONE_FAILED -> failed != null ? new Move(task.id(), TaskState.QUEUED, failed) : null;
        case ALL_DONE -> null;
      };
    }

    /** What follows when all have ended and nothing followed before. */
    Move late(DagTask task) {
      return switch (task.rule()) {
        case ALL_SUCCESS, ALL_DONE, NONE_FAILED -> new Move(task.id(), TaskState.QUEUED, "");
        case ONE_FAILED ->
            new Move(task.id(), TaskState.SKIPPED, "nothing that it needs has failed");
        case NONE_FAILED_MIN_ONE_SUCCESS ->
            succeeded > 0 || task.needs().isEmpty()
                ? new Move(task.id(), TaskState.QUEUED, "")
                : new Move(task.id(), TaskState.SKIPPED, NEEDS_SKIPPED);
      };
    }
  }
}

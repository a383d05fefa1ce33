package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A DAG in which each task needs the success of all whose first letter comes before its own: {@code
 * a, b, c} is a chain, {@code a, b1, b2, c} a fan.
 */
final class Letters implements Resolver {

  @Override
  public Resolution resolve(Run run, Map<String, View> tasks) {
    Map<String, View> now = new TreeMap<>(tasks);
    List<Move> moves = new ArrayList<>();
    for (String name : new TreeMap<>(tasks).keySet()) {
      List<View> before =
          now.entrySet().stream()
              .filter(other -> other.getKey().charAt(0) < name.charAt(0))
              .map(Map.Entry::getValue)
              .toList();
      View view = tasks.get(name);
      if (view != null && view.state() == TaskState.SCHEDULED) {
        TaskState next = next(before);
        if (next != TaskState.SCHEDULED) {
          moves.add(new Move(name, next, next == TaskState.QUEUED ? "" : "of those before"));
          now.put(name, new View(next, false));
        }
      }
    }
    return new Resolution(moves, end(run, now.values().stream().map(View::state).toList()), "");
  }

  private static TaskState next(List<View> before) {
    if (before.stream().anyMatch(View::shortCircuited)) {
      return TaskState.SKIPPED;
    }
    if (before.stream().anyMatch(view -> view.state().isFailure())) {
      return TaskState.UPSTREAM_FAILED;
    }
    return before.stream().allMatch(view -> view.state().isEnd())
        ? TaskState.QUEUED
        : TaskState.SCHEDULED;
  }

  private static @org.jspecify.annotations.Nullable RunState end(Run run, List<TaskState> states) {
    if (!states.stream().allMatch(TaskState::isEnd)) {
      return null;
    }
    if (run.cancelRequested()) {
      return RunState.CANCELLED;
    }
    return states.stream().anyMatch(TaskState::isFailure) ? RunState.FAILED : RunState.SUCCESS;
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tasks of some runs, as this transaction leaves them. */
record TasksOfRuns(Map<Long, Map<String, TaskRow>> byRun) {

  Map<String, TaskRow> of(long runId) {
    return byRun.getOrDefault(runId, Map.of());
  }

  Collection<TaskRow> tasks(long runId) {
    return List.copyOf(of(runId).values());
  }

  Map<Long, TaskRow> byId() {
    Map<Long, TaskRow> tasks = new HashMap<>();
    byRun.values().forEach(run -> run.values().forEach(task -> tasks.put(task.id(), task)));
    return tasks;
  }

  @Nullable TaskRow task(long runId, String taskId) {
    return of(runId).get(taskId);
  }

  /** Remembers that a task has changed. */
  void changed(TaskRow task) {
    of(task.runId()).put(task.taskId(), task);
  }
}

package io.tapehouse.orchestrator.runstore.jdbc.runs;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tasks of some runs, as a transaction leaves them. Used by one thread. */
public final class RunTasks {

  private final Map<Long, Map<String, TaskRow>> byRun = new LinkedHashMap<>();

  private RunTasks() {}

  static RunTasks of(List<TaskRow> rows) {
    RunTasks tasks = new RunTasks();
    rows.forEach(tasks::changed);
    return tasks;
  }

  /** The tasks of a run by name; none where it has none. */
  Map<String, TaskRow> byName(long runId) {
    return byRun.getOrDefault(runId, Map.of());
  }

  /** The tasks of a run; a copy, so that they may be changed meanwhile. */
  public Collection<TaskRow> of(long runId) {
    return List.copyOf(byName(runId).values());
  }

  /** All tasks by number. */
  public Map<Long, TaskRow> byId() {
    Map<Long, TaskRow> tasks = new HashMap<>();
    byRun.values().forEach(run -> run.values().forEach(task -> tasks.put(task.id(), task)));
    return tasks;
  }

  /** A task of a run; null: it has none of this name. */
  public @Nullable TaskRow task(long runId, String taskId) {
    return byName(runId).get(taskId);
  }

  /** Remembers that a task has changed. */
  public void changed(TaskRow task) {
    byRun.computeIfAbsent(task.runId(), id -> new LinkedHashMap<>()).put(task.taskId(), task);
  }
}

package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.operations.ClearRequest.Choice;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.Runs;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people do to tasks. */
final class TaskOperations {

  private final OperationsContext with;
  private final Runs runs;
  private final Lookup lookup;

  TaskOperations(OperationsContext with, Lookup lookup) {
    this.with = with;
    this.runs = with.store();
    this.lookup = lookup;
  }

  TaskChange clear(ClearRequest request) throws OperationFailedException {
    Run run = lookup.run(request.run());
    List<String> tasks = ids(chosen(run, request.tasks(), request.only()));
    int changed = 0;
    if (request.execution() == Execution.PERFORM && !tasks.isEmpty()) {
      changed =
          runs.clear(Map.of(run.id(), Set.copyOf(tasks)), "manual:" + run.name(), with.resolver());
      with.wake().run();
    }
    return change(run, tasks, changed);
  }

  TaskChange set(SetRequest request) throws OperationFailedException {
    Run run = lookup.run(request.run());
    List<TaskInstance> chosen = chosen(run, request.tasks(), request.only());
    for (TaskInstance task : chosen) {
      if (task.state() == TaskState.RUNNING) {
        throw new OperationFailedException(
            "%s %s is at work; tapehouse runs cancel %s breaks it off"
                .formatted(run.name(), task.taskId(), run.name()));
      }
      task.state().to(request.state());
    }
    int changed = 0;
    if (request.execution() == Execution.PERFORM && !chosen.isEmpty()) {
      runs.set(
          run.id(),
          Set.copyOf(ids(chosen)),
          request.state(),
          "set to %s by hand".formatted(request.state().text()),
          with.resolver());
      changed = chosen.size();
      with.wake().run();
    }
    return change(run, ids(chosen), changed);
  }

  /** The tasks with these names, or all of them, narrowed and widened; by depth. */
  private List<TaskInstance> chosen(Run run, Set<String> names, Set<Choice> choices)
      throws OperationFailedException {
    List<TaskInstance> all = lookup.tasks(run, Set.of());
    Set<String> chosen = new LinkedHashSet<>();
    for (TaskInstance task : lookup.tasks(run, names)) {
      if (!choices.contains(Choice.FAILED) || task.state().isFailure()) {
        chosen.add(task.taskId());
      }
    }
    widen(run, choices, chosen);
    return all.stream().filter(task -> chosen.contains(task.taskId())).toList();
  }

  private static List<String> ids(List<TaskInstance> tasks) {
    return tasks.stream().map(TaskInstance::taskId).toList();
  }

  private void widen(Run run, Set<Choice> choices, Set<String> chosen) {
    if (!choices.contains(Choice.DOWNSTREAM) && !choices.contains(Choice.UPSTREAM)) {
      return;
    }
    Dag dag = lookup.dag(run.dagId());
    // Of tasks that the DAG has no more, neighbours are unknown.
    Set<String> known = new LinkedHashSet<>(chosen);
    known.retainAll(dag.tasks().keySet());
    if (choices.contains(Choice.DOWNSTREAM)) {
      chosen.addAll(dag.withDownstream(known));
    }
    if (choices.contains(Choice.UPSTREAM)) {
      chosen.addAll(dag.withUpstream(known));
    }
  }

  private TaskChange change(Run run, List<String> tasks, int changed) {
    return new TaskChange(
        run.dagId(), run.date(), tasks, changed, runs.run(run.id()).orElse(run).state());
  }
}

package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.runstore.GridCell;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.Runs;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people ask about runs. */
final class RunOperations {

  private final OperationsContext with;
  private final Runs runs;
  private final Lookup lookup;

  RunOperations(OperationsContext with, Lookup lookup) {
    this.with = with;
    this.runs = with.store();
    this.lookup = lookup;
  }

  List<RunAnswers.Line> list(RunFilter filter) {
    String dagId = filter.dagId() == null ? null : lookup.dagWithRuns(filter.dagId());
    return runs
        .runs(
            new RunQuery(dagId, filter.states(), filter.from(), filter.to(), null, filter.limit()))
        .stream()
        .map(RunAnswers.Line::of)
        .toList();
  }

  RunAnswers.Detail show(String name) throws OperationFailedException {
    Run run = lookup.run(name);
    return new RunAnswers.Detail(
        RunAnswers.Line.of(run),
        runs.now(),
        runs.tasks(run.id()).stream().map(RunAnswers.Task::of).toList());
  }

  List<RunAnswers.Happening> events(String name) throws OperationFailedException {
    return runs.events(lookup.run(name).id()).stream().map(RunAnswers.Happening::of).toList();
  }

  GridAnswer grid(String name, int dates) {
    if (dates < 1) {
      throw new IllegalArgumentException("expected at least 1 day, found " + dates);
    }
    String dagId = lookup.dagWithRuns(name);
    Set<String> tasks = new LinkedHashSet<>();
    with.book().find(dagId).map(Dag::tasks).ifPresent(known -> tasks.addAll(known.keySet()));
    Map<LocalDate, Map<String, TaskState>> cells = new LinkedHashMap<>();
    for (GridCell cell : runs.grid(dagId, dates)) {
      tasks.add(cell.taskId());
      cells
          .computeIfAbsent(cell.date(), date -> new LinkedHashMap<>())
          .put(cell.taskId(), cell.state());
    }
    // Closed days have runs without tasks.
    List<GridAnswer.Row> rows =
        runs.runs(new RunQuery(dagId, Set.of(), null, null, null, dates)).stream()
            .map(
                run ->
                    new GridAnswer.Row(
                        run.date(),
                        run.state(),
                        run.note(),
                        cells.getOrDefault(run.date(), Map.of())))
            .toList();
    return new GridAnswer(dagId, List.copyOf(tasks), rows);
  }

  RunAnswers.Line cancel(String name) throws OperationFailedException {
    Run run = lookup.run(name);
    if (run.state().isEnd()) {
      throw new OperationFailedException(
          "%s has ended already (%s)".formatted(run.name(), run.state().text()));
    }
    runs.cancel(List.of(run.id()), "cancelled by hand", with.resolver());
    with.wake().run();
    return RunAnswers.Line.of(runs.run(run.id()).orElseThrow());
  }
}

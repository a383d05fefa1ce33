package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.runstore.GridCell;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people ask about runs. */
final class RunOperations {

  private final Surroundings with;
  private final RunStore store;
  private final Lookup lookup;

  RunOperations(Surroundings with, Lookup lookup) {
    this.with = with;
    this.store = with.store();
    this.lookup = lookup;
  }

  List<RunAnswers.Line> list(RunFilter filter) {
    String dagId = filter.dagId() == null ? null : lookup.dagWithRuns(filter.dagId());
    return store
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
        store.now(),
        store.tasks(run.id()).stream().map(RunAnswers.Task::of).toList());
  }

  List<RunAnswers.Happening> events(String name) throws OperationFailedException {
    return store.events(lookup.run(name).id()).stream().map(RunAnswers.Happening::of).toList();
  }

  GridAnswer grid(String name, int dates) {
    if (dates < 1) {
      throw new IllegalArgumentException("expected at least 1 day, found " + dates);
    }
    String dagId = lookup.dagWithRuns(name);
    Set<String> tasks = new LinkedHashSet<>();
    with.book().find(dagId).map(Dag::tasks).ifPresent(known -> tasks.addAll(known.keySet()));
    Map<LocalDate, Map<String, TaskState>> cells = new LinkedHashMap<>();
    for (GridCell cell : store.grid(dagId, dates)) {
      tasks.add(cell.taskId());
      cells
          .computeIfAbsent(cell.date(), date -> new LinkedHashMap<>())
          .put(cell.taskId(), cell.state());
    }
    // Closed days have runs without tasks.
    List<GridAnswer.Row> rows =
        store.runs(new RunQuery(dagId, Set.of(), null, null, null, dates)).stream()
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
    store.cancel(List.of(run.id()), "cancelled by hand", with.resolver());
    with.wake().run();
    return RunAnswers.Line.of(store.run(run.id()).orElseThrow());
  }
}

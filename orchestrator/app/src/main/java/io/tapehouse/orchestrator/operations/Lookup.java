package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.config.Suggestion;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.runstore.DagRegistry;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunHistory;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what people name, or the nearest thing that there is. */
final class Lookup {

  private final DagRegistry dags;
  private final RunHistory history;
  private final DagBook book;

  <S extends DagRegistry & RunHistory> Lookup(S store, DagBook book) {
    this.dags = store;
    this.history = store;
    this.book = book;
  }

  Dag dag(String id) {
    return book.find(id).orElseThrow(() -> unknown("DAG", id, book.ids()));
  }

  /** Also one that the program has no more, if it has runs. */
  String dagWithRuns(String id) {
    Set<String> known = new TreeSet<>(book.ids());
    dags.dags().forEach(dag -> known.add(dag.dagId()));
    if (!known.contains(id)) {
      throw unknown("DAG", id, known);
    }
    return id;
  }

  /** A run by {@code <dag>@<date>} or its number. */
  Run run(String name) throws OperationFailedException {
    if (name.matches("[0-9]{1,18}")) {
      return history
          .run(Long.parseLong(name))
          .orElseThrow(
              () ->
                  new OperationFailedException(
                      "there is no run %s; tapehouse runs list names them".formatted(name)));
    }
    int at = name.lastIndexOf('@');
    if (at < 1) {
      throw new IllegalArgumentException(
          "expected a run as <dag>@<yyyy-mm-dd> or a number, found '%s'".formatted(name));
    }
    String dagId = dagWithRuns(name.substring(0, at));
    LocalDate date = date(name.substring(at + 1));
    Optional<Run> run = history.run(dagId, date);
    if (run.isEmpty()) {
      throw new OperationFailedException(
          "%s has no run on %s%s"
              .formatted(
                  dagId,
                  date,
                  nearestRun(dagId, date)
                      .map(nearest -> "; the nearest is " + nearest.name())
                      .orElse(" and no other; tapehouse dags trigger makes one")));
    }
    return run.get();
  }

  /** The tasks of a run with these names; all of them where none is named. */
  List<TaskInstance> tasks(Run run, Collection<String> names) throws OperationFailedException {
    List<TaskInstance> all = history.tasks(run.id());
    Set<String> known =
        all.stream().map(TaskInstance::taskId).collect(Collectors.toCollection(LinkedHashSet::new));
    if (known.isEmpty()) {
      throw new OperationFailedException(
          "%s has no tasks: it is %s%s"
              .formatted(
                  run.name(),
                  run.state().text(),
                  run.note().isEmpty()
                      ? ""
                      : ", %s; tapehouse dags trigger %s --date %s runs it all the same"
                          .formatted(run.note(), run.dagId(), run.date())));
    }
    for (String name : names) {
      if (!known.contains(name)) {
        throw unknown("task in " + run.name(), name, known);
      }
    }
    return names.isEmpty()
        ? all
        : all.stream().filter(task -> names.contains(task.taskId())).toList();
  }

  private Optional<Run> nearestRun(String dagId, LocalDate date) {
    List<Run> candidates = new ArrayList<>();
    candidates.addAll(history.runs(new RunQuery(dagId, Set.of(), null, date, null, 1)));
    candidates.addAll(history.runs(RunQuery.dates(dagId, date, date.plusDays(31))));
    return candidates.stream()
        .min(Comparator.comparingLong(run -> Math.abs(ChronoUnit.DAYS.between(date, run.date()))));
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "expected a run's date as yyyy-mm-dd, found '%s'".formatted(text));
    }
  }

  static IllegalArgumentException unknown(String what, String given, Collection<String> known) {
    String hint =
        Suggestion.to(given, known)
            .map(nearest -> "did you mean '" + nearest + "'?")
            .orElse("there are " + String.join(", ", known));
    return new IllegalArgumentException("no %s '%s'; %s".formatted(what, given, hint));
  }
}

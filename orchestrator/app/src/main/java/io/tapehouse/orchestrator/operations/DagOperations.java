package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagTask;
import io.tapehouse.orchestrator.dag.Schedule;
import io.tapehouse.orchestrator.plan.RunMaker;
import io.tapehouse.orchestrator.runstore.DagRecord;
import io.tapehouse.orchestrator.runstore.DagRegistry;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.Runs;
import io.tapehouse.orchestrator.state.RunState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What people ask about DAGs. */
final class DagOperations {

  private static final int DAYS_TO_LOOK_BACK = 60;

  private final OperationsContext with;
  private final DagRegistry dags;
  private final Runs runs;
  private final Lookup lookup;

  DagOperations(OperationsContext with, Lookup lookup) {
    this.with = with;
    this.dags = with.store();
    this.runs = with.store();
    this.lookup = lookup;
  }

  List<DagAnswers.Line> list() {
    List<DagRecord> records = dags.dags();
    return with.book().all().stream().map(dag -> line(dag, records)).toList();
  }

  DagAnswers.Detail show(String dagId) {
    Dag dag = lookup.dag(dagId);
    return new DagAnswers.Detail(
        line(dag, dags.dags()),
        dag.calendar(),
        dag.schedule().map(Schedule::daysBack).orElse(0),
        dag.catchUp(),
        dag.maxActiveRuns(),
        dag.keptTradingDays(),
        dag.deadline().orElse(null),
        dag.tasks().values().stream().map(task -> task(dag, task)).toList());
  }

  DagAnswers.Line pause(String dagId, boolean paused) {
    Dag dag = lookup.dag(dagId);
    dags.pause(dag.id(), paused);
    with.wake().run();
    return line(dag, dags.dags());
  }

  RunAnswers.Line trigger(String dagId, @Nullable LocalDate wanted)
      throws OperationFailedException {
    Dag dag = lookup.dag(dagId);
    LocalDate date = wanted == null ? latest(dag) : wanted;
    LocalDate today = LocalDate.ofInstant(with.clock().instant(), dag.zone());
    if (date.isAfter(today)) {
      // Its tasks would wait for their files, and hold slots, until that day.
      throw new IllegalArgumentException(
          "%s is after today, which is %s in %s".formatted(date, today, dag.zone()));
    }
    RunMaker maker = new RunMaker(dag, with.calendars(), with.clock().instant());
    if (runs.create(List.of(maker.manual(date))).isEmpty()) {
      Run there = runs.run(dag.id(), date).orElseThrow();
      if (there.state() != RunState.SKIPPED || !runs.tasks(there.id()).isEmpty()) {
        throw new OperationFailedException(hasRun(there));
      }
      runs.reopen(there.id(), RunState.QUEUED, "", dag.newTasks());
    }
    with.wake().run();
    return RunAnswers.Line.of(runs.run(dag.id(), date).orElseThrow());
  }

  private static String hasRun(Run run) {
    return run.state().isEnd()
        ? "%s has ended (%s); tapehouse tasks clear %s runs it again"
            .formatted(run.name(), run.state().text(), run.name())
        : "%s is %s already".formatted(run.name(), run.state().text());
  }

  /** The latest open date whose moment has come; without a schedule the present one. */
  private LocalDate latest(Dag dag) {
    Instant now = with.clock().instant();
    LocalDate today = LocalDate.ofInstant(now, dag.zone());
    RunMaker maker = new RunMaker(dag, with.calendars(), now);
    SortedSet<LocalDate> due =
        dag.schedule()
            .map(schedule -> schedule.due(today.minusDays(DAYS_TO_LOOK_BACK), now))
            .orElseGet(() -> new TreeSet<>(Set.of(today)));
    return due.stream()
        .filter(date -> maker.closed(date).isEmpty())
        .reduce((earlier, later) -> later)
        .orElse(today);
  }

  private DagAnswers.Line line(Dag dag, List<DagRecord> records) {
    Optional<DagRecord> remembered =
        records.stream().filter(each -> each.dagId().equals(dag.id())).findFirst();
    LocalDate start = remembered.map(DagRecord::startDate).or(dag::startDate).orElse(null);
    return new DagAnswers.Line(
        dag.id(),
        dag.title(),
        dag.schedule().map(Schedule::cron).orElse(null),
        dag.zone().getId(),
        dag.schedule().flatMap(schedule -> nextFire(schedule, start)).orElse(null),
        remembered.map(DagRecord::paused).orElse(false),
        start,
        runs.runs(
                new RunQuery(
                    dag.id(), Set.of(RunState.RUNNING), null, null, null, Integer.MAX_VALUE))
            .size(),
        runs.runs(new RunQuery(dag.id(), Set.of(), null, null, null, 1)).stream()
            .findFirst()
            .map(RunAnswers.Line::of)
            .orElse(null));
  }

  /** No moment before that of the start date makes a run. */
  private Optional<Instant> nextFire(Schedule schedule, @Nullable LocalDate start) {
    Instant now = with.clock().instant();
    return start == null ? schedule.next(now) : schedule.next(now, start);
  }

  private static DagAnswers.Task task(Dag dag, DagTask task) {
    return new DagAnswers.Task(
        task.id(),
        dag.depth(task.id()),
        task.needs(),
        task.after(),
        task.rule(),
        task.pool(),
        task.batch(),
        task.retries().tries(),
        task.timeout());
  }
}

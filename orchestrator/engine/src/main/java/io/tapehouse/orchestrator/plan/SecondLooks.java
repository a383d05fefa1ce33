package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagTask;
import io.tapehouse.orchestrator.dag.Schedule;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.Runs;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has provisional tasks done again: those that ended before the run of the next open day was due.
 * What a task did after that moment needs no second look, so that each is looked at again once,
 * however often the planner asks. Used by one thread at a time.
 */
final class SecondLooks {

  private static final Logger LOG = LoggerFactory.getLogger(SecondLooks.class);

  /**
   * What was missed while no scheduler ran is made up for so far back: over the longest holidays.
   */
  private static final int DAYS_BACK = 21;

  private final Runs runs;
  private final Resolver resolver;
  private final Map<String, LocalDate> lookedAt = new HashMap<>();

  SecondLooks(Runs runs, Resolver resolver) {
    this.runs = runs;
    this.resolver = resolver;
  }

  /** Forgets for which dates it looked. */
  void forget() {
    lookedAt.clear();
  }

  /**
   * Clears what is to be done again, once for each newest date that is due.
   *
   * @param newest the newest date whose run is due
   * @return how many tasks were cleared
   */
  int plan(Dag dag, Schedule schedule, LocalDate newest, RunMaker maker) {
    Set<String> provisional =
        dag.tasks().values().stream()
            .filter(DagTask::provisional)
            .map(DagTask::id)
            .collect(Collectors.toUnmodifiableSet());
    if (provisional.isEmpty() || newest.equals(lookedAt.put(dag.id(), newest))) {
      return 0;
    }
    int cleared = 0;
    for (Run run :
        runs.runs(RunQuery.dates(dag.id(), newest.minusDays(DAYS_BACK), newest.minusDays(1)))) {
      Optional<Instant> due =
          run.date()
              .plusDays(1)
              .datesUntil(newest.plusDays(1))
              .filter(date -> maker.closed(date).isEmpty())
              .findFirst()
              .flatMap(next -> schedule.next(Instant.EPOCH, next));
      if (due.isPresent() && run.state().isEnd()) {
        cleared += clear(dag, run, provisional, due.get());
      }
    }
    return cleared;
  }

  private int clear(Dag dag, Run run, Set<String> provisional, Instant due) {
    Set<String> again =
        runs.tasks(run.id()).stream()
            .filter(task -> provisional.contains(task.taskId()) && endedBefore(task, due))
            .map(TaskInstance::taskId)
            .collect(Collectors.toUnmodifiableSet());
    if (again.isEmpty()) {
      return 0;
    }
    LOG.info("{}: looks again at {}", run.name(), again.stream().sorted().toList());
    return runs.clear(Map.of(run.id(), dag.withDownstream(again)), "again:" + run.name(), resolver);
  }

  private static boolean endedBefore(TaskInstance task, Instant due) {
    Instant ended = task.endedAt();
    return task.state() == TaskState.SUCCESS && ended != null && ended.isBefore(due);
  }
}

package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.operations.BackfillAnswers.PlannedDay;
import io.tapehouse.orchestrator.operations.BackfillAnswers.Step;
import io.tapehouse.orchestrator.operations.BackfillRequest.Order;
import io.tapehouse.orchestrator.plan.RunMaker;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Backfills;
import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.NewBackfill.Reprocess;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunHistory;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people ask about backfills. */
final class BackfillOperations {

  private final OperationsContext with;
  private final Backfills backfills;
  private final RunHistory history;
  private final Lookup lookup;

  BackfillOperations(OperationsContext with, Lookup lookup) {
    this.with = with;
    this.backfills = with.store();
    this.history = with.store();
    this.lookup = lookup;
  }

  BackfillAnswers.Plan plan(BackfillRequest request) {
    Dag dag = lookup.dag(request.dagId());
    List<LocalDate> dates = dates(dag, request);
    Map<LocalDate, Run> runs = new HashMap<>();
    history
        .runs(RunQuery.dates(dag.id(), request.from(), request.to()))
        .forEach(run -> runs.put(run.date(), run));
    RunMaker maker = new RunMaker(dag, with.calendars(), with.clock().instant());
    return new BackfillAnswers.Plan(
        dates.stream()
            .map(date -> step(date, runs.get(date), maker.skipped(date), request.reprocess()))
            .toList());
  }

  BackfillAnswers.Line create(BackfillRequest request) {
    Dag dag = lookup.dag(request.dagId());
    Backfill backfill =
        backfills.createBackfill(
            new NewBackfill(
                dag.id(),
                dates(dag, request),
                request.maxActive() == null ? dag.maxActiveRuns() : request.maxActive(),
                request.reprocess(),
                NewBackfill.Kind.BACKFILL,
                request.createdBy()));
    with.wake().run();
    return BackfillAnswers.Line.of(backfill);
  }

  List<BackfillAnswers.Line> list(boolean open) {
    return backfills.backfills(open).stream().map(BackfillAnswers.Line::of).toList();
  }

  BackfillAnswers.Detail show(long id) throws OperationFailedException {
    Backfill backfill = find(id);
    Map<Long, Run> runs = new HashMap<>();
    history
        .runs(RunQuery.dates(backfill.dagId(), backfill.from(), backfill.to()))
        .forEach(run -> runs.put(run.id(), run));
    return new BackfillAnswers.Detail(
        BackfillAnswers.Line.of(backfill),
        backfills.backfillDates(id).stream()
            .map(
                day -> {
                  Run run = day.runId() == null ? null : runs.get(day.runId());
                  return new BackfillAnswers.Day(
                      day.date(),
                      day.state(),
                      run == null ? null : run.state(),
                      run == null ? "" : run.note());
                })
            .toList());
  }

  BackfillAnswers.Line move(long id, BackfillState state) throws OperationFailedException {
    Backfill backfill = find(id);
    if (backfill.state() == state) {
      throw new OperationFailedException("backfill %d is %s already".formatted(id, state.text()));
    }
    Backfill moved = backfills.move(id, state, with.resolver());
    with.wake().run();
    return BackfillAnswers.Line.of(moved);
  }

  private Backfill find(long id) throws OperationFailedException {
    return backfills
        .backfill(id)
        .orElseThrow(
            () ->
                new OperationFailedException(
                    "there is no backfill %d; tapehouse backfill list --all names them"
                        .formatted(id)));
  }

  /** Every date of the schedule, open or closed: a closed day's run is skipped with the reason. */
  private List<LocalDate> dates(Dag dag, BackfillRequest request) {
    Instant now = with.clock().instant();
    List<LocalDate> dates =
        new ArrayList<>(
            dag.schedule().isPresent()
                ? dag.schedule().get().due(request.from(), now)
                : request
                    .from()
                    .datesUntil(LocalDate.ofInstant(now, dag.zone()).plusDays(1))
                    .toList());
    Optional<LocalDate> last =
        dates.isEmpty() ? Optional.empty() : Optional.of(dates.get(dates.size() - 1));
    if (request.to().isAfter(last.orElse(LocalDate.MIN))
        && request.to().isAfter(LocalDate.ofInstant(now, dag.zone()))) {
      throw new IllegalArgumentException(
          "--to %s is in the future%s"
              .formatted(
                  request.to(), last.map(date -> "; the latest date due is " + date).orElse("")));
    }
    dates.removeIf(date -> date.isAfter(request.to()));
    if (dates.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no date from %s to %s that is due"
              .formatted(dag.id(), request.from(), request.to()));
    }
    if (request.order() == Order.NEWEST_FIRST) {
      Collections.reverse(dates);
    }
    return dates;
  }

  private static PlannedDay step(
      LocalDate date, @Nullable Run run, Optional<String> closed, Reprocess reprocess) {
    if (run == null) {
      return closed.isPresent()
          ? new PlannedDay(date, Step.SKIP, closed.get())
          : new PlannedDay(date, Step.RUN, "");
    }
    String why = "its run is " + run.state().text();
    if (!run.state().isEnd()) {
      return new PlannedDay(date, Step.WAIT, why);
    }
    if (closed.isPresent() && run.state() == RunState.SKIPPED) {
      return new PlannedDay(date, Step.LEAVE_ALONE, closed.get());
    }
    boolean again =
        reprocess == Reprocess.ALL
            || run.state() == RunState.CANCELLED
            // The day is open by now.
            || run.state() == RunState.SKIPPED
            || (reprocess == Reprocess.FAILED && run.state() == RunState.FAILED);
    return new PlannedDay(date, again ? Step.RUN_AGAIN : Step.LEAVE_ALONE, why);
  }

  RequestedRuns.Update update(long id, long after) {
    Backfill backfill = with.store().backfill(id).orElseThrow();
    List<Event> events =
        with.store().eventsOfGroup(backfill.group(), after, RequestedRuns.Update.MOST_EVENTS);
    RequestedRuns.Update update = new RequestedRuns.Update(backfill.state(), events, List.of());
    return update.ended()
        ? new RequestedRuns.Update(
            backfill.state(), events, with.store().tasksOfGroup(backfill.group()))
        : update;
  }
}

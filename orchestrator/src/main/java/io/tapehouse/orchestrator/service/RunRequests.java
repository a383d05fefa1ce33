package io.tapehouse.orchestrator.service;

import io.tapehouse.orchestrator.control.ControlHandler;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.home.HomeInUseException;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.pipeline.DatasetDag;
import io.tapehouse.orchestrator.pipeline.DatasetDags;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.Follower;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.store.Json;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The owner's side of {@code tapehouse run}. */
public final class RunRequests {

  private final Workplace workplace;
  private final Scheduler scheduler;

  /** For an owner that schedules. */
  public RunRequests(Workplace workplace, Scheduler scheduler) {
    this.workplace = workplace;
    this.scheduler = scheduler;
  }

  /** The handlers, by their operations. */
  public Map<String, ControlHandler> handlers() {
    return Map.of(
        FollowedRun.START,
        (json, reply) ->
            reply.json(
                Json.MAPPER.valueToTree(
                    start(Json.MAPPER.treeToValue(json, FollowedRun.Start.class)))),
        FollowedRun.FOLLOW,
        (json, reply) ->
            reply.json(
                Json.MAPPER.valueToTree(
                    follow(Json.MAPPER.treeToValue(json, FollowedRun.Follow.class)))));
  }

  /** The handlers of an owner that has work of its own and takes no other. */
  public static Map<String, ControlHandler> refusing(OwnedHome owned) {
    return Map.of(
        FollowedRun.START,
        (json, reply) -> {
          throw new HomeInUseException(owned.home(), OwnedHome.owner(owned.home()).orElse(""));
        });
  }

  private FollowedRun.Started start(FollowedRun.Start start)
      throws IOException, InterruptedException {
    String own = workplace.equipment().source().name();
    if (start.source() != null && !start.source().equals(own)) {
      throw new IllegalArgumentException(
          "the scheduler of %s reads from '%s', not from '%s': leave out --source, or stop it"
              .formatted(workplace.home().root(), own, start.source()));
    }
    List<FollowedRun.Part> parts = new ArrayList<>();
    DateSelection selection = selection(start);
    List<DatasetDag> dags =
        start.dags().isEmpty()
            ? DefaultDags.of(workplace, selection)
            : DatasetDag.named(start.dags());
    for (DatasetDag spec : dags) {
      refusePaused(spec.id());
      ChosenDates chosen = ChosenDates.of(workplace, spec, selection);
      refuseFuture(spec, chosen.dates().get(chosen.dates().size() - 1));
      Dag dag = workplace.book().find(spec.id()).orElseThrow();
      Backfill backfill =
          workplace
              .store()
              .createBackfill(
                  new NewBackfill(
                      spec.id(),
                      chosen.dates(),
                      DatasetDags.DATES_TOGETHER,
                      NewBackfill.Reprocess.ALL,
                      NewBackfill.Kind.BACKFILL,
                      "tapehouse run"));
      parts.add(
          new FollowedRun.Part(
              backfill.id(), dag.tasks().size() * chosen.dates().size(), chosen.lacking()));
    }
    scheduler.changed();
    return new FollowedRun.Started(parts);
  }

  private void refusePaused(String dagId) throws PausedDagException {
    if (workplace.store().dags().stream()
        .anyMatch(dag -> dag.dagId().equals(dagId) && dag.paused())) {
      throw new PausedDagException(dagId);
    }
  }

  /** A task that waits for years holds its slot for years. */
  private void refuseFuture(DatasetDag spec, LocalDate last) {
    LocalDate today =
        LocalDate.ofInstant(workplace.equipment().clock().instant(), ZoneId.of(spec.zone()));
    if (last.isAfter(today)) {
      throw new IllegalArgumentException(
          "%s is after today, which is %s in %s".formatted(last, today, spec.zone()));
    }
  }

  private FollowedRun.News follow(FollowedRun.Follow follow) {
    RunStore store = workplace.store();
    Backfill backfill = store.backfill(follow.backfillId()).orElseThrow();
    List<Event> events = store.eventsOfGroup(backfill.group(), follow.after(), Follower.AT_ONCE);
    boolean ended =
        backfill.state() == BackfillState.FINISHED || backfill.state() == BackfillState.CANCELLED;
    List<TaskInstance> tasks =
        ended && events.isEmpty() ? store.tasksOfGroup(backfill.group()) : List.of();
    return new FollowedRun.News(backfill.state(), events, tasks);
  }

  private static DateSelection selection(FollowedRun.Start start) {
    LocalDate date = start.date();
    if (date != null) {
      return new DateSelection.One(date);
    }
    LocalDate from = start.from();
    return from == null
        ? new DateSelection.Latest()
        : new DateSelection.Range(from, Objects.requireNonNull(start.to()));
  }
}

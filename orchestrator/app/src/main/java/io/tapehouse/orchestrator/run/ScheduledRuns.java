package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.operations.RequestedRuns;
import io.tapehouse.orchestrator.operations.RunRequest;
import io.tapehouse.orchestrator.operations.RunTaker;
import io.tapehouse.orchestrator.pipeline.DatasetDags;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.service.HomeSession;
import io.tapehouse.orchestrator.service.Scheduler;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The scheduler's side of {@code tapehouse run}: the runs are backfills that it does beside what is
 * due.
 *
 * @param session what it works with
 * @param scheduler is woken for the new runs
 */
public record ScheduledRuns(HomeSession session, Scheduler scheduler) implements RunTaker {

  @Override
  public RequestedRuns take(RunRequest request) throws IOException, InterruptedException {
    String own = session.pipeline().source().name();
    if (request.source() != null && !request.source().equals(own)) {
      throw new IllegalArgumentException(
          "the scheduler of %s reads from '%s', not from '%s': leave out --source, or stop it"
              .formatted(session.home().root(), own, request.source()));
    }
    List<RequestedRuns.Part> parts = new ArrayList<>();
    DateSelection selection = selection(request);
    List<DatasetDag> dags =
        request.dags().isEmpty()
            ? DefaultDags.of(session, selection)
            : session.pipeline().dictionary().dags(request.dags());
    for (DatasetDag spec : dags) {
      refusePaused(spec.id());
      ChosenDates chosen = ChosenDates.of(session, spec, selection);
      refuseFuture(spec, chosen.dates().get(chosen.dates().size() - 1));
      Dag dag = session.book().find(spec.id()).orElseThrow();
      Backfill backfill =
          session
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
          new RequestedRuns.Part(
              backfill.id(), dag.tasks().size() * chosen.dates().size(), chosen.lacking()));
    }
    scheduler.changed();
    return new RequestedRuns(parts);
  }

  private void refusePaused(String dagId) throws PausedDagException {
    if (session.store().dags().stream()
        .anyMatch(dag -> dag.dagId().equals(dagId) && dag.paused())) {
      throw new PausedDagException(dagId);
    }
  }

  /** A task that waits for years holds its slot for years. */
  private void refuseFuture(DatasetDag spec, LocalDate last) {
    LocalDate today =
        LocalDate.ofInstant(session.pipeline().clock().instant(), ZoneId.of(spec.zone()));
    if (last.isAfter(today)) {
      throw new IllegalArgumentException(
          "%s is after today, which is %s in %s".formatted(last, today, spec.zone()));
    }
  }

  private static DateSelection selection(RunRequest request) {
    LocalDate date = request.date();
    if (date != null) {
      return new DateSelection.One(date);
    }
    LocalDate from = request.from();
    return from == null
        ? new DateSelection.Latest()
        : new DateSelection.Range(from, Objects.requireNonNull(request.to()));
  }
}

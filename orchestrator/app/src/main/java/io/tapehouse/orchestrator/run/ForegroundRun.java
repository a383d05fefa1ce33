package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.execute.ExecutionListener;
import io.tapehouse.orchestrator.execute.Node;
import io.tapehouse.orchestrator.operations.RequestedRuns;
import io.tapehouse.orchestrator.pipeline.DatasetDags;
import io.tapehouse.orchestrator.plan.Planner;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.service.HomeSession;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A run that a user waits for: a backfill of its own, worked off by a node that does nothing else.
 * It ends with its process; the next one cancels what is left of it.
 */
public final class ForegroundRun {

  private static final long LOOK_MILLISECONDS = 200;

  /** Much more often than a planner loses its patience. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

  private final HomeSession session;
  private final Progress progress;
  private final Semaphore news = new Semaphore(0);

  /** A run in a session. */
  public ForegroundRun(HomeSession session, Progress progress) {
    this.session = session;
    this.progress = progress;
  }

  /**
   * Runs a DAG for some dates, to the end.
   *
   * @throws PausedDagException when the DAG is paused: nothing would ever happen
   */
  public RunSummary run(DatasetDag spec, List<LocalDate> dates, List<LocalDate> lacking)
      throws IOException, InterruptedException {
    RunStore store = session.store();
    refusePaused(spec.id());
    Dag dag = session.book().find(spec.id()).orElseThrow();
    progress.planned(dag.tasks().size() * dates.size());
    giveUpWhatWasLeft(spec.id(), dates);
    Backfill backfill =
        store.createBackfill(
            new NewBackfill(
                spec.id(),
                dates,
                DatasetDags.DATES_TOGETHER,
                NewBackfill.Reprocess.ALL,
                NewBackfill.Kind.FOREGROUND,
                "tapehouse run, process " + ProcessHandle.current().pid()));
    Planner planner = session.planner().only(backfill.id());
    ExecutionListener listener =
        new ExecutionListener() {
          @Override
          public void ended(Ending ending) {
            news.release();
          }
        };
    BackfillState end;
    try (Node node = session.node(session.nodeSettings().only(backfill.group()), listener)) {
      node.start();
      end = follow(backfill, planner, node);
    }
    return new RunSummary(
        store.tasksOfGroup(backfill.group()),
        stillOpen(spec, lacking),
        end,
        session.logs().masking());
  }

  /** Files that the run has read may have proved that a day without a file was closed. */
  private List<LocalDate> stillOpen(DatasetDag spec, List<LocalDate> lacking) {
    TradingCalendar calendar = session.pipeline().calendars().calendar(spec.exchange());
    return lacking.stream().filter(calendar::isOpen).toList();
  }

  /**
   * A backfill waits for active runs of others. Where this process is alone, as on H2, those that a
   * scheduler left behind would never end: they are given up, and the backfill takes them up.
   */
  private void giveUpWhatWasLeft(String dagId, List<LocalDate> dates) {
    if (session.openStore().clustered()) {
      return;
    }
    List<Long> left =
        session
            .store()
            .runs(
                new RunQuery(
                    dagId,
                    Set.of(RunState.QUEUED, RunState.RUNNING),
                    null,
                    null,
                    null,
                    Integer.MAX_VALUE))
            .stream()
            .filter(run -> dates.contains(run.date()))
            .map(Run::id)
            .toList();
    if (!left.isEmpty()) {
      session.store().cancel(left, "tapehouse run does it", session.resolver());
    }
  }

  private void refusePaused(String dagId) throws PausedDagException {
    if (session.store().dags().stream()
        .anyMatch(dag -> dag.dagId().equals(dagId) && dag.paused())) {
      throw new PausedDagException(dagId);
    }
  }

  private BackfillState follow(Backfill backfill, Planner planner, Node node)
      throws InterruptedException {
    Follower follower = new Follower(progress);
    long said = System.nanoTime();
    while (true) {
      if (System.nanoTime() - said > SIGN_OF_LIFE.toNanos()) {
        session.store().alive(backfill.id());
        said = System.nanoTime();
      }
      if (planner.tick() > 0) {
        node.wake();
      }
      BackfillState state = session.store().backfill(backfill.id()).orElseThrow().state();
      List<Event> events;
      do {
        events =
            session
                .store()
                .eventsOfGroup(
                    backfill.group(), follower.after(), RequestedRuns.Update.MOST_EVENTS);
        follower.tell(events);
      } while (events.size() == RequestedRuns.Update.MOST_EVENTS);
      if (state == BackfillState.FINISHED || state == BackfillState.CANCELLED) {
        return state;
      }
      if (news.tryAcquire(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    }
  }

  /** All datasets of a DAG that have a file a day. */
  static List<Dataset> dailyDatasets(HomeSession session, DatasetDag spec) {
    return spec.dailyDatasets().stream().map(session.pipeline().dictionary()::dataset).toList();
  }
}

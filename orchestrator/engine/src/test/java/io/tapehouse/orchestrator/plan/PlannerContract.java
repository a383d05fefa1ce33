package io.tapehouse.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which runs the schedule makes, and when. */
@Tag("calendar")
abstract class PlannerContract extends PlanBench {

  PlannerContract(Engine engine) {
    super(engine);
  }

  @Test
  void allMissedDatesAreMadeAndFewBegin() {
    Dag dag = daily("2024-10-30").build();
    assertThat(started(dag).tick()).isPositive();
    assertThat(words())
        .containsExactly(
            "2024-10-30 running",
            "2024-10-31 running",
            "2024-11-01 queued",
            "2024-11-02 skipped",
            "2024-11-03 skipped",
            "2024-11-04 queued",
            "2024-11-05 queued");
    assertThat(run("2024-11-02").note()).isEqualTo("closed (assumed)");
    assertThat(store.tasks(run("2024-11-02").id())).isEmpty();
  }

  @Test
  void aDateIsDueAtItsTimeInItsZone() {
    Planner planner = started(daily("2024-11-04").build());
    clock.set("2024-11-05T09:59:59Z");
    planner.tick();
    assertThat(words()).containsExactly("2024-11-04 running");
    clock.set("2024-11-05T10:00:00Z");
    planner.tick();
    assertThat(words()).containsExactly("2024-11-04 running", "2024-11-05 running");
    assertThat(planner.tick()).isZero();
  }

  @Test
  void aNewPlannerOnOldRunsMakesNothingTwice() {
    Dag dag = daily("2024-10-30").build();
    drain(started(dag), dag);
    List<String> before = words();
    assertThat(planner(dag).tick()).isZero();
    assertThat(words()).isEqualTo(before);
  }

  @Test
  void whatThePublisherForgetsFirstGoesFirstAndWhatItForgotGoesLast() {
    Dag dag = daily("2024-10-28").keptTradingDays(3).maxActiveRuns(1).build();
    assertThat(drain(started(dag), dag))
        .containsExactly(
            "2024-11-01",
            "2024-11-02",
            "2024-11-03",
            "2024-11-04",
            "2024-11-05",
            "2024-10-31",
            "2024-10-30",
            "2024-10-29",
            "2024-10-28");
  }

  @Test
  void aClosedDayThatIsAGuessIsRunWhereThePublisherDeletesItsFiles() {
    almanac.learn("2024-10-31", false, "typhoon");
    started(daily("2024-10-25").keptTradingDays(4).maxActiveRuns(1).build()).tick();
    // Kept are 10-30 and 11-01 to 11-05; older weekends have nothing that could be lost any more.
    assertThat(words())
        .containsExactly(
            "2024-10-25 queued",
            "2024-10-26 skipped",
            "2024-10-27 skipped",
            "2024-10-28 queued",
            "2024-10-29 queued",
            "2024-10-30 running",
            "2024-10-31 skipped",
            "2024-11-01 queued",
            "2024-11-02 queued",
            "2024-11-03 queued",
            "2024-11-04 queued",
            "2024-11-05 queued");
  }

  @Test
  void onAClosedDayAsManyTradingDaysAreKept() {
    clock.set("2024-11-09T12:00:00Z");
    assertThat(
            new RunMaker(dag().keptTradingDays(3).build(), almanac, clock.instant()).oldestKept())
        .hasToString("2024-11-06");
  }

  @Test
  void withoutAStartDateItBeginsAsFarBackAsPublishersKeep() {
    started(dag().keptTradingDays(4).build()).tick();
    assertThat(runs().get(0).date()).hasToString("2024-10-31");
  }

  @Test
  void withoutAnyHintItBeginsToday() {
    started(dag().build()).tick();
    assertThat(words()).containsExactly("2024-11-05 running");
  }

  @Test
  void latestIsTheLatestOpenDate() {
    Dag dag = daily("2024-10-28").catchUp(Dag.CatchUp.LATEST).build();
    Planner planner = started(dag);
    planner.tick();
    assertThat(words()).containsExactly("2024-11-05 running");
    clock.set("2024-11-10T12:00:00Z");
    planner.tick();
    assertThat(words())
        .containsExactly(
            "2024-11-05 running", "2024-11-08 running", "2024-11-09 skipped", "2024-11-10 skipped");
  }

  @Test
  void aMakeUpSaturdayLearntLateIsRun() {
    Dag dag = daily("2024-11-01").build();
    Planner planner = started(dag);
    drain(planner, dag);
    assertThat(run("2024-11-02").state()).isEqualTo(RunState.SKIPPED);
    almanac.learn("2024-11-02", true, "make-up day");
    planner.lookAtAllAgain();
    assertThat(drain(planner, dag)).containsExactly("2024-11-02");
    Run run = run("2024-11-02");
    assertThat(run.state()).isEqualTo(RunState.SUCCESS);
    assertThat(run.note()).isEmpty();
    assertThat(store.tasks(run.id())).hasSize(1);
  }

  @Test
  void aTyphoonLearntLateSkipsWhatHasNotBegun() {
    Dag dag = daily("2024-10-29").maxActiveRuns(1).build();
    Planner planner = started(dag);
    planner.tick();
    assertThat(run("2024-10-31").state()).isEqualTo(RunState.QUEUED);
    almanac.learn("2024-10-31", false, "typhoon");
    planner.lookAtAllAgain();
    planner.tick();
    Run run = run("2024-10-31");
    assertThat(run.state()).isEqualTo(RunState.SKIPPED);
    assertThat(run.note()).isEqualTo("closed (observed): typhoon");
    drain(planner, dag);
    assertThat(store.tasks(run.id()))
        .allSatisfy(task -> assertThat(task.state().text()).isEqualTo("skipped"));
  }

  @Test
  void aDagWhoseCalendarFailsKeepsNoOtherFromItsRuns() {
    Dag good = daily("2024-11-05").calendar("").build();
    Dag bad =
        Dag.named("bad-" + dagId)
            .calendar("CCASS")
            .daily("01:00")
            .startDate(good.startDate().orElseThrow())
            .task("a", task -> task.does(c -> null))
            .build();
    DagBook book = DagBook.of(List.of(bad, good), Set.of("default"));
    Planner planner =
        new Planner(
            store,
            book,
            exchange -> {
              if (exchange.equals("CCASS")) {
                throw new IllegalStateException("no open day within 60 days");
              }
              return Optional.empty();
            },
            new DagResolver(book),
            clock);
    planner.register(Set.of());
    planner.tick();
    assertThat(words()).containsExactly("2024-11-05 running");
  }

  @Test
  void aPausedDagMakesNothingAndGoesOnLater() {
    Dag dag = daily("2024-11-04").maxActiveRuns(1).build();
    Planner planner = started(dag);
    planner.tick();
    store.pause(dagId, true);
    clock.set("2024-11-07T12:00:00Z");
    assertThat(planner.tick()).isZero();
    work(dag);
    assertThat(words()).containsExactly("2024-11-04 running", "2024-11-05 queued");
    store.pause(dagId, false);
    drain(planner, dag);
    assertThat(words())
        .containsExactly(
            "2024-11-04 success", "2024-11-05 success", "2024-11-06 success", "2024-11-07 success");
  }

  @Test
  void aChangedScheduleLeavesOldRunsAndMakesWhatItLacks() {
    Dag weekly = daily("2024-10-28").cron("0 0 18 ? * MON").build();
    drain(started(weekly), weekly);
    assertThat(words()).containsExactly("2024-10-28 success", "2024-11-04 success");
    Dag daily = daily("2024-10-28").build();
    assertThat(drain(started(daily), daily))
        .containsExactlyInAnyOrder(
            "2024-10-29", "2024-10-30", "2024-10-31", "2024-11-01", "2024-11-05");
    assertThat(runs()).hasSize(9);
  }

  @Test
  void yearsChangeAndLeapDaysAre() {
    clock.set("2024-03-01T12:00:00Z");
    Dag dag = daily("2023-12-28").maxActiveRuns(5).build();
    drain(started(dag), dag);
    assertThat(words())
        .contains("2023-12-29 success", "2024-01-01 success", "2024-02-29 success")
        .hasSize(65)
        .last()
        .isEqualTo("2024-03-01 success");
  }

  @Test
  void aClockThatIsSetBackDoesNoHarm() {
    Dag dag = daily("2024-11-04").build();
    Planner planner = started(dag);
    drain(planner, dag);
    List<String> before = words();
    clock.set("2024-11-02T12:00:00Z");
    assertThat(planner.tick()).isZero();
    clock.set("2024-11-04T12:00:00Z");
    assertThat(planner.tick()).isZero();
    assertThat(words()).isEqualTo(before);
    clock.set("2024-11-06T12:00:00Z");
    assertThat(drain(planner, dag)).containsExactly("2024-11-06");
  }

  @Test
  void whatWasCleanedAwayIsNotDoneAgain() {
    Dag dag = daily("2024-10-30").build();
    Planner planner = started(dag);
    drain(planner, dag);
    store.clean(store.now().plusSeconds(1));
    assertThat(runs()).isEmpty();
    planner.lookAtAllAgain();
    planner.tick();
    planner(dag).tick();
    assertThat(runs()).isEmpty();
    clock.set("2024-11-06T12:00:00Z");
    assertThat(drain(planner, dag)).containsExactly("2024-11-06");
  }

  @Test
  void manyPlannersAtOnceMakeEachRunOnceAndRespectTheCap() throws Exception {
    Dag dag = daily("2024-01-01").maxActiveRuns(3).build();
    started(dag);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      CountDownLatch go = new CountDownLatch(1);
      List<Future<Integer>> ticks = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Planner planner = planner(dag);
        ticks.add(
            threads.submit(
                () -> {
                  go.await();
                  return planner.tick() + planner.tick();
                }));
      }
      go.countDown();
      for (Future<Integer> tick : ticks) {
        tick.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(runs()).hasSize(310);
    assertThat(Set.copyOf(runs().stream().map(Run::date).toList())).hasSize(310);
    assertThat(running()).hasSize(3);
  }
}

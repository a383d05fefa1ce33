package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import io.tapehouse.orchestrator.runstore.NewBackfill.Kind;
import io.tapehouse.orchestrator.runstore.NewBackfill.Reprocess;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.IllegalTransitionException;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Backfills from the first date to the last. */
abstract class BackfillsContract extends StoreContract {

  BackfillsContract(Engine engine) {
    super(engine);
  }

  private static List<LocalDate> days(int count) {
    return IntStream.range(0, count).mapToObj(DAY::plusDays).toList();
  }

  private long create(int days, int cap, Reprocess reprocess) {
    return store
        .createBackfill(new NewBackfill(DAG, days(days), cap, reprocess, Kind.BACKFILL, "me"))
        .id();
  }

  private static NewRun made(long id, LocalDate date, RunState state) {
    return new NewRun(
        DAG,
        date,
        RunType.BACKFILL,
        state,
        Backfill.groupOf(id, NewBackfill.Kind.BACKFILL),
        1000 - date.getDayOfMonth(),
        state == RunState.SKIPPED ? "closed" : "",
        null,
        null,
        state == RunState.SKIPPED ? List.of() : tasks("a"));
  }

  private int advance(long id) {
    return store.advance(id, 100, date -> made(id, date, RunState.QUEUED), LETTERS);
  }

  /** Starts what is queued of a group and works it off. */
  private void work(String group, TaskState end) {
    store.start(
        store.runs(new RunQuery(DAG, Set.of(RunState.QUEUED), null, null, group, 1000)).stream()
            .map(Run::id)
            .toList(),
        LETTERS);
    endAll(store.claim(new ClaimRequest("n", 1000, Set.of(DAG), group, Map.of())), end);
  }

  private List<DateState> dates(long id) {
    return store.backfillDates(id).stream().map(BackfillDate::state).toList();
  }

  private BackfillState progress(long id) {
    return store.backfill(id).orElseThrow().state();
  }

  private long ended(int day, TaskState end) {
    long run = begin(DAY.plusDays(day), "a");
    end(claimOne(), end);
    return run;
  }

  @Test
  void aForegroundRunIsDesertedWhenItsProcessSaysNothing() {
    long background = create(1, 1, Reprocess.NONE);
    Backfill run =
        store.createBackfill(
            new NewBackfill(DAG, days(1), 1, Reprocess.ALL, Kind.FOREGROUND, "me"));
    assertThat(store.deserted(Duration.ofHours(1))).isEmpty();
    Duration second = Duration.ofSeconds(1);
    await().until(() -> !store.deserted(second).isEmpty());
    assertThat(store.deserted(second)).containsExactly(run.id()).doesNotContain(background);
    store.alive(run.id());
    assertThat(store.deserted(second)).isEmpty();
    store.move(run.id(), BackfillState.CANCELLED, LETTERS);
    assertThat(store.deserted(Duration.ZERO)).isEmpty();
  }

  @Test
  void isRecorded() {
    List<LocalDate> backwards = new ArrayList<>(days(3));
    Collections.reverse(backwards);
    Backfill backfill =
        store.createBackfill(
            new NewBackfill(DAG, backwards, 2, Reprocess.FAILED, Kind.FOREGROUND, "me, by hand"));
    assertThat(store.backfill(backfill.id())).contains(backfill);
    assertThat(backfill)
        .extracting(Backfill::from, Backfill::to, Backfill::state, Backfill::createdBy)
        .containsExactly(DAY, DAY.plusDays(2), BackfillState.RUNNING, "me, by hand");
    assertThat(backfill.dates())
        .containsEntry(DateState.WAITING, 3)
        .containsEntry(DateState.DONE, 0);
    assertThat(store.backfillDates(backfill.id()))
        .extracting(BackfillDate::date)
        .containsExactlyElementsOf(backwards);
    long other = create(1, 1, Reprocess.NONE);
    store.move(backfill.id(), BackfillState.FINISHED, LETTERS);
    assertThat(store.backfills(true)).extracting(Backfill::id).containsExactly(other);
    assertThat(store.backfills(false))
        .extracting(Backfill::id)
        .containsExactly(other, backfill.id());
    assertThatThrownBy(
            () ->
                store.createBackfill(
                    new NewBackfill(
                        DAG, List.of(DAY, DAY), 1, Reprocess.NONE, Kind.BACKFILL, "me")))
        .hasMessageContaining("each once");
  }

  @Test
  void goesDateByDateWithinItsCap() {
    long id = create(4, 2, Reprocess.NONE);
    assertThat(store.advance(id, 1, date -> made(id, date, RunState.QUEUED), LETTERS)).isEqualTo(1);
    assertThat(advance(id)).isEqualTo(1);
    assertThat(advance(id)).isZero();
    assertThat(dates(id))
        .containsExactly(DateState.ACTIVE, DateState.ACTIVE, DateState.WAITING, DateState.WAITING);
    Run first = store.run(DAG, DAY).orElseThrow();
    assertThat(first)
        .extracting(Run::type, Run::group, Run::backfillId)
        .containsExactly(RunType.BACKFILL, Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), id);
    work(Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), TaskState.SUCCESS);
    assertThat(advance(id)).isEqualTo(4);
    work(Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), TaskState.FAILED);
    assertThat(advance(id)).isEqualTo(2);
    assertThat(dates(id)).containsOnly(DateState.DONE);
    assertThat(store.backfill(id).orElseThrow())
        .extracting(Backfill::state, backfill -> backfill.endedAt() == null)
        .containsExactly(BackfillState.FINISHED, false);
    assertThat(advance(id)).isZero();
    assertThat(store.activeRuns(DAG)).isZero();
  }

  @Test
  void isDoneWithClosedDays() {
    long id = create(3, 1, Reprocess.NONE);
    int changed =
        store.advance(
            id,
            100,
            date -> made(id, date, date.equals(DAY) ? RunState.SKIPPED : RunState.QUEUED),
            LETTERS);
    assertThat(changed).isEqualTo(2);
    assertThat(dates(id)).containsExactly(DateState.DONE, DateState.ACTIVE, DateState.WAITING);
    assertThat(store.run(DAG, DAY)).map(Run::state).contains(RunState.SKIPPED);
  }

  @Test
  void leavesRunsAloneThatThePolicyNone() {
    ended(0, TaskState.SUCCESS);
    ended(1, TaskState.FAILED);
    long cancelled = begin(DAY.plusDays(2), "a");
    store.cancel(List.of(cancelled), "no", LETTERS);
    long closed =
        store.create(List.of(made(1, DAY.plusDays(3), RunState.SKIPPED))).get(DAY.plusDays(3));
    long id = create(4, 9, Reprocess.NONE);
    advance(id);
    assertThat(dates(id))
        .containsExactly(
            DateState.LEFT_ALONE, DateState.LEFT_ALONE, DateState.ACTIVE, DateState.ACTIVE);
    assertThat(run(cancelled))
        .extracting(Run::state, Run::group, Run::backfillId, Run::cancelRequested)
        .containsExactly(
            RunState.QUEUED, Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), id, false);
    assertThat(run(closed).state()).isEqualTo(RunState.QUEUED);
    assertThat(store.tasks(closed)).hasSize(1);
    work(Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), TaskState.SUCCESS);
    advance(id);
    assertThat(progress(id)).isEqualTo(BackfillState.FINISHED);
    long again = create(4, 9, Reprocess.NONE);
    assertThat(advance(again)).isEqualTo(4);
    assertThat(dates(again)).containsOnly(DateState.LEFT_ALONE);
    assertThat(progress(again)).isEqualTo(BackfillState.FINISHED);
  }

  @Test
  void leavesAClosedDayAloneThatIsClosedStill() {
    store.create(List.of(made(1, DAY, RunState.SKIPPED)));
    long id = create(1, 9, Reprocess.ALL);
    store.advance(id, 9, date -> made(id, date, RunState.SKIPPED), LETTERS);
    assertThat(dates(id)).containsExactly(DateState.LEFT_ALONE);
  }

  @Test
  void runsFailedOnesAgain() {
    ended(0, TaskState.SUCCESS);
    long failed = ended(1, TaskState.FAILED);
    long id = create(2, 9, Reprocess.FAILED);
    advance(id);
    assertThat(dates(id)).containsExactly(DateState.LEFT_ALONE, DateState.ACTIVE);
    work(Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), TaskState.FAILED);
    assertThat(advance(id)).isEqualTo(1);
    assertThat(dates(id)).containsExactly(DateState.LEFT_ALONE, DateState.DONE);
    assertThat(run(failed).state()).isEqualTo(RunState.FAILED);
    assertThat(attempts(failed, "a")).containsExactly("1 failed", "2 failed");
  }

  @Test
  void runsAllAgain() {
    long run = ended(0, TaskState.SUCCESS);
    long id = create(1, 9, Reprocess.ALL);
    assertThat(advance(id)).isEqualTo(1);
    assertThat(run(run).rank()).as("that of the backfill").isEqualTo(1000 - 5);
    assertThat(states(run)).containsValue(TaskState.SCHEDULED);
    work(Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), TaskState.SUCCESS);
    assertThat(advance(id)).isEqualTo(1);
    assertThat(progress(id)).isEqualTo(BackfillState.FINISHED);
  }

  @Test
  void waitsForARunOfSomebodyElse() {
    long before = begin(DAY, "a");
    long id = create(2, 1, Reprocess.ALL);
    assertThat(advance(id)).isEqualTo(1);
    assertThat(dates(id)).containsExactly(DateState.ACTIVE, DateState.WAITING);
    assertThat(advance(id)).isZero();
    assertThat(run(before).backfillId()).isNull();
    finish();
    // It began before the backfill was made, so it is run again.
    assertThat(advance(id)).isEqualTo(1);
    assertThat(run(before))
        .extracting(Run::state, Run::backfillId)
        .containsExactly(RunState.QUEUED, id);
    assertThat(dates(id)).containsExactly(DateState.ACTIVE, DateState.WAITING);
    work(Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), TaskState.SUCCESS);
    // The second one begins after the backfill was made, and ends well: that will do.
    long after = begin(DAY.plusDays(1), "a");
    assertThat(advance(id)).isEqualTo(2);
    assertThat(dates(id)).containsExactly(DateState.DONE, DateState.ACTIVE);
    finish();
    assertThat(advance(id)).isEqualTo(1);
    assertThat(run(after).backfillId()).isNull();
    assertThat(progress(id)).isEqualTo(BackfillState.FINISHED);
  }

  @Test
  void sharesDatesWithAnOverlappingOne() {
    for (Reprocess reprocess : Reprocess.values()) {
      empty();
      long one = create(3, 9, Reprocess.ALL);
      long two = create(3, 9, reprocess);
      assertThat(advance(one)).isEqualTo(3);
      assertThat(advance(two)).isEqualTo(3);
      work(Backfill.groupOf(one, NewBackfill.Kind.BACKFILL), TaskState.SUCCESS);
      assertThat(advance(two)).as(reprocess.text()).isEqualTo(3);
      assertThat(advance(one)).isEqualTo(3);
      assertThat(dates(two)).containsOnly(DateState.DONE);
      assertThat(List.of(progress(one), progress(two))).containsOnly(BackfillState.FINISHED);
      assertThat(store.sizes()).containsEntry("task_attempt", 3L);
    }
  }

  @Test
  void isCancelledInTheMiddleAndMadeAgain() {
    long id = create(4, 2, Reprocess.NONE);
    advance(id);
    Run first = store.run(DAG, DAY).orElseThrow();
    store.start(List.of(first.id()), LETTERS);
    Claim claim = claimOne();
    Backfill cancelled = store.move(id, BackfillState.CANCELLED, LETTERS);
    assertThat(cancelled.state()).isEqualTo(BackfillState.CANCELLED);
    assertThat(cancelled.endedAt()).isNotNull();
    assertThat(cancelled.dates()).containsEntry(DateState.CANCELLED, 4);
    assertThat(run(first.id()))
        .extracting(Run::state, Run::cancelRequested)
        .containsExactly(RunState.RUNNING, true);
    assertThat(store.run(DAG, DAY.plusDays(1))).map(Run::state).contains(RunState.CANCELLED);
    assertThat(advance(id)).isZero();
    long again = create(4, 2, Reprocess.NONE);
    assertThat(advance(again)).isEqualTo(2);
    assertThat(run(first.id()).backfillId()).as("is waited for").isEqualTo(id);
    end(claim, TaskState.CANCELLED);
    assertThat(state(first.id())).isEqualTo(RunState.CANCELLED);
    assertThat(advance(again)).isEqualTo(1);
    assertThat(run(first.id())).extracting(Run::backfillId).isEqualTo(again);
    for (int step = 0; step < 3; step++) {
      work(Backfill.groupOf(again, NewBackfill.Kind.BACKFILL), TaskState.SUCCESS);
      advance(again);
    }
    assertThat(progress(again)).isEqualTo(BackfillState.FINISHED);
    assertThat(store.runs(RunQuery.dates(DAG, DAY, DAY.plusDays(3))))
        .extracting(Run::state)
        .containsOnly(RunState.SUCCESS);
  }

  @Test
  void keepsOutOfARunThatIsClearedByHand() {
    long id = create(2, 1, Reprocess.NONE);
    advance(id);
    long run = store.run(DAG, DAY).orElseThrow().id();
    work(Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), TaskState.SUCCESS);
    store.clear(Map.of(run, Set.of("a")), "manual:1", LETTERS);
    assertThat(run(run).group()).isEqualTo("manual:1");
    assertThat(run(run).type()).as("why there is the run").isEqualTo(RunType.BACKFILL);
    assertThat(advance(id)).as("one done, one begun").isEqualTo(2);
    assertThat(dates(id)).containsExactly(DateState.DONE, DateState.ACTIVE);
    store.move(id, BackfillState.CANCELLED, LETTERS);
    assertThat(state(run)).as("not the backfill's any more").isEqualTo(RunState.QUEUED);
  }

  @Test
  void restsWhilePaused() {
    long id = create(3, 1, Reprocess.NONE);
    advance(id);
    store.move(id, BackfillState.PAUSED, LETTERS);
    work(Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), TaskState.SUCCESS);
    assertThat(advance(id)).isZero();
    assertThat(store.backfills(true)).hasSize(1);
    store.move(id, BackfillState.RUNNING, LETTERS);
    assertThat(advance(id)).isEqualTo(2);
    store.move(id, BackfillState.CANCELLED, LETTERS);
    assertThat(dates(id)).containsExactly(DateState.DONE, DateState.CANCELLED, DateState.CANCELLED);
    assertThatThrownBy(() -> store.move(id, BackfillState.RUNNING, LETTERS))
        .isInstanceOf(IllegalTransitionException.class);
    assertThatThrownBy(() -> store.move(99, BackfillState.RUNNING, LETTERS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

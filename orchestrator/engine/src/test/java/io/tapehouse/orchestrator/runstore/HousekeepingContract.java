package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.orchestrator.runstore.NewBackfill.Kind;
import io.tapehouse.orchestrator.runstore.NewBackfill.Reprocess;
import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Manners towards publishers, and keeping house. */
@Tag("calendar")
abstract class HousekeepingContract extends StoreContract {

  HousekeepingContract(Engine engine) {
    super(engine);
  }

  @Test
  void givesEachATurnOfItsOwn() throws Exception {
    JdbcRunStore second = second();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Instant>> asking = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        JdbcRunStore asked = i % 2 == 0 ? store : second;
        asking.add(
            () -> {
              Duration wait = asked.reserve("www.twse.com.tw", Duration.ofMinutes(5));
              return asked.now().plus(wait);
            });
      }
      List<Instant> turns = new ArrayList<>();
      for (Future<Instant> turn : threads.invokeAll(asking)) {
        turns.add(turn.get());
      }
      turns.sort(null);
      for (int i = 1; i < turns.size(); i++) {
        assertThat(Duration.between(turns.get(i - 1), turns.get(i)))
            .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
      }
      assertThat(store.reserve("other", Duration.ofMinutes(5))).isZero();
    } finally {
      threads.shutdown();
      close(second);
    }
  }

  @Test
  void belongsToTheSiteThatCameFirst() throws Exception {
    JdbcRunStore second = second();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> coming = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        JdbcRunStore one = i % 2 == 0 ? store : second;
        coming.add(
            () -> {
              one.belongsTo("s3://here/archive");
              return true;
            });
      }
      for (Future<Boolean> came : threads.invokeAll(coming)) {
        assertThat(came.get()).isTrue();
      }
      assertThatThrownBy(() -> second.belongsTo("s3://elsewhere/archive"))
          .isInstanceOf(OtherSiteException.class)
          .hasMessageContaining("belongs to s3://here/archive")
          .hasMessageContaining("works with s3://elsewhere/archive");
      store.belongsTo("s3://here/archive");
    } finally {
      threads.shutdown();
      close(second);
    }
  }

  @Test
  void holdsAHostForLongerOnly() {
    Instant later = store.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    assertThat(store.hostHold("a").heldUntil()).isEmpty();
    store.holdHost("a", later, false);
    store.holdHost("a", later.minusSeconds(60), true);
    HostTurns.HostHold hold = store.hostHold("a");
    assertThat(hold.heldUntil()).contains(later);
    assertThat(hold.bannedUntil()).contains(later.minusSeconds(60));
    assertThat(store.reserve("a", Duration.ofSeconds(1))).isGreaterThan(Duration.ofMinutes(59));
    store.holdHost("b", store.now().minusSeconds(1), true);
    assertThat(store.hostHold("b").bannedUntil()).isEmpty();
  }

  @Test
  void knowsWhichAttemptsAreInUse() {
    List<Long> ids =
        List.copyOf(
            store
                .create(List.of(newRun(DAY, tasks("a")), newRun(DAY.plusDays(1), tasks("a"))))
                .values());
    store.start(ids, LETTERS);
    List<Claim> claims = claim(2);
    Claim ended = claims.get(0);
    Claim atWork = claims.get(1);
    store.end(
        List.of(
            new Ending(
                ended, TaskState.SUCCESS, false, Ending.Fault.NONE, "", "made by lost-1", null)),
        LETTERS);
    Function<String, Set<String>> named = Set::of;
    assertThat(store.attemptsInUse(null, named))
        .containsExactlyInAnyOrder(atWork.attemptId(), "made by lost-1");
    assertThat(store.attemptsInUse(store.now().plusSeconds(60), named))
        .containsExactly(atWork.attemptId());
    assertThat(store.attemptsInUse(store.now().minusSeconds(60), named)).hasSize(2);
  }

  @Test
  void cleansWhatIsOld() {
    List<NewRun> many =
        IntStream.range(0, 250).mapToObj(day -> newRun(DAY.plusDays(day), tasks("a"))).toList();
    List<Long> ids = List.copyOf(store.create(many).values());
    store.start(ids.subList(0, 249), LETTERS);
    finish();
    long kept = begin(DAY.minusDays(1), "a");
    long backfill =
        store
            .createBackfill(
                new NewBackfill(DAG, List.of(DAY), 1, Reprocess.NONE, Kind.BACKFILL, "me"))
            .id();
    store.move(backfill, BackfillState.FINISHED, LETTERS);
    assertThat(store.clean(store.now().minusSeconds(3600))).isZero();
    assertThat(store.clean(store.now().plusSeconds(1))).isEqualTo(249);
    assertThat(store.sizes())
        .containsEntry("dag_run", 2L)
        .containsEntry("task_instance", 2L)
        .containsEntry("task_attempt", 0L)
        .containsEntry("task_event", 1L)
        .containsEntry("backfill", 0L)
        .containsEntry("backfill_date", 0L);
    assertThat(state(kept)).isEqualTo(RunState.RUNNING);
  }

  @Test
  void keepsABackfillAsLongAsItsRuns() {
    long id =
        store
            .createBackfill(
                new NewBackfill(DAG, List.of(DAY), 1, Reprocess.NONE, Kind.BACKFILL, "me"))
            .id();
    store.advance(
        id,
        1,
        date -> newRun(date, Backfill.groupOf(id, NewBackfill.Kind.BACKFILL), 1, tasks("a")),
        LETTERS);
    store.move(id, BackfillState.FINISHED, LETTERS);
    store.clean(store.now().plusSeconds(1));
    assertThat(store.backfill(id)).isPresent();
  }

  @Test
  void keepsTheStoresTime() {
    Instant first = store.now();
    assertThat(store.now()).isAfterOrEqualTo(first);
    assertThat(Duration.between(first, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
  }
}

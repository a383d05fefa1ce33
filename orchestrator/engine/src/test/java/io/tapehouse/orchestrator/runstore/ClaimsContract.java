package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is given what. */
abstract class ClaimsContract extends StoreContract {

  ClaimsContract(Engine engine) {
    super(engine);
  }

  private static List<NewTask> pooled(String pool, String... names) {
    return tasks(names).stream()
        .map(task -> new NewTask(task.taskId(), task.depth(), pool, null))
        .toList();
  }

  @Test
  void givesEachTaskOnceAndNamesTheClaim() {
    long run = begin(DAY, "a1", "a2");
    List<Claim> claims = claim("one", 1);
    assertThat(claims).hasSize(1);
    List<Claim> others = claim("two", 9);
    assertThat(others).hasSize(1);
    assertThat(claim(9)).isEmpty();
    Claim claim = claims.get(0);
    assertThat(claim.taskId()).isEqualTo("a1");
    assertThat(claim.number()).isEqualTo(1);
    assertThat(claim.batchId()).isNull();
    assertThat(claim.attemptId()).hasSizeLessThan(40).endsWith("-" + claim.fence());
    assertThat(others.get(0).fence()).isGreaterThan(claim.fence());
    assertThat(claim.since()).isAfterOrEqualTo(claim.queuedAt());
    assertThat(claim)
        .extracting(Claim::runId, Claim::dagId, Claim::date, Claim::type, Claim::group)
        .containsExactly(run, DAG, DAY, RunType.SCHEDULED, GROUP);
    assertThat(task(run, "a1"))
        .extracting(TaskInstance::state, TaskInstance::node, TaskInstance::attemptId)
        .containsExactly(TaskState.RUNNING, "one", claim.attemptId());
  }

  @Test
  void raisesFences() {
    begin(DAY, "a");
    store.fencesAbove(5_000_000);
    store.fencesAbove(17);
    assertThat(claimOne().fence()).isEqualTo(5_000_001);
  }

  @Test
  void goesByRankAndThenByTask() {
    begin(newRun(DAY, GROUP, 30, tasks("a1", "a2")));
    begin(newRun(DAY.plusDays(1), GROUP, 10, tasks("a1", "a2")));
    begin(newRun(DAY.plusDays(2), GROUP, 20, tasks("a2", "a1")));
    assertThat(claim(5))
        .extracting(claim -> claim.date().getDayOfMonth() + claim.taskId())
        .containsExactly("6a1", "6a2", "7a2", "7a1", "5a1");
  }

  @Test
  void givesOnlyWhatIsAskedFor() {
    begin(newRun(DAY, "manual", 1, tasks("a")));
    begin(newRun(DAY.plusDays(1), "other", 1, tasks("a")));
    assertThat(store.claim(new ClaimRequest("n", 9, Set.of("hongkong"), null, Map.of()))).isEmpty();
    assertThat(store.claim(new ClaimRequest("n", 0, Set.of(DAG), null, Map.of()))).isEmpty();
    assertThat(store.claim(new ClaimRequest("n", 9, Set.of(DAG), "manual", Map.of())))
        .extracting(Claim::group)
        .containsExactly("manual");
  }

  @Test
  void givesTasksOfAForegroundRunToItsOwnNodeAlone() {
    String own = Backfill.groupOf(7, NewBackfill.Kind.FOREGROUND);
    begin(newRun(DAY, own, 1, tasks("a")));
    assertThat(store.claim(new ClaimRequest("n", 9, Set.of(DAG), null, Map.of()))).isEmpty();
    assertThat(store.claim(new ClaimRequest("n", 9, Set.of(DAG), own, Map.of()))).hasSize(1);
  }

  @Test
  void givesNothingOfAPausedDag() {
    begin(DAY, "a1", "a2");
    Claim running = claim(1).get(0);
    store.pause(DAG, true);
    assertThat(claim(9)).isEmpty();
    assertThat(end(running, TaskState.SUCCESS)).isEmpty();
    store.pause(DAG, false);
    assertThat(claim(9)).hasSize(1);
  }

  @Test
  void neverExceedsAPool() {
    begin(newRun(DAY, GROUP, 1, pooled("load", "a1", "a2", "a3")));
    begin(newRun(DAY.plusDays(1), GROUP, 2, pooled("spark", "a1", "a2", "a3")));
    List<Claim> claims = claim(9);
    assertThat(claims)
        .extracting(claim -> claim.date().getDayOfMonth() + claim.taskId())
        .containsExactly("5a1", "6a1", "6a2");
    assertThat(claim(9)).isEmpty();
    assertThat(store.poolUse()).isEqualTo(Map.of("fetch", 0, "load", 1, "spark", 2));
    end(claims.get(0), TaskState.SUCCESS);
    assertThat(claim(9)).extracting(Claim::taskId).containsExactly("a2");
    store.pools(Map.of("spark", 3));
    assertThat(claim(9)).extracting(Claim::taskId).containsExactly("a3");
  }

  @Test
  void looksPastAFullPool() {
    begin(newRun(DAY, GROUP, 1, pooled("load", names(20))));
    begin(newRun(DAY.plusDays(1), GROUP, 2, pooled("fetch", names(3))));
    assertThat(claim(4)).extracting(claim -> claim.date().getDayOfMonth()).contains(5, 6, 6, 6);
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "a" + i).toArray(String[]::new);
  }

  @Test
  void countsADeferredTaskInItsPoolAndLetsItGoOn() {
    begin(newRun(DAY, GROUP, 1, pooled("load", "a1", "a2")));
    end(claim(1).get(0), TaskState.DEFERRED);
    assertThat(store.poolUse()).containsEntry("load", 1);
    List<Claim> claims = claim(9);
    assertThat(claims).extracting(Claim::taskId).containsExactly("a1");
    assertThat(claims.get(0).deferrals()).isEqualTo(1);
    assertThat(store.poolUse()).containsEntry("load", 1);
  }

  @Test
  void leavesWhatIsToComeLater() {
    long run = begin(DAY, "a");
    end(claimOne(), TaskState.DEFERRED);
    sql("UPDATE task_instance SET ready_at = ready_at + INTERVAL '1' HOUR");
    assertThat(claim(9)).isEmpty();
    assertThat(task(run, "a").nextAt()).isAfter(store.now());
    sql("UPDATE task_instance SET ready_at = ready_at - INTERVAL '1' HOUR");
    assertThat(claim(9)).hasSize(1);
    assertThat(task(run, "a").nextAt()).isNull();
  }

  // batches

  private static final List<NewTask> LOADING =
      List.of(
          new NewTask("a", 0, "fetch", null),
          new NewTask("b", 1, "spark", "etl"),
          new NewTask("c", 2, "fetch", null));

  private List<Claim> gather(int most, int size) {
    return store.claim(new ClaimRequest("node", most, Set.of(DAG), null, Map.of("etl", size)));
  }

  @Test
  void gathersABatchUntilNothingBeforeItIsLeft() {
    begin(newRun(DAY, GROUP, 1, LOADING));
    begin(newRun(DAY.plusDays(1), GROUP, 2, LOADING));
    begin(newRun(DAY.plusDays(2), "another", 3, LOADING));
    List<Claim> fetches = gather(9, 10);
    assertThat(fetches).hasSize(3);
    end(fetches.get(0), TaskState.SUCCESS);
    assertThat(gather(9, 10)).isEmpty();
    end(fetches.get(2), TaskState.SUCCESS);
    assertThat(gather(9, 10)).as("of a group that is ready").hasSize(1);
    end(fetches.get(1), TaskState.SUCCESS);
    List<Claim> batch = gather(9, 10);
    assertThat(batch).extracting(Claim::taskId).containsExactly("b", "b");
    assertThat(batch.get(0).batchId()).isNotNull().isEqualTo(batch.get(1).batchId());
    assertThat(store.poolUse()).as("two batches").containsEntry("spark", 2);
    endAll(batch, TaskState.SUCCESS);
    assertThat(store.poolUse()).containsEntry("spark", 1);
    assertThat(gather(9, 10)).extracting(Claim::taskId).containsExactly("c", "c");
  }

  @Test
  void waitsForWhatIsQueuedBeforeIt() {
    begin(newRun(DAY, GROUP, 1, LOADING));
    Claim fetch = gather(1, 10).get(0);
    begin(newRun(DAY.plusDays(1), GROUP, 2, LOADING));
    store.pools(Map.of("fetch", 1));
    end(fetch, TaskState.SUCCESS);
    assertThat(gather(9, 10)).extracting(Claim::taskId).containsExactly("a");
  }

  @Test
  void givesAFullBatchAtOnce() {
    for (int day = 0; day < 5; day++) {
      begin(newRun(DAY.plusDays(day), GROUP, day, LOADING));
    }
    List<Claim> fetches = gather(9, 2);
    endAll(fetches.subList(0, 3), TaskState.SUCCESS);
    assertThat(gather(9, 2))
        .extracting(claim -> claim.date().getDayOfMonth())
        .containsExactly(5, 6);
    endAll(fetches.subList(3, 5), TaskState.SUCCESS);
    assertThat(gather(1, 2)).as("one slot of the asker").hasSize(2);
    assertThat(gather(9, 2))
        .as("no slot in the pool")
        .extracting(Claim::taskId)
        .doesNotContain("b");
  }

  @Test
  void givesABatchThatHasWaitedForLong() {
    begin(newRun(DAY, GROUP, 1, LOADING));
    begin(newRun(DAY.plusDays(1), GROUP, 2, LOADING));
    List<Claim> fetches = gather(9, 10);
    end(fetches.get(0), TaskState.SUCCESS);
    assertThat(gather(9, 10)).isEmpty();
    sql("UPDATE task_instance SET ready_at = ready_at - INTERVAL '301' SECOND WHERE batch = 'etl'");
    assertThat(gather(9, 10)).extracting(Claim::taskId).containsExactly("b");
  }

  @Test
  void takesTasksAloneWhereTheBatchIsNotNamed() {
    begin(newRun(DAY, GROUP, 1, LOADING));
    begin(newRun(DAY.plusDays(1), GROUP, 2, LOADING));
    end(claim(1).get(0), TaskState.SUCCESS);
    List<Claim> claims = claim(9);
    assertThat(claims).extracting(Claim::taskId).containsExactly("b", "a");
    assertThat(claims).extracting(StoreContract::batch).containsOnlyNulls();
  }

  @Test
  void countsMembersOfABatchThatWereDeferredEach() {
    store.pools(Map.of("spark", 1));
    begin(newRun(DAY, GROUP, 1, LOADING));
    begin(newRun(DAY.plusDays(1), GROUP, 2, LOADING));
    begin(newRun(DAY.plusDays(2), GROUP, 3, LOADING));
    endAll(gather(9, 10), TaskState.SUCCESS);
    List<Claim> batch = gather(9, 2);
    assertThat(batch).hasSize(2);
    endAll(batch, TaskState.DEFERRED);
    assertThat(store.poolUse()).containsEntry("spark", 2);
    assertThat(gather(9, 2)).as("go on without a new slot").hasSize(2);
    assertThat(store.poolUse()).containsEntry("spark", 1);
    assertThat(gather(9, 2)).isEmpty();
  }
}

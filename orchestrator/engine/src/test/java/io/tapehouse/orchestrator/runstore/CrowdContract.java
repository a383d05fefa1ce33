package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many who claim and end at once: nothing is lost, nothing is done twice. */
abstract class CrowdContract extends StoreContract {

  private static final int THREADS = 8;
  private static final List<NewTask> FAN = fan();
  private static final Map<String, Integer> SLOTS = Map.of("load", 13, "spark", 40, "fetch", 31);

  private final int runs;
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger(Integer.MIN_VALUE);

  CrowdContract(Engine engine, int runs) {
    super(engine);
    this.runs = runs;
  }

  private static List<NewTask> fan() {
    List<NewTask> tasks = new ArrayList<>();
    List.of("a1", "b1", "b2", "b3", "b4", "b5", "b6", "c1", "c2")
        .forEach(
            name ->
                tasks.add(
                    new NewTask(
                        name,
                        name.charAt(0) - 'a',
                        name.startsWith("b") ? "fetch" : "spark",
                        name.startsWith("c") ? "etl" : null)));
    tasks.add(new NewTask("d1", 3, "load", null));
    return tasks;
  }

  @Test
  @Timeout(300)
  void losesNothingAndDoesNothingTwice() throws Exception {
    store.pools(SLOTS);
    List<NewRun> newRuns =
        IntStream.range(0, runs)
            .mapToObj(day -> newRun(DAY.plusDays(day), GROUP, day % 50, FAN))
            .toList();
    List<Long> ids = List.copyOf(store.create(newRuns).values());
    store.start(ids, LETTERS);
    JdbcRunStore second = second();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<Claim>>> workers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        JdbcRunStore mine = i % 2 == 0 ? store : second;
        String node = "node" + i;
        workers.add(() -> work(mine, node));
      }
      Set<String> attempts = new HashSet<>();
      Set<Long> tasks = new HashSet<>();
      for (Future<List<Claim>> worker : threads.invokeAll(workers)) {
        for (Claim claim : worker.get()) {
          assertThat(attempts.add(claim.attemptId())).as(claim.attemptId()).isTrue();
          assertThat(tasks.add(claim.taskInstanceId())).as(claim.taskId()).isTrue();
        }
      }
      assertThat(tasks).hasSize(runs * FAN.size());
      assertThat(most).as("slots beyond a pool's").hasValue(0);
    } finally {
      threads.shutdown();
      close(second);
    }
    for (long id : ids) {
      assertThat(state(id)).isEqualTo(RunState.SUCCESS);
      chain(id);
    }
  }

  private List<Claim> work(JdbcRunStore mine, String node) throws InterruptedException {
    ClaimRequest request = new ClaimRequest(node, 20, Set.of(DAG), null, Map.of("etl", 4));
    List<Claim> done = new ArrayList<>();
    while (ended.get() < runs * FAN.size()) {
      int seen = ended.get();
      List<Claim> claims = mine.claim(request);
      if (claims.isEmpty()) {
        awaitMoreThan(seen);
        continue;
      }
      mine.poolUse()
          .forEach(
              (pool, use) -> most.accumulateAndGet(use - SLOTS.getOrDefault(pool, 0), Math::max));
      mine.heartbeat(node);
      assertThat(mine.holds(claims)).isTrue();
      List<Ending> endings =
          claims.stream().map(claim -> ending(claim, TaskState.SUCCESS)).toList();
      assertThat(mine.end(endings, LETTERS)).isEmpty();
      done.addAll(claims);
      hasEnded(claims.size());
    }
    return done;
  }

  private synchronized void hasEnded(int tasks) {
    ended.addAndGet(tasks);
    notifyAll();
  }

  /** Somebody is at work on what this one waits for. */
  private synchronized void awaitMoreThan(int seen) throws InterruptedException {
    while (ended.get() == seen) {
      wait();
    }
  }

  /** Every event goes on where the one before it ended. */
  private void chain(long run) {
    Map<String, TaskState> now = new HashMap<>();
    long last = 0;
    for (Event event : store.events(run)) {
      assertThat(event.id()).isGreaterThan(last);
      last = event.id();
      TaskState before = now.getOrDefault(event.taskId(), TaskState.SCHEDULED);
      assertThat(event.from()).isEqualTo(before);
      assertThat(before.mayBecome(event.to())).isTrue();
      now.put(event.taskId(), event.to());
    }
    assertThat(now).hasSize(FAN.size()).containsValue(TaskState.SUCCESS);
    assertThat(Set.copyOf(now.values())).containsExactly(TaskState.SUCCESS);
  }
}

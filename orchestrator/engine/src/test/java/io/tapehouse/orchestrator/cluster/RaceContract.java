package io.tapehouse.orchestrator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.dag.TriggerRule;
import io.tapehouse.orchestrator.execute.Troubled;
import io.tapehouse.orchestrator.plan.RunMaker;
import io.tapehouse.orchestrator.plan.Shop;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.RetryPolicy;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at once: runs and backfills are made, cleared and cancelled while nodes work, are
 * closed, or lose their store for good. What happens is drawn by a seed; how the threads run is
 * not.
 */
abstract class RaceContract {

  private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
  private static final int MOST_SHOPS = 3;
  private static final Duration HEARTBEAT = Duration.ofMillis(300);

  private final Engine engine;
  private final long seed = Long.getLong("tapehouse.race.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Dag dag = dag();
  private final Resolver resolver = new DagResolver(DagBook.of(List.of(dag), Set.of("default")));
  private final Deque<Open> shops = new ArrayDeque<>();
  private final List<Thread> closing = new ArrayList<>();
  private final Set<Long> cancelled = new HashSet<>();
  private int nextDay;

  @TempDir Path folder;

  RaceContract(Engine engine) {
    this.engine = engine;
  }

  private record Open(Shop shop, Troubled store) {}

  private static Dag dag() {
    return Dag.named("race")
        .maxActiveRuns(10)
        .batchSize("together", 4)
        .retries(new RetryPolicy(1000, Duration.ofMillis(1), Duration.ofMillis(10)))
        .task("root", task -> task.does(RaceContract::body))
        .task("sensor", task -> task.does(RaceContract::sensor))
        .task("left", task -> task.needs("root").does(RaceContract::body))
        .task("right", task -> task.needs("root", "sensor").does(RaceContract::body))
        .task(
            "batch",
            task ->
                task.needs("left", "right")
                    .together(
                        "together",
                        (contexts, results) -> {
                          for (TaskContext context : contexts) {
                            results.end(context, body(context));
                          }
                        }))
        .task(
            "end", task -> task.needs("batch").rule(TriggerRule.ALL_DONE).does(RaceContract::body))
        .build();
  }

  private static TaskResult body(TaskContext context) throws TaskFailure {
    int chance = ThreadLocalRandom.current().nextInt(100);
    if (chance < 5) {
      throw new TaskFailure(ErrorKind.PUBLISHER, "bad luck");
    }
    if (chance < 7) {
      throw new TaskFailure(ErrorKind.THROTTLED, "slower", Duration.ofMillis(5), null);
    }
    if (chance < 9) {
      throw new IllegalStateException("worse luck");
    }
    return TaskResult.success("");
  }

  private static TaskResult sensor(TaskContext context) {
    return context.claim().deferrals() < 2
        ? new TaskResult.Deferred("not yet", Duration.ofMillis(10))
        : TaskResult.success("");
  }

  @Test
  @Timeout(180)
  void aShortRaceEndsAndLosesNothing() throws InterruptedException {
    everythingEndsAndNothingIsLost(15);
  }

  @Test
  @Timeout(180)
  @Tag("endurance")
  void everythingEndsAndNothingIsLost() throws InterruptedException {
    everythingEndsAndNothingIsLost(60);
  }

  private void everythingEndsAndNothingIsLost(int steps) throws InterruptedException {
    try (JdbcRunStore store = engine.open()) {
      store.migrate();
      store.pools(Map.of("default", 12));
      store.register(dag.id(), FIRST, false);
      open(store);
      trigger(store, 5);
      backfill(store, 5);
      for (int step = 0; step < steps; step++) {
        step(store);
        awaitProgress(store);
      }
      store.pause(dag.id(), false);
      while (shops.size() < 2) {
        open(store);
      }
      awaitEnd(store);
      check(store);
      while (!shops.isEmpty()) {
        shops.remove().shop().close();
      }
      for (Thread thread : closing) {
        thread.join();
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("with -Dtapehouse.race.seed=" + seed, e);
    } finally {
      engine.close();
    }
  }

  private void step(JdbcRunStore store) {
    int what = random.nextInt(100);
    if (what < 25) {
      trigger(store, 1 + random.nextInt(10));
    } else if (what < 40) {
      backfill(store, 1 + random.nextInt(15));
    } else if (what < 60) {
      some(store).ifPresent(run -> clear(store, run));
    } else if (what < 66) {
      some(store).ifPresent(run -> cancel(store, run));
    } else if (what < 75) {
      store.pause(dag.id(), random.nextBoolean());
    } else if (what < 85 && !shops.isEmpty()) {
      // Without grace: what is at work is handed back.
      shops.remove().shop().close();
    } else if (what < 95 && !shops.isEmpty()) {
      die(shops.remove());
    }
    if (shops.size() < MOST_SHOPS && random.nextInt(3) > 0) {
      open(store);
    }
  }

  private void open(JdbcRunStore store) {
    Troubled troubled = new Troubled(store);
    shops.add(new Open(Shop.open(troubled.store(), dag, folder, HEARTBEAT), troubled));
  }

  /** As if its process was killed: nothing that it does from now on reaches the store. */
  private void die(Open open) {
    open.store().down(true);
    Thread thread = new Thread(open.shop()::close);
    thread.start();
    closing.add(thread);
  }

  private void trigger(JdbcRunStore store, int days) {
    RunMaker maker = new RunMaker(dag, exchange -> Optional.empty(), Clock.systemUTC().instant());
    store.create(
        LongStream.range(nextDay, nextDay + days)
            .mapToObj(FIRST::plusDays)
            .map(maker::manual)
            .toList());
    nextDay += days;
  }

  private void backfill(JdbcRunStore store, int days) {
    // Over dates that there are, and new ones.
    int from = Math.max(0, nextDay - random.nextInt(10));
    NewBackfill.Reprocess[] policies = NewBackfill.Reprocess.values();
    store.createBackfill(
        new NewBackfill(
            dag.id(),
            LongStream.range(from, from + days).mapToObj(FIRST::plusDays).toList(),
            1 + random.nextInt(5),
            policies[random.nextInt(policies.length)],
            NewBackfill.Kind.BACKFILL,
            "race"));
    nextDay = Math.max(nextDay, from + days);
  }

  private Optional<Run> some(JdbcRunStore store) {
    List<Run> runs = runs(store);
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(runs.get(random.nextInt(Math.min(20, runs.size()))));
  }

  private void clear(JdbcRunStore store, Run run) {
    if (store.tasks(run.id()).isEmpty()) {
      return;
    }
    List<String> tasks = List.copyOf(dag.tasks().keySet());
    Set<String> from = dag.withDownstream(Set.of(tasks.get(random.nextInt(tasks.size()))));
    store.clear(Map.of(run.id(), from), "manual:" + run.name(), resolver);
  }

  private void cancel(JdbcRunStore store, Run run) {
    store.cancel(List.of(run.id()), "by lot", resolver);
    cancelled.add(run.id());
  }

  private List<Run> runs(JdbcRunStore store) {
    return store.runs(new RunQuery(dag.id(), Set.of(), null, null, null, Integer.MAX_VALUE));
  }

  private void awaitProgress(JdbcRunStore store) {
    History history = new History(store);
    long wanted = history.count("task_event", "1 = 1") + random.nextInt(150);
    try {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofMillis(300))
          .until(() -> history.count("task_event", "1 = 1") >= wanted);
    } catch (ConditionTimeoutException e) {
      // Paused, or nothing left to do: the next step.
    }
  }

  private void awaitEnd(JdbcRunStore store) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              assertThat(runs(store)).allMatch(run -> run.state().isEnd());
              assertThat(store.backfills(false).stream().map(Backfill::state))
                  .containsOnly(BackfillState.FINISHED);
            });
  }

  private void check(JdbcRunStore store) {
    assertThat(runs(store))
        .hasSize(nextDay)
        .allSatisfy(
            run -> {
              assertThat(store.tasks(run.id())).allMatch(task -> task.state().isEnd());
              if (!cancelled.contains(run.id())) {
                assertThat(run.state()).as(run.name()).isEqualTo(RunState.SUCCESS);
                assertThat(store.tasks(run.id()))
                    .allMatch(task -> task.state().text().equals("success"));
              }
            });
    assertThat(store.poolUse().values()).allMatch(used -> used == 0);
    new History(store).isLegal();
  }
}

package io.tapehouse.orchestrator.benchmark;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.execute.ExecutionListener;
import io.tapehouse.orchestrator.execute.Node;
import io.tapehouse.orchestrator.execute.NodeSettings;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.runstore.RunType;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.task.TaskResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the orchestrator on a run store: throughput and scheduling delay of tasks that do
 * nothing, a chain of short tasks, a long backfill, a grid and a cleaning over a million rows.
 */
final class OrchestratorBenchmark {

  private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
  private static final int WORKERS = 64;
  private static final int TASKS_A_RUN = 10;
  private static final int CHAIN = 40;
  private static final int CHAIN_MILLISECONDS = 10;

  private final String name;
  private final RunStore store;
  private final Path logs;
  private final AtomicLong nextDay = new AtomicLong();

  OrchestratorBenchmark(String name, RunStore store, Path logs) {
    this.name = name;
    this.store = store;
    this.logs = logs;
    store.migrate();
    store.pools(Map.of("default", 1_000));
  }

  /** Offers tasks at a steady rate for a while. */
  void offered(int rate, Duration time) throws InterruptedException {
    Collection<Long> delays = new ConcurrentLinkedQueue<>();
    Map<LocalDate, Long> due = new java.util.concurrent.ConcurrentHashMap<>();
    Dag.Builder builder = Dag.named("offered");
    for (int i = 0; i < TASKS_A_RUN; i++) {
      builder.task(
          "t" + i,
          task ->
              task.does(
                  context -> {
                    delays.add(System.nanoTime() - due.get(context.date()));
                    return TaskResult.success("");
                  }));
    }
    DagBook book = DagBook.of(List.of(builder.build()), Set.of("default"));
    int runs = (int) (rate * time.toSeconds() / TASKS_A_RUN);
    CountDownLatch done = new CountDownLatch(runs * TASKS_A_RUN);
    store.register("offered", FIRST, false);
    try (Node node = node(book, done)) {
      node.start();
      long began = System.nanoTime();
      long gap = TimeUnit.SECONDS.toNanos(TASKS_A_RUN) / rate;
      Dag dag = book.find("offered").orElseThrow();
      for (int i = 0; i < runs; ) {
        long moment = began + i * gap;
        LockSupport.parkNanos(Math.max(0, moment - System.nanoTime()));
        // What has become due meanwhile is recorded together, as a planner does.
        List<NewRun> now = new ArrayList<>();
        while (i < runs && began + i * gap <= System.nanoTime()) {
          LocalDate date = FIRST.plusDays(nextDay.getAndIncrement());
          due.put(date, began + i * gap);
          now.add(run(dag, date));
          i++;
        }
        store.start(store.create(now).values(), node.resolver());
        node.wake();
      }
      done.await();
      double seconds = (System.nanoTime() - began) / 1e9;
      long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
      say(
          "%5d tasks a second offered: %.0f a second done, due to running median %.1f ms, p99 %.1f ms",
          rate,
          runs * TASKS_A_RUN / seconds,
          sorted[sorted.length / 2] / 1e6,
          sorted[(int) (sorted.length * 0.99)] / 1e6);
    }
  }

  /** As many tasks as can be, all there from the beginning. */
  void throughput(int tasks) throws InterruptedException {
    Dag.Builder builder = Dag.named("throughput");
    for (int i = 0; i < TASKS_A_RUN; i++) {
      builder.task("t" + i, task -> task.does(context -> TaskResult.success("")));
    }
    DagBook book = DagBook.of(List.of(builder.build()), Set.of("default"));
    Dag dag = book.find("throughput").orElseThrow();
    store.register("throughput", FIRST, false);
    CountDownLatch done = new CountDownLatch(tasks);
    long began = System.nanoTime();
    List<NewRun> runs = new ArrayList<>();
    for (int i = 0; i < tasks / TASKS_A_RUN; i++) {
      runs.add(run(dag, FIRST.plusDays(nextDay.getAndIncrement())));
    }
    Collection<Long> ids = store.create(runs).values();
    try (Node node = node(book, done)) {
      store.start(ids, node.resolver());
      node.start();
      done.await();
      double seconds = (System.nanoTime() - began) / 1e9;
      say("%d tasks in a heap: %.1f s, %.0f a second", tasks, seconds, tasks / seconds);
    }
  }

  /** One task after the other. */
  void chain() throws InterruptedException {
    Dag.Builder builder = Dag.named("chain");
    for (int i = 0; i < CHAIN; i++) {
      String before = "t" + (i - 1);
      boolean first = i == 0;
      builder.task(
          "t" + i,
          task -> {
            task.does(
                context -> {
                  TimeUnit.MILLISECONDS.sleep(CHAIN_MILLISECONDS);
                  return TaskResult.success("");
                });
            if (!first) {
              task.needs(before);
            }
          });
    }
    DagBook book = DagBook.of(List.of(builder.build()), Set.of("default"));
    store.register("chain", FIRST, false);
    double[] seconds = new double[5];
    for (int i = 0; i < seconds.length; i++) {
      CountDownLatch done = new CountDownLatch(CHAIN);
      try (Node node = node(book, done)) {
        node.start();
        long began = System.nanoTime();
        Collection<Long> ids =
            store
                .create(
                    List.of(
                        run(
                            book.find("chain").orElseThrow(),
                            FIRST.plusDays(nextDay.getAndIncrement()))))
                .values();
        store.start(ids, node.resolver());
        node.wake();
        done.await();
        seconds[i] = (System.nanoTime() - began) / 1e9;
      }
    }
    Arrays.sort(seconds);
    say(
        "%d tasks of %d ms, one after the other: %.2f s (median of %d)",
        CHAIN, CHAIN_MILLISECONDS, seconds[seconds.length / 2], seconds.length);
  }

  /** A backfill of 10,000 dates is recorded. */
  void backfill() {
    store.register("long", FIRST, true);
    List<LocalDate> dates = FIRST.datesUntil(FIRST.plusDays(10_000)).toList();
    long began = System.nanoTime();
    store.createBackfill(
        new NewBackfill(
            "long",
            dates,
            16,
            NewBackfill.Reprocess.NONE,
            NewBackfill.Kind.BACKFILL,
            "the benchmark"));
    say("a backfill of 10,000 days: %.2f s", (System.nanoTime() - began) / 1e9);
  }

  /** A million ended tasks, and a grid of some of them. */
  void million() {
    Dag.Builder builder = Dag.named("grid");
    for (int i = 0; i < CHAIN; i++) {
      builder.task("t" + i, task -> task.does(context -> TaskResult.success("")));
    }
    DagBook book = DagBook.of(List.of(builder.build()), Set.of("default"));
    Dag dag = book.find("grid").orElseThrow();
    store.register("grid", FIRST, false);
    long began = System.nanoTime();
    int runs = 25_000;
    for (int from = 0; from < runs; from += 500) {
      List<NewRun> some = new ArrayList<>();
      for (int i = from; i < from + 500; i++) {
        some.add(run(dag, FIRST.plusDays(i)));
      }
      Collection<Long> ids = store.create(some).values();
      // Cancelled is an end like any other, and the quickest way to a million of them.
      store.cancel(ids, "the benchmark", new DagResolver(book));
    }
    say("(a million tasks were made in %.0f s)", (System.nanoTime() - began) / 1e9);
    double[] millis = new double[21];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      int cells = store.grid("grid", 60).size();
      millis[i] = (System.nanoTime() - start) / 1e6;
      if (cells != 60 * CHAIN) {
        throw new IllegalStateException("expected " + 60 * CHAIN + " cells, found " + cells);
      }
    }
    Arrays.sort(millis);
    say(
        "a grid of 60 days x %d tasks among a million: median %.1f ms, worst %.1f ms",
        CHAIN, millis[millis.length / 2], millis[millis.length - 1]);
  }

  /** Everything that ended is removed. */
  void clean() {
    long began = System.nanoTime();
    long removed = store.clean(store.now());
    say(
        "%,d runs with their tasks cleaned away: %.1f s",
        removed, (System.nanoTime() - began) / 1e9);
  }

  private Node node(DagBook book, CountDownLatch done) {
    return new Node(
        store,
        book,
        new NodeSettings(
            "benchmark-" + System.nanoTime(),
            WORKERS,
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            5,
            null),
        new AttemptLogs(logs, Set::of, Clock.systemUTC()),
        new ExecutionListener() {
          @Override
          public void ended(Ending ending) {
            done.countDown();
          }
        });
  }

  private static NewRun run(Dag dag, LocalDate date) {
    return new NewRun(
        dag.id(),
        date,
        RunType.MANUAL,
        RunState.QUEUED,
        "run:" + date,
        date.toEpochDay(),
        "",
        null,
        null,
        dag.newTasks());
  }

  private void say(String format, Object... arguments) {
    System.out.println(name + ": " + String.format(Locale.ROOT, format, arguments));
  }
}

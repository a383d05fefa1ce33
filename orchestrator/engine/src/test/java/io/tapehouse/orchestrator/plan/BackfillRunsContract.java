package io.tapehouse.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.execute.ExecutionListener;
import io.tapehouse.orchestrator.execute.Node;
import io.tapehouse.orchestrator.execute.NodeSettings;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.BackfillDate;
import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.NewBackfill.Reprocess;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Backfills, planned and worked off as a service does it. */
@Tag("calendar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class BackfillRunsContract {

  private static final LocalDate FIRST = LocalDate.of(2024, 3, 1);
  private static final int CAP = 3;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Engine engine;
  private final JdbcRunStore store;
  private final List<Shop> shops = new ArrayList<>();
  private final Map<LocalDate, Integer> times = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<LocalDate> order = new ConcurrentLinkedQueue<>();
  private final Set<LocalDate> bad = ConcurrentHashMap.newKeySet();
  private final Map<LocalDate, CountDownLatch> gates = new ConcurrentHashMap<>();
  private int dags;
  private Dag dag = dag("first");

  @TempDir Path folder;

  BackfillRunsContract(Engine engine) {
    this.engine = engine;
    this.store = engine.open();
    store.migrate();
    store.pools(Map.of("default", 100));
  }

  private Dag dag(String id) {
    return Dag.named(id)
        .retries(RetryPolicy.NEVER)
        .maxActiveRuns(CAP)
        .task("a", task -> task.does(this::body))
        .task("b", task -> task.needs("a").does(context -> TaskResult.success("")))
        .build();
  }

  private TaskResult body(TaskContext context) throws TaskFailure, InterruptedException {
    LocalDate date = context.date();
    times.merge(date, 1, Integer::sum);
    order.add(date);
    CountDownLatch gate = gates.get(date);
    if (gate != null) {
      gate.await();
    }
    if (bad.contains(date)) {
      throw new TaskFailure(ErrorKind.DATA, "bad");
    }
    return TaskResult.success("");
  }

  @BeforeEach
  void anotherDag() {
    dags++;
    dag = dag("backfilled-" + dags);
    store.register(dag.id(), FIRST, false);
    times.clear();
    order.clear();
    bad.clear();
    gates.clear();
  }

  @AfterEach
  void closeShops() {
    shops.forEach(Shop::close);
    shops.clear();
  }

  @AfterAll
  void close() {
    store.close();
    engine.close();
  }

  private Shop open() {
    Shop shop = Shop.open(store, dag, folder, Duration.ofSeconds(20));
    shops.add(shop);
    return shop;
  }

  private static List<LocalDate> days(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(FIRST::plusDays).toList();
  }

  private static LocalDate day(int number) {
    return FIRST.plusDays(number);
  }

  private long backfill(List<LocalDate> dates, Reprocess reprocess) {
    return backfill(dates, CAP, reprocess, NewBackfill.Kind.BACKFILL);
  }

  private long backfill(
      List<LocalDate> dates, int cap, Reprocess reprocess, NewBackfill.Kind kind) {
    return store
        .createBackfill(new NewBackfill(dag.id(), dates, cap, reprocess, kind, "test"))
        .id();
  }

  private void awaitState(long id, BackfillState state) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> store.backfill(id).orElseThrow().state() == state);
  }

  private Resolver resolver() {
    return new DagResolver(DagBook.of(List.of(dag), Set.of("default")));
  }

  private List<Run> runs() {
    return store.runs(new RunQuery(dag.id(), Set.of(), null, null, null, Integer.MAX_VALUE));
  }

  private Run run(LocalDate date) {
    return store.run(dag.id(), date).orElseThrow();
  }

  private Set<LocalDate> in(RunState state) {
    return runs().stream()
        .filter(run -> run.state() == state)
        .map(Run::date)
        .collect(Collectors.toSet());
  }

  private CountDownLatch gate(LocalDate date) {
    CountDownLatch gate = new CountDownLatch(1);
    gates.put(date, gate);
    return gate;
  }

  private void awaitBegun(LocalDate date) {
    await().atMost(LONG).until(() -> times.containsKey(date));
  }

  /** How many runs overlapped, by the store's clock. */
  private static int most(List<Run> runs) {
    List<Map.Entry<Instant, Integer>> changes = new ArrayList<>();
    for (Run run : runs) {
      if (run.startedAt() != null && run.endedAt() != null) {
        changes.add(Map.entry(run.startedAt(), 1));
        changes.add(Map.entry(run.endedAt(), -1));
      }
    }
    changes.sort(
        Map.Entry.<Instant, Integer>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
    int now = 0;
    int most = 0;
    for (Map.Entry<Instant, Integer> change : changes) {
      now += change.getValue();
      most = Math.max(most, now);
    }
    return most;
  }

  @Test
  void cancelledInTheMiddleAndMadeAgainDoesTheRest() {
    CountDownLatch gate = gate(day(7));
    final Shop shop = open();
    long first = backfill(days(0, 19), Reprocess.NONE);
    awaitBegun(day(7));
    await().atMost(LONG).until(() -> in(RunState.SUCCESS).size() >= 5);
    store.move(first, BackfillState.CANCELLED, resolver());
    shop.changed();
    await().atMost(LONG).until(() -> runs().stream().allMatch(run -> run.state().isEnd()));
    Set<LocalDate> done = in(RunState.SUCCESS);
    assertThat(in(RunState.CANCELLED)).contains(day(7));
    gate.countDown();
    long second = backfill(days(0, 19), Reprocess.NONE);
    awaitState(second, BackfillState.FINISHED);
    assertThat(in(RunState.SUCCESS)).hasSize(20);
    done.forEach(date -> assertThat(times).as("done once").containsEntry(date, 1));
    assertThat(store.backfill(first).orElseThrow().state()).isEqualTo(BackfillState.CANCELLED);
    assertThat(most(runs())).isLessThanOrEqualTo(CAP);
  }

  @Test
  void aRunThatIsClearedWhileItIsActiveIsDoneAgain() {
    CountDownLatch gate = gate(day(1));
    Shop shop = open();
    long id = backfill(days(0, 5), Reprocess.NONE);
    awaitBegun(day(1));
    gates.clear();
    store.clear(Map.of(run(day(1)).id(), Set.of("a", "b")), "manual:again", resolver());
    shop.changed();
    awaitState(id, BackfillState.FINISHED);
    await().atMost(LONG).until(() -> in(RunState.SUCCESS).size() == 6);
    assertThat(times).containsEntry(day(1), 2).containsEntry(day(2), 1);
    gate.countDown();
  }

  @Test
  void aRunThatIsClearedAfterItsBackfillIsDoneAgain() {
    open();
    long id = backfill(days(0, 3), Reprocess.NONE);
    awaitState(id, BackfillState.FINISHED);
    store.clear(Map.of(run(day(1)).id(), Set.of("a", "b")), "manual:again", resolver());
    await().atMost(LONG).until(() -> times.get(day(1)) == 2);
    await().atMost(LONG).until(() -> in(RunState.SUCCESS).size() == 4);
    assertThat(store.backfill(id).orElseThrow().state()).isEqualTo(BackfillState.FINISHED);
  }

  @ParameterizedTest
  @EnumSource
  void overlappingBackfillsBothFinish(Reprocess reprocess) {
    open();
    long first = backfill(days(0, 9), reprocess);
    long second =
        backfill(days(5, 14).stream().sorted(Comparator.reverseOrder()).toList(), reprocess);
    awaitState(first, BackfillState.FINISHED);
    awaitState(second, BackfillState.FINISHED);
    assertThat(in(RunState.SUCCESS)).hasSize(15);
    // A run that began after a backfill was made is good enough for it.
    assertThat(times.values()).containsOnly(1);
  }

  @Test
  void policiesDecideWhatIsDoneAgain() {
    bad.add(day(2));
    open();
    awaitState(backfill(days(0, 4), Reprocess.NONE), BackfillState.FINISHED);
    assertThat(in(RunState.FAILED)).containsExactly(day(2));
    bad.clear();
    awaitState(backfill(days(0, 4), Reprocess.NONE), BackfillState.FINISHED);
    assertThat(in(RunState.FAILED)).containsExactly(day(2));
    awaitState(backfill(days(0, 4), Reprocess.FAILED), BackfillState.FINISHED);
    assertThat(in(RunState.SUCCESS)).hasSize(5);
    assertThat(times).containsEntry(day(2), 2).containsEntry(day(1), 1);
    awaitState(backfill(days(0, 4), Reprocess.ALL), BackfillState.FINISHED);
    assertThat(in(RunState.SUCCESS)).hasSize(5);
    assertThat(times).containsEntry(day(2), 3).containsEntry(day(1), 2);
  }

  @Test
  void aPausedDagStopsItAndGoesOnLater() {
    CountDownLatch gate = gate(day(3));
    open();
    long id = backfill(days(0, 11), 1, Reprocess.NONE, NewBackfill.Kind.BACKFILL);
    awaitBegun(day(3));
    store.pause(dag.id(), true);
    gate.countDown();
    await()
        .atMost(LONG)
        .until(() -> store.tasks(run(day(3)).id()).get(0).state().text().equals("success"));
    await().atMost(LONG).until(() -> store.poolUse().getOrDefault("default", 0) == 0);
    int done = order.size();
    assertThat(done).isLessThan(12);
    assertThat(store.backfill(id).orElseThrow().state()).isEqualTo(BackfillState.RUNNING);
    store.pause(dag.id(), false);
    awaitState(id, BackfillState.FINISHED);
    assertThat(times).hasSize(12);
    assertThat(times.values()).containsOnly(1);
  }

  @Test
  void aPausedBackfillBeginsNothingAndLetsItsRunsEnd() {
    CountDownLatch gate = gate(day(0));
    open();
    long id = backfill(days(0, 11), 1, Reprocess.NONE, NewBackfill.Kind.BACKFILL);
    awaitBegun(day(0));
    store.move(id, BackfillState.PAUSED, resolver());
    gate.countDown();
    await().atMost(LONG).until(() -> in(RunState.SUCCESS).size() == 1);
    assertThat(runs()).hasSize(1);
    store.move(id, BackfillState.RUNNING, resolver());
    awaitState(id, BackfillState.FINISHED);
    assertThat(in(RunState.SUCCESS)).hasSize(12);
  }

  @Test
  void newestFirstIsNewestFirst() {
    open();
    List<LocalDate> dates = days(0, 7).stream().sorted(Comparator.reverseOrder()).toList();
    long id = backfill(dates, 1, Reprocess.NONE, NewBackfill.Kind.BACKFILL);
    awaitState(id, BackfillState.FINISHED);
    assertThat(order).containsExactlyElementsOf(dates);
  }

  @Test
  void theCapHoldsHoweverManyPlan() {
    open();
    open();
    open();
    long id = backfill(days(0, 39), Reprocess.NONE);
    awaitState(id, BackfillState.FINISHED);
    assertThat(in(RunState.SUCCESS)).hasSize(40);
    assertThat(most(runs())).isLessThanOrEqualTo(CAP);
    assertThat(times.values()).containsOnly(1);
  }

  @Test
  void aDateThatIsActiveForSomebodyElseIsWaitedFor() {
    CountDownLatch gate = gate(day(2));
    RunMaker maker = new RunMaker(dag, exchange -> Optional.empty(), Clock.systemUTC().instant());
    store.create(List.of(maker.scheduled(day(2)), maker.scheduled(day(20))));
    open();
    awaitBegun(day(2));
    long id = backfill(days(0, 5), Reprocess.NONE);
    await().atMost(LONG).until(() -> in(RunState.SUCCESS).size() == 6);
    assertThat(run(day(2)).group()).isEqualTo(maker.scheduledGroup());
    assertThat(store.backfill(id).orElseThrow().state()).isEqualTo(BackfillState.RUNNING);
    gate.countDown();
    awaitState(id, BackfillState.FINISHED);
    assertThat(times).containsEntry(day(2), 1);
    assertThat(
            store.backfillDates(id).stream()
                .filter(date -> date.date().equals(day(2)))
                .map(BackfillDate::state))
        .containsAnyOf(Backfill.DateState.DONE, Backfill.DateState.LEFT_ALONE);
  }

  @Test
  void whoIsAloneTakesUpWhatASchedulerLeftBehind() {
    RunMaker maker = new RunMaker(dag, exchange -> Optional.empty(), Clock.systemUTC().instant());
    store.create(List.of(maker.scheduled(day(1)), maker.scheduled(day(2))));
    store.start(List.of(run(day(1)).id()), resolver());
    // As ForegroundRun does it on H2.
    store.cancel(runs().stream().map(Run::id).toList(), "tapehouse run does it", resolver());
    long id = backfill(days(0, 3), 4, Reprocess.ALL, NewBackfill.Kind.FOREGROUND);
    DagBook book = DagBook.of(List.of(dag), Set.of("default"));
    Planner alone =
        new Planner(store, book, exchange -> Optional.empty(), resolver(), Clock.systemUTC())
            .only(id);
    NodeSettings settings =
        new NodeSettings(
            "alone-" + dag.id(),
            2,
            Duration.ofSeconds(20),
            Duration.ofMillis(20),
            3,
            Backfill.groupOf(id, NewBackfill.Kind.FOREGROUND));
    AttemptLogs logs = new AttemptLogs(folder, Set::of, Clock.systemUTC());
    try (Node node = new Node(store, book, settings, logs, ExecutionListener.NONE)) {
      node.start();
      await()
          .atMost(LONG)
          .until(
              () -> {
                alone.tick();
                return store.backfill(id).orElseThrow().state() == BackfillState.FINISHED;
              });
    }
    assertThat(in(RunState.SUCCESS)).hasSize(4);
  }
}

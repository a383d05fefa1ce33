package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.plan.RunMaker;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.runstore.TaskAttempt;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Where nodes work on the runs of one DAG. */
public final class Floor implements AutoCloseable {

  /** What the configuration of its nodes keeps secret. */
  static final String SECRET = "correct-horse-battery-staple";

  static final LocalDate DAY = LocalDate.of(2024, 11, 5);
  static final Duration LONG = Duration.ofSeconds(60);

  private static final Duration SELDOM = Duration.ofSeconds(20);
  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final Duration POLL = Duration.ofMillis(25);
  private static final int TAKEOVERS = 5;
  private static final AtomicInteger NODES = new AtomicInteger();

  private final RunStore store;
  private final Path logs;
  private final Dag dag;
  private final Resolver resolver;
  private final List<Node> nodes = new ArrayList<>();

  /** A floor for a DAG whose id no other test has. */
  public Floor(RunStore store, Path logs, Dag dag, Map<String, Integer> pools) {
    this.store = store;
    this.logs = logs;
    this.dag = dag;
    this.resolver = new DagResolver(book());
    store.pools(pools);
    store.register(dag.id(), DAY, false);
  }

  private DagBook book() {
    return DagBook.of(
        List.of(dag),
        dag.tasks().values().stream().map(task -> task.pool()).collect(Collectors.toSet()));
  }

  /** What follows from the states of tasks. */
  public Resolver resolver() {
    return resolver;
  }

  /** A node at work; it would take others' tasks only after a long time. */
  public Node node() {
    return node(settings(SELDOM, 8), store, dag);
  }

  Node node(int workers) {
    return node(settings(SELDOM, workers), store, dag);
  }

  /** A node that takes over from the dead soon. */
  public Node watchfulNode() {
    return node(settings(OFTEN, 8), store, dag);
  }

  /**
   * A node that gives no sign of life.
   *
   * @param workers how many tasks it works on: with one, a node whose task sleeps does not claim
   *     the next attempt of that task, which it would then lose again
   */
  Node mutedNode(int workers) {
    return node(settings(Duration.ofHours(1), workers), store, dag);
  }

  Node node(RunStore other) {
    return node(settings(OFTEN, 8), other, dag);
  }

  /** A node that knows another version of the DAG. */
  Node nodeOf(Dag version) {
    return node(settings(SELDOM, 8), store, version);
  }

  private Node node(NodeSettings settings, RunStore used, Dag version) {
    DagBook book = version == dag ? book() : DagBook.of(List.of(version), Set.of("default"));
    Node node = new Node(used, book, settings, logs(), ExecutionListener.NONE);
    nodes.add(node);
    node.start();
    return node;
  }

  private static NodeSettings settings(Duration heartbeat, int workers) {
    String name = "node-" + NODES.incrementAndGet();
    return new NodeSettings(name, workers, heartbeat, POLL, TAKEOVERS, null);
  }

  private AttemptLogs logs() {
    return new AttemptLogs(logs, () -> Set.of(SECRET), Clock.systemUTC());
  }

  /** Begins a run. */
  public long begin(LocalDate date) {
    RunMaker maker = new RunMaker(dag, exchange -> Optional.empty(), Clock.systemUTC().instant());
    long id = store.create(List.of(maker.manual(date))).get(date);
    store.start(List.of(id), resolver);
    return id;
  }

  long begin() {
    return begin(DAY);
  }

  /** Begins runs of one group. */
  List<Long> begin(int days) {
    RunMaker maker = new RunMaker(dag, exchange -> Optional.empty(), Clock.systemUTC().instant());
    List<Long> ids =
        List.copyOf(
            store
                .create(
                    DAY.datesUntil(DAY.plusDays(days))
                        .map(date -> maker.backfill(date, 77, false))
                        .toList())
                .values());
    store.start(ids, resolver);
    return ids;
  }

  /** The run, when it has ended. */
  Run ended(long runId) {
    Awaitility.await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> run(runId).state().isEnd());
    return run(runId);
  }

  RunState end(long runId) {
    return ended(runId).state();
  }

  Run run(long runId) {
    return store.run(runId).orElseThrow();
  }

  TaskInstance task(long runId, String name) {
    return store.tasks(runId).stream()
        .filter(task -> task.taskId().equals(name))
        .findFirst()
        .orElseThrow();
  }

  TaskState state(long runId, String name) {
    return task(runId, name).state();
  }

  void await(long runId, String name, TaskState state) {
    Awaitility.await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> state(runId, name) == state);
  }

  List<TaskAttempt> attempts(long runId, String name) {
    return store.attempts(task(runId, name).id());
  }

  /** "1 success". */
  List<String> tries(long runId, String name) {
    return attempts(runId, name).stream()
        .map(attempt -> attempt.number() + " " + attempt.state())
        .toList();
  }

  /** What an attempt wrote; empty: nothing. */
  String log(long runId, String name, int number) {
    try {
      Optional<Path> file = logs().find(dag.id(), run(runId).date(), name, number);
      return file.isPresent() ? Files.readString(file.get()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
  }
}

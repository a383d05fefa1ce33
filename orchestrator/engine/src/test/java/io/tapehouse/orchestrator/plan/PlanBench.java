package io.tapehouse.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.ClaimRequest;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.orchestrator.task.TaskResult;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A store, a calendar, a clock and one DAG that is due every day at 18:00 Taipei. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlanBench {

  private final Engine engine;
  final JdbcRunStore store;
  final SetClock clock = new SetClock("2024-11-05T12:00:00Z");
  Almanac almanac = new Almanac();
  private int dags;
  String dagId = "";

  PlanBench(Engine engine) {
    this.engine = engine;
    this.store = engine.open();
    store.migrate();
    store.pools(Map.of("default", 100));
  }

  @BeforeEach
  void anotherDag() {
    dags++;
    almanac = new Almanac();
    dagId = "daily-" + dags;
    clock.set("2024-11-05T12:00:00Z");
  }

  @AfterAll
  void close() {
    store.close();
    engine.close();
  }

  final Dag.Builder daily(String start) {
    return dag().startDate(LocalDate.parse(start));
  }

  final Dag.Builder dag() {
    return Dag.named(dagId)
        .zone("Asia/Taipei")
        .calendar("TWSE")
        .daily("18:00")
        .maxActiveRuns(2)
        .task("a", task -> task.does(context -> TaskResult.success("")));
  }

  final Planner planner(Dag dag) {
    DagBook book = DagBook.of(List.of(dag), Set.of("default"));
    return new Planner(store, book, almanac, new DagResolver(book), clock);
  }

  /** A planner that has made the store know the DAG. */
  final Planner started(Dag dag) {
    Planner planner = planner(dag);
    planner.register(Set.of());
    return planner;
  }

  /** All runs of the DAG, the first date first. */
  final List<Run> runs() {
    return store.runs(new RunQuery(dagId, Set.of(), null, null, null, Integer.MAX_VALUE)).stream()
        .sorted(Comparator.comparing(Run::date))
        .toList();
  }

  /** "2024-11-05 running". */
  final List<String> words() {
    return runs().stream().map(run -> run.date() + " " + run.state().text()).toList();
  }

  final Run run(String date) {
    return store.run(dagId, LocalDate.parse(date)).orElseThrow();
  }

  final Set<String> running() {
    return runs().stream()
        .filter(run -> run.state() == RunState.RUNNING)
        .map(run -> run.date().toString())
        .collect(Collectors.toSet());
  }

  /** Does all that is running. */
  final void work(Dag dag) {
    DagResolver resolver = new DagResolver(DagBook.of(List.of(dag), Set.of("default")));
    List<Claim> claims = store.claim(new ClaimRequest("n", 100, Set.of(dagId), null, Map.of()));
    List<Ending> endings =
        claims.stream()
            .map(
                claim ->
                    new Ending(claim, TaskState.SUCCESS, false, Ending.Fault.NONE, "", null, null))
            .toList();
    assertThat(store.end(endings, resolver)).isEmpty();
  }

  /** Plans and works until nothing moves; the dates in the order in which they began. */
  final List<String> drain(Planner planner, Dag dag) {
    List<String> order = new java.util.ArrayList<>();
    while (planner.tick() > 0) {
      List<String> now = running().stream().sorted().toList();
      assertThat(now).hasSizeLessThanOrEqualTo(dag.maxActiveRuns());
      order.addAll(now);
      work(dag);
    }
    return order;
  }
}

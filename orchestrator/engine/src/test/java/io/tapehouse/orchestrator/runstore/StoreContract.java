package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.runstore.Ending.Fault;
import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What the parts of the contract have in common: a store, a DAG and a way to work on it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {

  static final String DAG = "taiwan_index";
  static final String GROUP = "scheduled";
  static final LocalDate DAY = LocalDate.of(2024, 11, 5);
  static final Resolver LETTERS = new Letters();

  private final Engine engine;
  final JdbcRunStore store;

  StoreContract(Engine engine) {
    this.engine = engine;
    this.store = engine.open();
  }

  /** A second store on the same data, or the same one where there can be no second. */
  final JdbcRunStore second() {
    return store.clustered() ? engine.open() : store;
  }

  final void close(JdbcRunStore second) {
    if (second != store) {
      second.close();
    }
  }

  @BeforeAll
  void migrate() {
    store.migrate();
  }

  @AfterAll
  void close() {
    store.close();
    engine.close();
  }

  @BeforeEach
  void empty() {
    for (String table :
        List.of(
            "task_event",
            "task_attempt",
            "task_instance",
            "dag_run",
            "backfill_date",
            "backfill",
            "host",
            "dag",
            "pool")) {
      sql("DELETE FROM " + table);
    }
    store.register(DAG, DAY.minusYears(1), false);
    store.pools(Map.of("fetch", 1000, "load", 1, "spark", 2));
  }

  /** For what only time or an accident does. */
  final int sql(String sql) {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  static List<NewTask> tasks(String... names) {
    return Arrays.stream(names)
        .map(name -> new NewTask(name, name.charAt(0) - 'a', "fetch", null))
        .toList();
  }

  static NewRun newRun(LocalDate date, List<NewTask> tasks) {
    return newRun(date, GROUP, date.toEpochDay(), tasks);
  }

  static NewRun newRun(LocalDate date, String group, long rank, List<NewTask> tasks) {
    return new NewRun(
        DAG, date, RunType.SCHEDULED, RunState.QUEUED, group, rank, "", null, null, tasks);
  }

  /** A running run. */
  final long begin(LocalDate date, String... names) {
    return begin(newRun(date, tasks(names)));
  }

  final long begin(NewRun run) {
    long id = store.create(List.of(run)).values().iterator().next();
    store.start(List.of(id), LETTERS);
    return id;
  }

  final List<Claim> claim(int most) {
    return claim("node", most);
  }

  final List<Claim> claim(String node, int most) {
    return store.claim(new ClaimRequest(node, most, Set.of(DAG), null, Map.of()));
  }

  /** The only claim that there is. */
  final Claim claimOne() {
    List<Claim> claims = claim(100);
    assertThat(claims).hasSize(1);
    return claims.get(0);
  }

  static Ending ending(Claim claim, TaskState state) {
    Duration delay =
        state == TaskState.DEFERRED || state == TaskState.UP_FOR_RETRY ? Duration.ZERO : null;
    Fault fault =
        state == TaskState.FAILED || state == TaskState.UP_FOR_RETRY ? Fault.FAILURE : Fault.NONE;
    return new Ending(claim, state, false, fault, "it is " + state.text(), null, delay);
  }

  final List<Claim> end(Claim claim, TaskState state) {
    return store.end(List.of(ending(claim, state)), LETTERS);
  }

  final void endAll(List<Claim> claims, TaskState state) {
    List<Ending> endings = claims.stream().map(claim -> ending(claim, state)).toList();
    assertThat(store.end(endings, LETTERS)).isEmpty();
  }

  /** Works until nothing is left. */
  final void finish() {
    for (List<Claim> claims = claim(1000); !claims.isEmpty(); claims = claim(1000)) {
      endAll(claims, TaskState.SUCCESS);
    }
  }

  final TaskInstance task(long runId, String name) {
    return store.tasks(runId).stream()
        .filter(task -> task.taskId().equals(name))
        .findFirst()
        .orElseThrow();
  }

  final Map<String, TaskState> states(long runId) {
    return store.tasks(runId).stream()
        .collect(Collectors.toMap(TaskInstance::taskId, TaskInstance::state));
  }

  final RunState state(long runId) {
    return run(runId).state();
  }

  final Run run(long runId) {
    return store.run(runId).orElseThrow();
  }

  /** The attempts of a task as words. */
  final List<String> attempts(long runId, String name) {
    return store.attempts(task(runId, name).id()).stream()
        .map(attempt -> attempt.number() + " " + attempt.state())
        .toList();
  }

  static @Nullable Long batch(Claim claim) {
    return claim.batchId();
  }
}

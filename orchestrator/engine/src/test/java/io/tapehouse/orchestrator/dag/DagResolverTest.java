package io.tapehouse.orchestrator.dag;

import static io.tapehouse.orchestrator.state.TaskState.CANCELLED;
import static io.tapehouse.orchestrator.state.TaskState.FAILED;
import static io.tapehouse.orchestrator.state.TaskState.QUEUED;
import static io.tapehouse.orchestrator.state.TaskState.RUNNING;
import static io.tapehouse.orchestrator.state.TaskState.SCHEDULED;
import static io.tapehouse.orchestrator.state.TaskState.SKIPPED;
import static io.tapehouse.orchestrator.state.TaskState.SUCCESS;
import static io.tapehouse.orchestrator.state.TaskState.UPSTREAM_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.runstore.Resolver.Move;
import io.tapehouse.orchestrator.runstore.Resolver.Resolution;
import io.tapehouse.orchestrator.runstore.Resolver.View;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunType;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from the states of tasks. */
class DagResolverTest {

  private static final Set<TaskState> FAILURES = EnumSet.of(FAILED, UPSTREAM_FAILED, CANCELLED);

  @ParameterizedTest
  @EnumSource(TriggerRule.class)
  void everyRuleWithEveryCombinationOfUpToThreeNeeds(TriggerRule rule) {
    for (int needs = 0; needs <= 3; needs++) {
      Dag dag = fan(rule, needs, 0);
      for (List<TaskState> states : combinations(needs)) {
        assertThat(moveOf(dag, states))
            .as("%s of %s", rule, states)
            .isEqualTo(oracle(rule, states));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TriggerRule.class)
  void everyRuleWithTasksThatMustOnlyHaveEnded(TriggerRule rule) {
    for (int needs = 0; needs <= 2; needs++) {
      Dag dag = fan(rule, needs, 1);
      for (List<TaskState> states : combinations(needs + 1)) {
        TaskState follows = oracle(rule, states.subList(0, needs));
        boolean waits = !states.get(needs).isEnd();
        // What the needs have decided early stands; what only their end decides, waits.
        TaskState expected =
            waits && !oracleIsEarly(rule, states.subList(0, needs)) ? null : follows;
        assertThat(moveOf(dag, states)).as("%s of %s", rule, states).isEqualTo(expected);
      }
    }
  }

  /** Written from Airflow's description of the rules; null: it waits. */
  private static @Nullable TaskState oracle(TriggerRule rule, List<TaskState> needs) {
    boolean allEnded = needs.stream().allMatch(TaskState::isEnd);
    boolean someFailed = needs.stream().anyMatch(FAILURES::contains);
    boolean someSkipped = needs.contains(SKIPPED);
    boolean someSucceeded = needs.contains(SUCCESS);
    if (rule == TriggerRule.ALL_DONE) {
      return allEnded ? QUEUED : null;
    }
    if (rule == TriggerRule.ONE_FAILED) {
      return someFailed ? QUEUED : allEnded ? SKIPPED : null;
    }
    if (someFailed) {
      return UPSTREAM_FAILED;
    }
    if (rule == TriggerRule.ALL_SUCCESS && someSkipped) {
      return SKIPPED;
    }
    if (!allEnded) {
      return null;
    }
    boolean lacksSuccess =
        rule == TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS && !someSucceeded && !needs.isEmpty();
    return lacksSuccess ? SKIPPED : QUEUED;
  }

  private static boolean oracleIsEarly(TriggerRule rule, List<TaskState> needs) {
    return switch (rule) {
      case ALL_DONE -> false;
      case ALL_SUCCESS -> needs.contains(SKIPPED) || needs.stream().anyMatch(FAILURES::contains);
      default -> needs.stream().anyMatch(FAILURES::contains);
    };
  }

  private static Dag fan(TriggerRule rule, int needs, int afters) {
    Dag.Builder dag = Dag.named("fan");
    String[] before = IntStream.range(0, needs).mapToObj(i -> "n" + i).toArray(String[]::new);
    String[] after =
        IntStream.range(needs, needs + afters).mapToObj(i -> "n" + i).toArray(String[]::new);
    for (String id : before) {
      dag.task(id, DagResolverTest::nothing);
    }
    for (String id : after) {
      dag.task(id, DagResolverTest::nothing);
    }
    return dag.task("t", task -> nothing(task.needs(before).after(after).rule(rule))).build();
  }

  private static @Nullable TaskState moveOf(Dag dag, List<TaskState> states) {
    Map<String, View> tasks = new LinkedHashMap<>();
    for (int i = 0; i < states.size(); i++) {
      tasks.put("n" + i, new View(states.get(i), false));
    }
    tasks.put("t", new View(SCHEDULED, false));
    return resolve(dag, false, tasks).moves().stream()
        .filter(move -> move.taskId().equals("t"))
        .map(Move::to)
        .findFirst()
        .orElse(null);
  }

  /** Without SCHEDULED, which the resolver itself would move. */
  private static List<List<TaskState>> combinations(int length) {
    List<List<TaskState>> all = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < length; i++) {
      List<List<TaskState>> longer = new ArrayList<>();
      for (List<TaskState> some : all) {
        for (TaskState state : EnumSet.complementOf(EnumSet.of(SCHEDULED))) {
          List<TaskState> more = new ArrayList<>(some);
          more.add(state);
          longer.add(more);
        }
      }
      all = longer;
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL_SUCCESS", "ALL_DONE"})
  void aShortCircuitSkipsWhateverComesAfterAtAnyDistance(TriggerRule rule) {
    Dag dag =
        Dag.named("d")
            .task("calendar", DagResolverTest::nothing)
            .task("other", DagResolverTest::nothing)
            .task("near", task -> nothing(task.needs("calendar").rule(rule)))
            .task("far", task -> nothing(task.needs("near", "other").rule(rule)))
            .task("ordered", task -> nothing(task.after("far").rule(rule)))
            .build();
    Map<String, View> tasks = all(dag, SCHEDULED);
    tasks.put("calendar", new View(SUCCESS, true));
    tasks.put("other", new View(RUNNING, false));
    Resolution first = resolve(dag, false, tasks);
    assertThat(first.moves()).extracting(Move::taskId).containsExactly("near", "far", "ordered");
    assertThat(first.moves()).extracting(Move::to).containsOnly(SKIPPED);
    assertThat(first.end()).as("other has not ended").isNull();
    apply(tasks, first);
    tasks.put("other", new View(SUCCESS, false));
    assertThat(resolve(dag, false, tasks).end()).isEqualTo(RunState.SKIPPED);
    tasks.put("other", new View(FAILED, false));
    assertThat(resolve(dag, false, tasks).end()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aShortCircuitThatItsDagHasNoMoreCutsNothing() {
    Dag dag = Dag.named("d").task("a", DagResolverTest::nothing).build();
    Map<String, View> tasks = all(dag, SCHEDULED);
    tasks.put("old", new View(SUCCESS, true));
    assertThat(resolve(dag, false, tasks).moves()).containsExactly(new Move("a", QUEUED, ""));
  }

  @Test
  void ofACancelledRunNothingBegins() {
    Dag dag = chain();
    Map<String, View> tasks = all(dag, SCHEDULED);
    tasks.put("a", new View(RUNNING, false));
    Resolution resolution = resolve(dag, true, tasks);
    assertThat(resolution.moves()).extracting(Move::to).containsExactly(CANCELLED, CANCELLED);
    assertThat(resolution.end()).as("an attempt is at work").isNull();
    apply(tasks, resolution);
    tasks.put("a", new View(CANCELLED, false));
    assertThat(resolve(dag, true, tasks).end()).isEqualTo(RunState.CANCELLED);
    tasks.put("a", new View(SUCCESS, false));
    assertThat(resolve(dag, true, tasks).end()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aTaskThatTheDagLostIsSkippedAndItsEndCounts() {
    Dag dag = chain();
    Map<String, View> tasks = all(dag, SUCCESS);
    tasks.put("lost", new View(SCHEDULED, false));
    Resolution resolution = resolve(dag, false, tasks);
    assertThat(resolution.moves())
        .containsExactly(new Move("lost", SKIPPED, "the DAG has it no more"));
    assertThat(resolution.end()).isEqualTo(RunState.SUCCESS);
    tasks.put("lost", new View(FAILED, false));
    assertThat(resolve(dag, false, tasks).end()).isEqualTo(RunState.FAILED);
    tasks.put("lost", new View(RUNNING, false));
    assertThat(resolve(dag, false, tasks).end()).isNull();
  }

  @Test
  void ofACancelledRunALostTaskEndsToo() {
    Dag dag = chain();
    Map<String, View> tasks = all(dag, SUCCESS);
    tasks.put("lost", new View(SCHEDULED, false));
    assertThat(resolve(dag, true, tasks).end()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aTaskThatTheRunLacksCountsAsEndedWell() {
    Dag dag = chain();
    Map<String, View> tasks = all(dag, SCHEDULED);
    tasks.remove("a");
    assertThat(resolve(dag, false, tasks).moves()).containsExactly(new Move("b", QUEUED, ""));
  }

  @Test
  void aTaskWithNothingToDoIsSkippedWhenItsTurnComes() {
    Dag dag =
        Dag.named("some")
            .task("first", task -> task.does(context -> new TaskResult.Success("", null)))
            .task("fetch", task -> task.needs("first").does(new NothingOn(run(false).date())))
            .task(
                "load",
                task -> task.needs("fetch").does(context -> new TaskResult.Success("", null)))
            .build();
    Map<String, View> tasks = all(dag, SCHEDULED);
    assertThat(resolve(dag, false, tasks).moves()).containsExactly(new Move("first", QUEUED, ""));
    tasks.put("first", new View(SUCCESS, false));
    Resolution after = resolve(dag, false, tasks);
    assertThat(after.moves())
        .containsExactly(
            new Move("fetch", SKIPPED, "a holiday"),
            new Move("load", SKIPPED, "what it needs was skipped"));
    assertThat(after.end()).isEqualTo(RunState.SUCCESS);
    assertThat(resolve(dag, true, tasks).moves()).extracting(Move::to).containsOnly(CANCELLED);
  }

  /** A body that has nothing to do on one date. */
  private record NothingOn(LocalDate date) implements TaskBody.Single {

    @Override
    public TaskResult run(TaskContext context) {
      return new TaskResult.Success("", null);
    }

    @Override
    public Optional<String> nothingToDo(LocalDate asked) {
      return asked.equals(date) ? Optional.of("a holiday") : Optional.empty();
    }
  }

  @Test
  void theRunsOfAnUnknownDagAreLeftAloneUntilAllHasEnded() {
    DagResolver resolver = new DagResolver(DagBook.of(List.of(), Set.of()));
    assertThat(
            resolver.resolve(
                run(false),
                Map.of("a", new View(SUCCESS, false), "b", new View(TaskState.SCHEDULED, false))))
        .isEqualTo(new Resolution(List.of(), null, ""));
    assertThat(resolver.resolve(run(false), Map.of("a", new View(SUCCESS, false))))
        .isEqualTo(new Resolution(List.of(), RunState.SUCCESS, ""));
    assertThat(resolver.resolve(run(true), Map.of("a", new View(TaskState.CANCELLED, false))))
        .isEqualTo(new Resolution(List.of(), RunState.CANCELLED, ""));
  }

  @Test
  void aRunEndsAsItsTasksDid() {
    Dag dag = chain();
    assertThat(resolve(dag, false, all(dag, SUCCESS)).end()).isEqualTo(RunState.SUCCESS);
    assertThat(resolve(dag, false, all(dag, SKIPPED)).end()).isEqualTo(RunState.SUCCESS);
    for (TaskState failure : FAILURES) {
      Map<String, View> tasks = all(dag, SUCCESS);
      tasks.put("c", new View(failure, false));
      assertThat(resolve(dag, false, tasks).end()).isEqualTo(RunState.FAILED);
    }
    for (TaskState open : EnumSet.complementOf(EnumSet.copyOf(TaskState.ENDS))) {
      Map<String, View> tasks = all(dag, SUCCESS);
      tasks.put("c", new View(open, false));
      assertThat(resolve(dag, false, tasks).end()).as(open.text()).isNull();
    }
  }

  @Test
  void aFailureGoesDownAChainInOneStep() {
    Dag dag = chain();
    Map<String, View> tasks = all(dag, SCHEDULED);
    tasks.put("a", new View(FAILED, false));
    Resolution resolution = resolve(dag, false, tasks);
    assertThat(resolution.moves())
        .containsExactly(
            new Move("b", UPSTREAM_FAILED, "a is failed"),
            new Move("c", UPSTREAM_FAILED, "b is upstream_failed"));
    assertThat(resolution.end()).isEqualTo(RunState.FAILED);
  }

  @Test
  void randomDagsWithRandomEndingsEndByLegalMoves() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      Dag dag = randomDag(random);
      Map<String, View> tasks = all(dag, SCHEDULED);
      boolean cancel = false;
      RunState end = null;
      int steps = 0;
      while (end == null) {
        assertThat(steps++).as("steps of seed %d", seed).isLessThan(1_000);
        Resolution resolution = resolve(dag, cancel, tasks);
        assertThat(resolution.moves()).extracting(Move::taskId).doesNotHaveDuplicates();
        apply(tasks, resolution);
        Resolution again = resolve(dag, cancel, tasks);
        assertThat(again.moves()).as("it came to rest, seed %d", seed).isEmpty();
        assertThat(again.end()).isEqualTo(resolution.end());
        end = resolution.end();
        if (end == null) {
          List<String> open = tasks.keySet().stream().filter(id -> isOpen(tasks, id)).toList();
          assertThat(open).as("something goes on, seed %d", seed).isNotEmpty();
          progress(tasks, open.get(random.nextInt(open.size())), random);
          cancel |= random.nextInt(40) == 0;
        }
      }
      assertThat(tasks.values()).allMatch(view -> view.state().isEnd());
    }
  }

  private static boolean isOpen(Map<String, View> tasks, String id) {
    TaskState state = tasks.get(id).state();
    return !state.isEnd() && state != SCHEDULED;
  }

  private static void progress(Map<String, View> tasks, String id, Random random) {
    TaskState state = tasks.get(id).state();
    List<TaskState> next =
        Arrays.stream(TaskState.values())
            .filter(to -> to != SCHEDULED && state.mayBecome(to))
            .toList();
    TaskState to = next.get(random.nextInt(next.size()));
    tasks.put(id, new View(state.to(to), to == SUCCESS && random.nextInt(10) == 0));
  }

  private static Dag randomDag(Random random) {
    Dag.Builder dag = Dag.named("random");
    int size = 1 + random.nextInt(12);
    TriggerRule[] rules = TriggerRule.values();
    for (int i = 0; i < size; i++) {
      List<String> needs = new ArrayList<>();
      List<String> afters = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        switch (random.nextInt(6)) {
          case 0, 1 -> needs.add("t" + j);
          case 2 -> afters.add("t" + j);
          default -> {}
        }
      }
      TriggerRule rule = rules[random.nextInt(rules.length)];
      dag.task(
          "t" + i,
          task ->
              nothing(
                  task.needs(needs.toArray(String[]::new))
                      .after(afters.toArray(String[]::new))
                      .rule(rule)));
    }
    return dag.build();
  }

  private static Dag chain() {
    return Dag.named("d")
        .task("a", DagResolverTest::nothing)
        .task("b", task -> nothing(task.needs("a")))
        .task("c", task -> nothing(task.needs("b")))
        .build();
  }

  private static void nothing(DagTask.Builder task) {
    task.does(context -> TaskResult.success(""));
  }

  private static Map<String, View> all(Dag dag, TaskState state) {
    Map<String, View> tasks = new HashMap<>();
    dag.tasks().keySet().forEach(id -> tasks.put(id, new View(state, false)));
    return tasks;
  }

  private static void apply(Map<String, View> tasks, Resolution resolution) {
    for (Move move : resolution.moves()) {
      TaskState from = tasks.get(move.taskId()).state();
      tasks.put(move.taskId(), new View(from.to(move.to()), false));
    }
  }

  private static Resolution resolve(Dag dag, boolean cancelled, Map<String, View> tasks) {
    return new DagResolver(DagBook.of(List.of(dag), Set.of("default")))
        .resolve(run(dag.id(), cancelled), tasks);
  }

  private static Run run(boolean cancelled) {
    return run("unknown", cancelled);
  }

  private static Run run(String dagId, boolean cancelled) {
    return new Run(
        1,
        dagId,
        LocalDate.of(2024, 11, 5),
        RunType.SCHEDULED,
        RunState.RUNNING,
        "",
        0,
        "",
        null,
        cancelled,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }
}

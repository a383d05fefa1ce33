package io.tapehouse.orchestrator.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sensors, pools and batches. */
abstract class WaitingContract extends NodeContract {

  WaitingContract(Engine engine) {
    super(engine);
  }

  private static TaskBody.Single sensor(AtomicBoolean posted, AtomicInteger looks) {
    return context -> {
      context.log("look " + looks.incrementAndGet());
      return posted.get()
          ? TaskResult.success("posted")
          : new TaskResult.Deferred("not posted", Duration.ofMillis(20));
    };
  }

  @Test
  void aSensorHoldsNoThreadButItsSlotAndGoesOnAsTheSameAttempt() {
    AtomicBoolean posted = new AtomicBoolean();
    AtomicInteger looks = new AtomicInteger();
    Blocker other = new Blocker();
    Floor floor =
        floor(
            Map.of("sensor-pool", 1, "default", 10),
            dag ->
                dag.task("a-sensor", task -> task.pool("sensor-pool").does(sensor(posted, looks)))
                    .task("b-late", task -> task.pool("sensor-pool").does(other))
                    .task("c", task -> task.does(context -> TaskResult.success("done"))));
    floor.node(1);
    long run = floor.begin();
    await().atMost(Floor.LONG).until(() -> looks.get() > 2);
    floor.await(run, "c", TaskState.SUCCESS);
    assertThat(other.began()).as("the sensor has the only slot").isZero();
    assertThat(floor.state(run, "b-late")).isEqualTo(TaskState.QUEUED);
    posted.set(true);
    other.release();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
    assertThat(floor.tries(run, "a-sensor")).containsExactly("1 success");
    assertThat(floor.log(run, "a-sensor", 1)).contains("look 1\n", "look 2\n", "look 3\n");
    List<Integer> numbers =
        store.events(run).stream()
            .filter(event -> event.taskId().equals("a-sensor") && event.number() > 0)
            .map(Event::number)
            .distinct()
            .toList();
    assertThat(numbers).containsExactly(1);
  }

  @Test
  void aSensorIsCancelledAtOnce() {
    AtomicInteger looks = new AtomicInteger();
    Floor floor =
        floor(
            dag ->
                dag.task(
                    "a",
                    task ->
                        task.does(
                            context -> {
                              looks.incrementAndGet();
                              return new TaskResult.Deferred("waits", Duration.ofHours(1));
                            })));
    floor.node();
    long run = floor.begin();
    floor.await(run, "a", TaskState.DEFERRED);
    store.cancel(List.of(run), "no more", floor.resolver());
    assertThat(floor.run(run).state()).isEqualTo(RunState.CANCELLED);
    assertThat(looks).hasValue(1);
  }

  @Test
  void aPoolOfOneNeverHasTwoAtWork() {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Map<String, Boolean> deferred = new ConcurrentHashMap<>();
    TaskBody.Single body =
        context -> {
          most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          try {
            String key = context.date() + context.claim().taskId();
            return deferred.put(key, true) == null
                ? new TaskResult.Deferred("", Duration.ofMillis(5))
                : TaskResult.success("");
          } finally {
            atWork.decrementAndGet();
          }
        };
    Floor floor =
        floor(
            Map.of("one", 1),
            dag ->
                dag.task("a", task -> task.pool("one").does(body))
                    .task("b", task -> task.pool("one").does(body))
                    .task("c", task -> task.pool("one").does(body)));
    floor.node();
    floor.node();
    List<Long> runs = floor.begin(8);
    runs.forEach(run -> assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS));
    assertThat(most).hasValue(1);
    slotsTaken(runs);
  }

  /** By the events: between its first claim and its end, a task has the only slot. */
  private void slotsTaken(List<Long> runs) {
    List<Event> events =
        runs.stream()
            .flatMap(run -> store.events(run).stream())
            .sorted(java.util.Comparator.comparingLong(Event::id))
            .toList();
    String holder = "";
    for (Event event : events) {
      String task = event.runId() + event.taskId();
      if (event.to() == TaskState.RUNNING) {
        assertThat(holder).isIn("", task);
        holder = task;
      } else if (event.to().isEnd()) {
        holder = "";
      }
    }
  }

  @Test
  void batchesGatherWhatTheRunsOfAGroupHave() {
    ConcurrentLinkedQueue<Set<java.time.LocalDate>> batches = new ConcurrentLinkedQueue<>();
    TaskBody.Batch body =
        (contexts, results) -> {
          batches.add(
              contexts.stream()
                  .map(context -> context.date())
                  .collect(java.util.stream.Collectors.toSet()));
          contexts.get(0).log("together");
          contexts.forEach(
              context ->
                  results.end(
                      context,
                      new TaskResult.Success("", context.output("a").orElseThrow() + "!")));
        };
    Floor floor =
        floor(
            dag ->
                dag.batchSize("etl", 4)
                    .task(
                        "a",
                        task -> task.does(c -> new TaskResult.Success("", c.date().toString())))
                    .task("b", task -> task.needs("a").together("etl", body)));
    List<Long> runs = floor.begin(8);
    floor.node();
    runs.forEach(run -> assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS));
    assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSize(4)).hasSize(2);
    assertThat(floor.task(runs.get(3), "b").output())
        .isEqualTo(floor.run(runs.get(3)).date() + "!");
    assertThat(floor.log(runs.get(0), "b", 1)).contains("together");
  }

  @Test
  void aMemberOfABatchOnWhichTheBodyIsSilentFails() {
    TaskBody.Batch body =
        (contexts, results) -> results.end(contexts.get(0), TaskResult.success(""));
    Floor floor =
        floor(
            dag ->
                dag.retries(io.tapehouse.orchestrator.task.RetryPolicy.NEVER)
                    .batchSize("etl", 2)
                    .task("b", task -> task.together("etl", body)));
    List<Long> runs = floor.begin(2);
    floor.node();
    assertThat(runs.stream().map(floor::end).toList())
        .containsExactlyInAnyOrder(RunState.SUCCESS, RunState.FAILED);
  }
}

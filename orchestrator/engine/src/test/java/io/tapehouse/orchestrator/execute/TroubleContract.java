package io.tapehouse.orchestrator.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nodes that are dead or seem so, and stores that fail. */
abstract class TroubleContract extends NodeContract {

  TroubleContract(Engine engine) {
    super(engine);
  }

  /** Blocks the first time, succeeds the second. */
  private static TaskBody.Single first(Blocker blocker, TaskBody.Single then) {
    AtomicInteger times = new AtomicInteger();
    return context -> times.incrementAndGet() == 1 ? blocker.run(context) : then.run(context);
  }

  @Test
  void aZombieHoldsNothingAndItsEndingIsRefused() {
    Blocker asleep = new Blocker();
    CompletableFuture<TaskContext> zombie = new CompletableFuture<>();
    TaskBody.Single sleeping =
        context -> {
          zombie.complete(context);
          asleep.run(context);
          return new TaskResult.Success("zombie", "of the zombie");
        };
    AtomicInteger times = new AtomicInteger();
    Floor floor =
        floor(
            dag ->
                dag.task(
                    "a",
                    task ->
                        task.does(
                            context ->
                                times.incrementAndGet() == 1
                                    ? sleeping.run(context)
                                    : new TaskResult.Success("alive", "of the living"))));
    Node muted = floor.mutedNode(1);
    long run = floor.begin();
    TaskContext context = zombie.join();
    assertThat(context.holds()).isTrue();
    floor.watchfulNode();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
    assertThat(context.holds()).isFalse();
    asleep.release();
    await().atMost(Floor.LONG).until(() -> muted.atWork() == 0);
    muted.stop(Floor.LONG);
    assertThat(floor.tries(run, "a")).containsExactly("1 lost", "2 success");
    assertThat(floor.task(run, "a").output()).isEqualTo("of the living");
    assertThat(floor.task(run, "a").message()).isEqualTo("alive");
  }

  @Test
  void aBodyWhoseTaskWasTakenOverIsBrokenOff() {
    Blocker blocker = new Blocker();
    Floor floor =
        floor(
            dag ->
                dag.task(
                    "a",
                    task -> task.does(first(blocker, context -> TaskResult.success("second")))));
    Node muted = floor.mutedNode(1);
    long run = floor.begin();
    await().atMost(Floor.LONG).until(() -> blocker.began() == 1);
    floor.watchfulNode();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
    muted.lookForCancellations();
    await().atMost(Floor.LONG).until(() -> blocker.interrupted() == 1);
    await().atMost(Floor.LONG).until(() -> muted.atWork() == 0);
    assertThat(floor.tries(run, "a")).containsExactly("1 lost", "2 success");
  }

  @Test
  void aTaskThatKillsItsNodesFailsInTheEnd() {
    AtomicInteger times = new AtomicInteger();
    Blocker blocker = new Blocker();
    Floor floor =
        floor(
            dag ->
                dag.task(
                    "a",
                    task ->
                        task.does(
                            context -> {
                              times.incrementAndGet();
                              return blocker.run(context);
                            })));
    floor.mutedNode(8);
    long run = floor.begin();
    await().atMost(Floor.LONG).until(() -> times.get() == 1);
    for (int i = 0; i <= 5; i++) {
      store.takeOver(java.time.Duration.ZERO, 5, floor.resolver());
      int seen = i + 2;
      if (i < 5) {
        await().atMost(Floor.LONG).until(() -> times.get() >= seen);
      }
    }
    assertThat(floor.end(run)).isEqualTo(RunState.FAILED);
    blocker.release();
  }

  @Test
  void aStoreThatIsAwayForAWhileLosesNothing() {
    Troubled troubled = new Troubled(store);
    Blocker blocker = new Blocker();
    Floor floor =
        floor(
            dag ->
                dag.task("a", task -> task.does(blocker))
                    .task("b", task -> task.needs("a").does(c -> TaskResult.success("")))
                    .task("c", task -> task.needs("b").does(c -> TaskResult.success(""))));
    Node node = floor.node(troubled.store());
    List<Long> runs = floor.begin(6);
    await().atMost(Floor.LONG).until(() -> blocker.began() == 6);
    troubled.down(true);
    blocker.release();
    await().atMost(Floor.LONG).until(() -> node.atWork() == 0);
    troubled.down(false);
    runs.forEach(run -> assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS));
  }

  @Test
  void claimsWhoseAnswerWasLostAreDoneAllTheSame() {
    Troubled troubled = new Troubled(store);
    Floor floor =
        floor(
            dag ->
                dag.task("a", task -> task.does(c -> TaskResult.success("")))
                    .task("b", task -> task.needs("a").does(c -> TaskResult.success(""))));
    List<Long> runs = floor.begin(6);
    troubled.failAfter("claim", 1);
    floor.node(troubled.store());
    runs.forEach(run -> assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS));
    assertThat(troubled.isOver()).isTrue();
  }

  @Test
  void endingsWhoseAnswerWasLostAreRecordedOnce() {
    Troubled troubled = new Troubled(store);
    Floor floor =
        floor(
            dag ->
                dag.task("a", task -> task.does(c -> TaskResult.success("")))
                    .task("b", task -> task.needs("a").does(c -> TaskResult.success(""))));
    List<Long> runs = floor.begin(6);
    troubled.failAfter("end", 3);
    troubled.failBefore("heartbeat", 3);
    troubled.failBefore("takeOver", 3);
    floor.node(troubled.store());
    runs.forEach(run -> assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS));
    runs.forEach(run -> assertThat(floor.tries(run, "b")).containsExactly("1 success"));
  }

  @Test
  void aNodeThatIsClosedHandsBackAtOnce() {
    Blocker blocker = new Blocker();
    Floor floor =
        floor(
            dag ->
                dag.task(
                    "a",
                    task -> task.does(first(blocker, context -> TaskResult.success("second")))));
    Node node = floor.node();
    long run = floor.begin();
    await().atMost(Floor.LONG).until(() -> blocker.began() == 1);
    node.close();
    assertThat(floor.state(run, "a")).isEqualTo(TaskState.QUEUED);
    node.lookForCancellations();
    node.wake();
    floor.node();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
  }
}

package io.tapehouse.orchestrator.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.RetryPolicy;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Work that is broken off: too slow, not wanted, or its node goes. */
abstract class BreakOffContract extends NodeContract {

  BreakOffContract(Engine engine) {
    super(engine);
  }

  @Test
  void aTimeoutInterruptsAndCounts() {
    Blocker slow = new Blocker();
    Floor floor =
        floor(
            dag ->
                dag.retries(QUICK.withTries(2))
                    .task("a", task -> task.timeout(Duration.ofMillis(100)).does(slow)));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.FAILED);
    assertThat(slow.interrupted()).isEqualTo(2);
    assertThat(floor.tries(run, "a")).containsExactly("1 up_for_retry", "2 failed");
    assertThat(floor.task(run, "a").message()).startsWith("broken off after PT0.1S");
  }

  @Test
  void aBodyThatSwallowsTheInterruptIsInterruptedAgain() {
    CountDownLatch never = new CountDownLatch(1);
    Floor floor =
        floor(
            dag ->
                dag.retries(RetryPolicy.NEVER)
                    .task(
                        "a",
                        task ->
                            task.timeout(Duration.ofMillis(50)).does(context -> thirdTime(never))));
    floor.watchfulNode();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.FAILED);
    assertThat(floor.task(run, "a").message()).startsWith("broken off after");
  }

  private static TaskResult thirdTime(CountDownLatch never) throws InterruptedException {
    for (int i = 1; i < 3; i++) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // A library that does not know better.
      }
    }
    never.await();
    return TaskResult.success("");
  }

  @Test
  void whatABodyDoesWithItsInterruptFlagStillSetIsRecorded() {
    Floor floor =
        floor(
            dag ->
                dag.retries(RetryPolicy.NEVER)
                    .task(
                        "a",
                        task ->
                            task.timeout(Duration.ofMillis(500))
                                .does(
                                    context -> {
                                      while (!Thread.currentThread().isInterrupted()) {
                                        LockSupport.park();
                                      }
                                      context.log("interrupted");
                                      throw new TaskFailure(ErrorKind.RESOURCES, "stopped");
                                    })));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.FAILED);
    assertThat(floor.log(run, "a", 1)).contains("interrupted", "failed (timeout): broken off");
  }

  @Test
  void anInterruptDuringAQuestionToTheStoreHurtsNobody() {
    AtomicInteger times = new AtomicInteger();
    Floor floor =
        floor(
            dag ->
                dag.retries(QUICK.withTries(10))
                    .task(
                        "a",
                        task ->
                            task.timeout(Duration.ofMillis(50))
                                .does(
                                    context -> {
                                      if (times.incrementAndGet() > 5) {
                                        return TaskResult.success("done");
                                      }
                                      while (!Thread.currentThread().isInterrupted()) {
                                        store.reserve("host", Duration.ofMillis(1));
                                        context.external("job");
                                      }
                                      throw new InterruptedException();
                                    }))
                    .task("b", task -> task.needs("a").does(context -> TaskResult.success(""))));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
  }

  @Test
  void cancellingARunInterruptsWhatIsAtWork() {
    Blocker blocker = new Blocker();
    Floor floor =
        floor(
            dag ->
                dag.task("a", task -> task.does(blocker))
                    .task("b", task -> task.needs("a").does(blocker)));
    Node node = floor.node();
    long run = floor.begin();
    await().atMost(Floor.LONG).until(() -> blocker.began() == 1);
    store.cancel(List.of(run), "no more", floor.resolver());
    assertThat(floor.state(run, "a")).isEqualTo(TaskState.RUNNING);
    node.lookForCancellations();
    assertThat(floor.end(run)).isEqualTo(RunState.CANCELLED);
    assertThat(blocker.interrupted()).isOne();
    assertThat(floor.state(run, "a")).isEqualTo(TaskState.CANCELLED);
    assertThat(floor.state(run, "b")).isEqualTo(TaskState.CANCELLED);
    assertThat(floor.tries(run, "a")).containsExactly("1 cancelled");
  }

  @Test
  void cancellingSomeMembersOfABatchLeavesTheOthers() {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger members = new AtomicInteger();
    TaskBody.Batch body =
        (contexts, results) -> {
          members.addAndGet(contexts.size());
          go.await();
          for (TaskContext context : contexts) {
            if (context.holds()) {
              results.end(context, TaskResult.success("done"));
            } else {
              results.fail(context, new TaskFailure(ErrorKind.DEFECT, "not held any more"));
            }
          }
        };
    Floor floor =
        floor(dag -> dag.batchSize("all", 3).task("a", task -> task.together("all", body)));
    List<Long> runs = floor.begin(3);
    Node node = floor.node();
    await().atMost(Floor.LONG).until(() -> members.get() == 3);
    store.cancel(runs.subList(0, 2), "no more", floor.resolver());
    node.lookForCancellations();
    go.countDown();
    assertThat(floor.end(runs.get(2))).isEqualTo(RunState.SUCCESS);
    assertThat(floor.end(runs.get(0))).isEqualTo(RunState.CANCELLED);
    assertThat(floor.end(runs.get(1))).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void cancellingAllMembersOfABatchInterruptsIt() {
    Blocker blocker = new Blocker();
    Floor floor =
        floor(
            dag ->
                dag.batchSize("all", 3)
                    .task(
                        "a",
                        task ->
                            task.together(
                                "all", (contexts, results) -> blocker.run(contexts.get(0)))));
    List<Long> runs = floor.begin(3);
    Node node = floor.node();
    await().atMost(Floor.LONG).until(() -> blocker.began() == 1);
    store.cancel(runs, "no more", floor.resolver());
    node.lookForCancellations();
    runs.forEach(run -> assertThat(floor.end(run)).isEqualTo(RunState.CANCELLED));
    assertThat(blocker.interrupted()).isOne();
  }

  @Test
  void aClearedTaskIsBrokenOffAndDoneAgain() {
    Blocker blocker = new Blocker();
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
                                    ? blocker.run(context)
                                    : TaskResult.success("second"))));
    Node node = floor.node();
    long run = floor.begin();
    await().atMost(Floor.LONG).until(() -> blocker.began() == 1);
    store.clear(java.util.Map.of(run, java.util.Set.of("a")), "manual:again", floor.resolver());
    node.lookForCancellations();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
    await().atMost(Floor.LONG).until(() -> blocker.interrupted() == 1);
    assertThat(floor.tries(run, "a")).containsExactly("1 revoked", "2 success");
    assertThat(floor.log(run, "a", 1)).contains("another attempt has the task");
  }

  @Test
  void stoppingLetsEndWhatEndsInTimeAndHandsBackTheRest() {
    Blocker quick = new Blocker();
    AtomicInteger times = new AtomicInteger();
    Blocker slow = new Blocker();
    Floor floor =
        floor(
            dag ->
                dag.task("quick", task -> task.does(quick))
                    .task(
                        "slow",
                        task ->
                            task.does(
                                context ->
                                    times.incrementAndGet() == 1
                                        ? slow.run(context)
                                        : TaskResult.success("second"))));
    Node node = floor.node();
    long run = floor.begin();
    await().atMost(Floor.LONG).until(() -> quick.began() == 1 && slow.began() == 1);
    Thread stopping = new Thread(() -> node.stop(Duration.ofSeconds(1)));
    stopping.start();
    quick.release();
    await().atMost(Floor.LONG).until(() -> !stopping.isAlive());
    assertThat(floor.state(run, "quick")).isEqualTo(TaskState.SUCCESS);
    assertThat(floor.state(run, "slow")).isEqualTo(TaskState.QUEUED);
    assertThat(floor.task(run, "slow").message()).isEqualTo("handed back");
    floor.node();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
    assertThat(floor.tries(run, "slow")).containsExactly("1 handed_back", "2 success");
  }

  @Test
  void stoppingDoesNotWaitForEverForABodyThatHearsNothing() {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch began = new CountDownLatch(1);
    AtomicInteger times = new AtomicInteger();
    Floor floor =
        floor(
            dag ->
                dag.task(
                    "a",
                    task ->
                        task.does(
                            context -> {
                              if (times.incrementAndGet() > 1) {
                                return TaskResult.success("second");
                              }
                              began.countDown();
                              deaf(end);
                              return TaskResult.success("first");
                            })));
    Node node = floor.node().patience(Duration.ofMillis(200));
    long run = floor.begin();
    await().atMost(Floor.LONG).until(() -> began.getCount() == 0);
    node.stop(Duration.ZERO);
    floor.watchfulNode();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
    end.countDown();
    // It still writes its log, in a folder that goes with the test.
    await().atMost(Floor.LONG).until(() -> node.atWork() == 0);
    assertThat(floor.tries(run, "a")).containsExactly("1 lost", "2 success");
  }

  private static void deaf(CountDownLatch end) {
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        // It hears nothing.
      }
    }
  }
}

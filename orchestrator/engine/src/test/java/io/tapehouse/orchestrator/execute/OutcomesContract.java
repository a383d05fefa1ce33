package io.tapehouse.orchestrator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.RetryPolicy;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of what bodies do. */
abstract class OutcomesContract extends NodeContract {

  OutcomesContract(Engine engine) {
    super(engine);
  }

  /** Fails so often, then succeeds. */
  private static TaskBody.Single failing(int times, TaskFailure failure) {
    AtomicInteger left = new AtomicInteger(times);
    return context -> {
      if (left.getAndDecrement() > 0) {
        throw failure;
      }
      return TaskResult.success("done");
    };
  }

  @Test
  void outputsAreHandedOn() {
    Floor floor =
        floor(
            dag ->
                dag.task("a", task -> task.does(context -> new TaskResult.Success("", "of a")))
                    .task(
                        "b",
                        task ->
                            task.needs("a")
                                .does(
                                    context ->
                                        new TaskResult.Success(
                                            "", context.output("a").orElseThrow() + ", of b"))));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
    assertThat(floor.task(run, "b").output()).isEqualTo("of a, of b");
    assertThat(floor.log(run, "a", 1)).as("nothing said, no file").isEmpty();
  }

  @Test
  void secretsAreInNoMessageOfTheStore() {
    Floor floor =
        floor(
            dag ->
                dag.task(
                        "a",
                        task ->
                            task.does(
                                context -> TaskResult.success("with " + Floor.SECRET + " it went")))
                    .task(
                        "b",
                        task ->
                            task.does(
                                context -> {
                                  throw new IllegalStateException(
                                      "http://x/?token=" + Floor.SECRET);
                                })));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.FAILED);
    assertThat(floor.task(run, "a").message()).isEqualTo("with [secret] it went");
    assertThat(floor.task(run, "b").message()).contains("http://x/?token=[secret]");
    assertThat(store.events(run))
        .extracting(Event::message)
        .contains("with [secret] it went")
        .noneMatch(message -> message.contains(Floor.SECRET));
    assertThat(floor.log(run, "b", 3)).contains("[secret]").doesNotContain(Floor.SECRET);
  }

  @Test
  void whatTheStoreCannotHoldIsRecordedAllTheSame() {
    Floor floor =
        floor(
            dag ->
                dag.task(
                    "a", task -> task.does(context -> new TaskResult.Success("x\0y", "{\0}"))));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
    assertThat(floor.task(run, "a").output()).startsWith("{");
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorKind.class,
      names = {"PUBLISHER", "SUSPECT", "RESOURCES", "DEFECT", "TIMEOUT"})
  void whatMayMendIsTriedAgain(ErrorKind kind) {
    Floor floor =
        floor(
            dag ->
                dag.task("a", task -> task.does(failing(2, new TaskFailure(kind, "not yet"))))
                    .task("b", task -> task.does(failing(3, new TaskFailure(kind, "never"))))
                    .task(
                        "c",
                        task ->
                            task.needs("b")
                                .does(failing(0, new TaskFailure(ErrorKind.DATA, "never")))));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.FAILED);
    assertThat(floor.tries(run, "a"))
        .containsExactly("1 up_for_retry", "2 up_for_retry", "3 success");
    assertThat(floor.tries(run, "b"))
        .containsExactly("1 up_for_retry", "2 up_for_retry", "3 failed");
    assertThat(floor.task(run, "b").message()).isEqualTo("never");
    assertThat(floor.state(run, "c")).isEqualTo(TaskState.UPSTREAM_FAILED);
    assertThat(floor.log(run, "b", 3)).contains("failed (" + kind.text() + "): never");
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorKind.class,
      names = {"DATA", "USER"})
  void whatCannotMendIsNotTriedAgain(ErrorKind kind) {
    Floor floor =
        floor(dag -> dag.task("a", task -> task.does(failing(1, new TaskFailure(kind, "bad")))));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.FAILED);
    assertThat(floor.tries(run, "a")).containsExactly("1 failed");
  }

  @Test
  void beingThrottledIsNoTryAndWaitsAsLongAsItIsTold() {
    TaskFailure throttled =
        new TaskFailure(ErrorKind.THROTTLED, "leave me", Duration.ofMillis(400), null);
    Floor floor =
        floor(
            dag ->
                dag.retries(QUICK.withTries(2))
                    .task("a", task -> task.does(failing(4, throttled))));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
    assertThat(floor.tries(run, "a")).hasSize(5).last().isEqualTo("5 success");
    Instant before = null;
    for (Event event : store.events(run)) {
      if (event.from() == TaskState.UP_FOR_RETRY && event.to() == TaskState.RUNNING) {
        assertThat(Duration.between(before, event.at())).isGreaterThan(Duration.ofMillis(399));
      }
      before = event.at();
    }
  }

  @Test
  void waitsDouble() {
    RetryPolicy slow = new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(1));
    Floor floor =
        floor(
            dag ->
                dag.retries(slow)
                    .task(
                        "a",
                        task -> task.does(failing(2, new TaskFailure(ErrorKind.PUBLISHER, "x")))));
    floor.node();
    long run = floor.begin();
    floor.end(run);
    var attempts = floor.attempts(run, "a");
    assertThat(Duration.between(attempts.get(0).endedAt(), attempts.get(1).startedAt()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(100));
    assertThat(Duration.between(attempts.get(1).endedAt(), attempts.get(2).startedAt()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void anExceptionIsADefectWithItsTrace() {
    Floor floor =
        floor(
            dag ->
                dag.retries(RetryPolicy.NEVER)
                    .task(
                        "a",
                        task ->
                            task.does(
                                context -> {
                                  throw new IllegalStateException("what now");
                                })));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.FAILED);
    assertThat(floor.task(run, "a").message())
        .isEqualTo("java.lang.IllegalStateException: what now");
    assertThat(floor.log(run, "a", 1)).contains("what now", "at ", "OutcomesContract");
  }

  /** No error of the engine's, but of a body. */
  private static final class SomeError extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void anErrorIsADefectAndTheNodeGoesOn() {
    Floor floor =
        floor(
            dag ->
                dag.retries(RetryPolicy.NEVER)
                    .task("a", task -> task.does(throwing(new SomeError())))
                    .task("b", task -> task.does(throwing(new StackOverflowError())))
                    .task("c", task -> task.does(throwing(new AssertionError("x"))))
                    .task("d", task -> task.does(throwing(new NoClassDefFoundError("y"))))
                    .task(
                        "e",
                        task ->
                            task.after("a", "b", "c", "d")
                                .does(failing(0, new TaskFailure(ErrorKind.DATA, "never")))));
    floor.node(1);
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.FAILED);
    assertThat(floor.task(run, "a").message()).contains("SomeError");
    assertThat(floor.log(run, "c", 1)).contains("AssertionError");
    assertThat(floor.state(run, "e")).isEqualTo(TaskState.SUCCESS);
  }

  private static TaskBody.Single throwing(Error error) {
    return context -> {
      throw error;
    };
  }

  @Test
  void aShortCircuitEndsTheRun() {
    Floor floor =
        floor(
            dag ->
                dag.task("a", task -> task.does(context -> new TaskResult.ShortCircuit("closed")))
                    .task(
                        "b",
                        task ->
                            task.needs("a")
                                .does(failing(0, new TaskFailure(ErrorKind.DATA, "never"))))
                    .task(
                        "c",
                        task ->
                            task.needs("b")
                                .rule(io.tapehouse.orchestrator.dag.TriggerRule.ALL_DONE)
                                .does(failing(0, new TaskFailure(ErrorKind.DATA, "never")))));
    floor.node();
    long run = floor.begin();
    assertThat(floor.end(run)).isEqualTo(RunState.SKIPPED);
    assertThat(floor.state(run, "a")).isEqualTo(TaskState.SUCCESS);
    assertThat(floor.state(run, "b")).isEqualTo(TaskState.SKIPPED);
    assertThat(floor.state(run, "c")).isEqualTo(TaskState.SKIPPED);
  }

  @Test
  void aTaskThatTheDagHasLostIsSkipped() {
    Floor floor =
        floor(
            dag ->
                dag.task(
                        "a",
                        task -> task.does(failing(0, new TaskFailure(ErrorKind.DATA, "never"))))
                    .task(
                        "b",
                        task -> task.does(failing(0, new TaskFailure(ErrorKind.DATA, "never"))))
                    .task(
                        "c",
                        task ->
                            task.needs("b")
                                .does(failing(0, new TaskFailure(ErrorKind.DATA, "never")))));
    long run = floor.begin();
    Dag newer =
        Dag.named(floor.run(run).dagId())
            .task("a", task -> task.does(failing(0, new TaskFailure(ErrorKind.DATA, "never"))))
            .task("d", task -> task.does(failing(0, new TaskFailure(ErrorKind.DATA, "never"))))
            .build();
    floor.nodeOf(newer);
    assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
    assertThat(floor.state(run, "b")).isEqualTo(TaskState.SKIPPED);
    assertThat(floor.task(run, "b").message()).isEqualTo("the DAG has it no more");
    assertThat(floor.state(run, "c")).isEqualTo(TaskState.SKIPPED);
  }
}

package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.orchestrator.state.IllegalTransitionException;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people do: clear, set, cancel. */
abstract class ManualChangesContract extends StoreContract {

  ManualChangesContract(Engine engine) {
    super(engine);
  }

  private int clear(long run, String... names) {
    return store.clear(Map.of(run, Set.of(names)), "manual", LETTERS);
  }

  @Test
  void clearsAnEndedRunAndQueuesItAgain() {
    long run = begin(DAY, "a", "b");
    end(claimOne(), TaskState.UP_FOR_RETRY);
    Instant queued = run(run).queuedAt();
    finish();
    assertThat(clear(run, "a", "b")).isEqualTo(2);
    Run cleared = run(run);
    assertThat(cleared)
        .extracting(Run::state, Run::group, Run::startedAt, Run::endedAt)
        .containsExactly(RunState.QUEUED, "manual", null, null);
    assertThat(cleared.queuedAt()).isAfter(queued);
    assertThat(states(run)).containsValue(TaskState.SCHEDULED);
    assertThat(claim(9)).isEmpty();
    assertThat(clear(run, "a", "b")).as("there is nothing to clear").isZero();
    store.start(List.of(run), LETTERS);
    Claim claim = claimOne();
    assertThat(claim)
        .extracting(Claim::number, Claim::failures, Claim::group)
        .containsExactly(3, 0, "manual");
    assertThat(claim.since()).isAfterOrEqualTo(cleared.queuedAt());
  }

  @Test
  void clearsOnlyWhatIsNamed() {
    long run = begin(DAY, "a", "b1", "b2");
    finish();
    assertThat(clear(run, "b2")).isEqualTo(1);
    store.start(List.of(run), LETTERS);
    assertThat(claimOne().taskId()).isEqualTo("b2");
    assertThatThrownBy(() -> clear(run, "z")).hasMessageContaining("has no task 'z'");
    assertThat(store.clear(Map.of(99L, Set.of("a")), "manual", LETTERS)).isZero();
  }

  @Test
  void takesARunningTaskFromItsAttempt() {
    long run = begin(DAY, "a1", "a2");
    List<Claim> claims = claim(9);
    assertThat(clear(run, "a1")).isEqualTo(1);
    assertThat(state(run)).isEqualTo(RunState.RUNNING);
    assertThat(run(run).group()).isEqualTo(GROUP);
    assertThat(task(run, "a1").state()).as("the resolver was asked").isEqualTo(TaskState.QUEUED);
    assertThat(attempts(run, "a1")).containsExactly("1 revoked");
    assertThat(store.heartbeat("node")).containsOnlyKeys(claims.get(1).attemptId());
    assertThat(store.holds(claims.subList(0, 1))).isFalse();
    assertThat(end(claims.get(0), TaskState.SUCCESS)).hasSize(1);
    assertThat(claimOne().number()).isEqualTo(2);
  }

  @Test
  void clearsAllTasksOfAnActiveRun() {
    long run = begin(DAY, "a", "b");
    end(claimOne(), TaskState.SUCCESS);
    end(claimOne(), TaskState.DEFERRED);
    assertThat(clear(run, "a", "b")).isEqualTo(2);
    assertThat(state(run)).isEqualTo(RunState.RUNNING);
    assertThat(states(run)).isEqualTo(Map.of("a", TaskState.QUEUED, "b", TaskState.SCHEDULED));
    assertThat(attempts(run, "b")).containsExactly("1 revoked");
    finish();
    assertThat(state(run)).isEqualTo(RunState.SUCCESS);
  }

  @Test
  void clearsCancelledRuns() {
    long run = begin(DAY, "a", "b");
    store.cancel(List.of(run), "not wanted", LETTERS);
    assertThat(state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(clear(run, "a", "b")).isEqualTo(2);
    assertThat(run(run))
        .extracting(Run::state, Run::cancelRequested, Run::note)
        .containsExactly(RunState.QUEUED, false, "");
  }

  @Test
  void wantsARunAfterAllThatIsBeingCancelled() {
    long run = begin(DAY, "a1", "a2");
    Claim claim = claim(1).get(0);
    store.cancel(List.of(run), "not wanted", LETTERS);
    assertThat(clear(run, "a2")).isEqualTo(1);
    assertThat(run(run).cancelRequested()).isFalse();
    end(claim, TaskState.SUCCESS);
    finish();
    assertThat(state(run)).isEqualTo(RunState.SUCCESS);
  }

  @Test
  void setsTasks() {
    long run = begin(DAY, "a", "b", "c");
    store.set(run, Set.of("a"), TaskState.SKIPPED, "not today", LETTERS);
    assertThat(task(run, "a").message()).isEqualTo("not today");
    assertThat(task(run, "b").state()).isEqualTo(TaskState.QUEUED);
    end(claimOne(), TaskState.DEFERRED);
    store.set(run, Set.of("b"), TaskState.FAILED, "will never come", LETTERS);
    assertThat(attempts(run, "b")).containsExactly("1 failed");
    assertThat(state(run)).isEqualTo(RunState.FAILED);
  }

  @Test
  void setsAllOrNothing() {
    long run = begin(DAY, "a1", "a2", "b");
    Claim claim = claim(1).get(0);
    assertThatThrownBy(() -> store.set(run, Set.of("a2", "a1"), TaskState.FAILED, "no", LETTERS))
        .isInstanceOf(IllegalTransitionException.class);
    assertThat(task(run, "a2").state()).isEqualTo(TaskState.QUEUED);
    end(claim, TaskState.SUCCESS);
    assertThatThrownBy(() -> store.set(run, Set.of("a1"), TaskState.SKIPPED, "no", LETTERS))
        .isInstanceOf(IllegalTransitionException.class);
    assertThatThrownBy(() -> store.set(run, Set.of("b"), TaskState.SUCCESS, "no", LETTERS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.set(99, Set.of("b"), TaskState.FAILED, "no", LETTERS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cancelsAQueuedRunAtOnce() {
    long run = store.create(List.of(newRun(DAY, tasks("a", "b")))).get(DAY);
    assertThat(store.cancel(List.of(run), "not wanted", LETTERS)).isEqualTo(1);
    assertThat(run(run))
        .extracting(Run::state, Run::note)
        .containsExactly(RunState.CANCELLED, "not wanted");
    assertThat(run(run).endedAt()).isNotNull();
    assertThat(states(run)).containsValue(TaskState.CANCELLED);
    assertThat(store.cancel(List.of(run), "again", LETTERS)).isZero();
  }

  @Test
  void cancelsARunningRunWhenItsAttemptsHaveEnded() {
    long run = begin(DAY, "a1", "a2", "a3", "b");
    List<Claim> claims = claim(2);
    assertThat(store.cancel(List.of(run), "not wanted", LETTERS)).isEqualTo(1);
    assertThat(store.cancel(List.of(run), "not wanted", LETTERS)).isZero();
    assertThat(state(run)).isEqualTo(RunState.RUNNING);
    assertThat(states(run))
        .isEqualTo(
            Map.of(
                "a1", TaskState.RUNNING,
                "a2", TaskState.RUNNING,
                "a3", TaskState.CANCELLED,
                "b", TaskState.CANCELLED));
    assertThat(claim(9)).isEmpty();
    assertThat(store.heartbeat("node")).hasSize(2).containsValue(true).doesNotContainValue(false);
    assertThat(store.holds(claims)).isFalse();
    assertThat(end(claims.get(0), TaskState.UP_FOR_RETRY)).isEmpty();
    assertThat(task(run, "a1").state()).as("no retry any more").isEqualTo(TaskState.CANCELLED);
    assertThat(state(run)).isEqualTo(RunState.RUNNING);
    assertThat(store.takeOver(Duration.ZERO, 3, LETTERS)).isEqualTo(1);
    assertThat(task(run, "a2").state()).isEqualTo(TaskState.CANCELLED);
    assertThat(state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(run(run).note()).isEqualTo("not wanted");
  }
}

package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.orchestrator.runstore.Ending.Fault;
import io.tapehouse.orchestrator.state.IllegalTransitionException;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How attempts end, and are taken over. */
abstract class EndsContract extends StoreContract {

  EndsContract(Engine engine) {
    super(engine);
  }

  @Test
  void recordsAnEndOnce() {
    long run = begin(DAY, "a", "b");
    Claim claim = claimOne();
    Ending success = ending(claim, TaskState.SUCCESS);
    assertThat(store.end(List.of(success, success), LETTERS)).containsExactly(claim);
    assertThat(end(claim, TaskState.FAILED)).containsExactly(claim);
    assertThat(task(run, "a").state()).isEqualTo(TaskState.SUCCESS);
    assertThat(store.end(List.of(), LETTERS)).isEmpty();
  }

  @Test
  void keepsOutputsForTheTasksAfter() {
    long run = begin(DAY, "a1", "a2");
    List<Claim> claims = claim(2);
    store.end(
        List.of(
            new Ending(
                claims.get(0),
                TaskState.DEFERRED,
                false,
                Fault.NONE,
                "",
                "{\"x\":1}",
                Duration.ZERO),
            new Ending(claims.get(1), TaskState.SUCCESS, false, Fault.NONE, "\0", null, null)),
        LETTERS);
    end(claimOne(), TaskState.SUCCESS);
    assertThat(store.outputs(run, Set.of("a1", "a2", "b"))).isEqualTo(Map.of("a1", "{\"x\":1}"));
    assertThat(task(run, "a1").output()).isEqualTo("{\"x\":1}");
  }

  @Test
  void skipsWhatComesAfterAShortCircuit() {
    long run = begin(DAY, "a", "b", "c");
    store.end(
        List.of(new Ending(claimOne(), TaskState.SUCCESS, true, Fault.NONE, "closed", null, null)),
        LETTERS);
    assertThat(states(run))
        .isEqualTo(Map.of("a", TaskState.SUCCESS, "b", TaskState.SKIPPED, "c", TaskState.SKIPPED));
    assertThat(task(run, "a").shortCircuited()).isTrue();
    assertThat(state(run)).isEqualTo(RunState.SUCCESS);
  }

  @Test
  void countsFailuresAndThrottles() {
    long run = begin(DAY, "a");
    Claim first = claimOne();
    end(first, TaskState.UP_FOR_RETRY);
    Claim second = claimOne();
    assertThat(second).extracting(Claim::number, Claim::failures).containsExactly(2, 1);
    assertThat(second.since()).isEqualTo(first.since());
    store.end(
        List.of(
            new Ending(
                second, TaskState.UP_FOR_RETRY, false, Fault.THROTTLE, "429", null, Duration.ZERO)),
        LETTERS);
    Claim third = claimOne();
    assertThat(third)
        .extracting(Claim::number, Claim::failures, Claim::throttles)
        .containsExactly(3, 1, 1);
    end(third, TaskState.FAILED);
    assertThat(state(run)).isEqualTo(RunState.FAILED);
    assertThat(attempts(run, "a")).containsExactly("1 up_for_retry", "2 up_for_retry", "3 failed");
  }

  @Test
  void goesOnWithADeferredAttempt() {
    long run = begin(DAY, "a");
    Claim first = claimOne();
    store.external(first, "job-1");
    end(first, TaskState.DEFERRED);
    assertThat(attempts(run, "a")).containsExactly("1 deferred");
    Claim second = claimOne();
    assertThat(second.number()).isEqualTo(1);
    assertThat(second.deferrals()).isEqualTo(1);
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(second.attemptId()).isNotEqualTo(first.attemptId());
    assertThat(second.externalId()).isEqualTo("job-1");
    assertThat(end(first, TaskState.SUCCESS)).containsExactly(first);
    end(second, TaskState.UP_FOR_RETRY);
    Claim third = claimOne();
    assertThat(third.number()).isEqualTo(2);
    assertThat(third.deferrals()).isZero();
    assertThat(third.externalId()).as("nobody has seen the end of the job").isEqualTo("job-1");
    assertThat(attempts(run, "a")).containsExactly("1 up_for_retry", "2 running");
  }

  @Test
  void takesBackWhatIsHandedBack() {
    long run = begin(DAY, "a");
    Claim first = claimOne();
    store.external(first, "job-1");
    end(first, TaskState.QUEUED);
    assertThat(task(run, "a").state()).isEqualTo(TaskState.QUEUED);
    Claim second = claimOne();
    assertThat(second)
        .extracting(Claim::number, Claim::failures, Claim::externalId)
        .containsExactly(2, 0, "job-1");
    assertThat(attempts(run, "a")).containsExactly("1 handed_back", "2 running");
  }

  @Test
  void refusesAnEndThatIsNone() {
    long run = begin(DAY, "a");
    Claim claim = claimOne();
    assertThatThrownBy(() -> end(claim, TaskState.UPSTREAM_FAILED))
        .isInstanceOf(IllegalTransitionException.class);
    assertThat(task(run, "a").state()).isEqualTo(TaskState.RUNNING);
    assertThat(store.events(run)).hasSize(2);
  }

  // leases

  @Test
  void renewsTheLeasesOfANode() {
    begin(DAY, "a1", "a2", "a3");
    List<Claim> mine = claim("mine", 2);
    claim("theirs", 1);
    assertThat(store.heartbeat("mine"))
        .isEqualTo(Map.of(mine.get(0).attemptId(), false, mine.get(1).attemptId(), false));
    assertThat(store.heartbeat("nobody")).isEmpty();
    assertThat(store.holds(mine)).isTrue();
    assertThat(store.takeOver(Duration.ofHours(1), 3, LETTERS)).isZero();
    end(mine.get(0), TaskState.SUCCESS);
    assertThat(store.holds(mine)).isFalse();
    assertThat(store.holds(mine.subList(1, 2))).isTrue();
    assertThat(store.holds(List.of())).isTrue();
  }

  @Test
  void takesOverWhatGivesNoSignOfLife() {
    long run = begin(DAY, "a1", "a2");
    List<Claim> lost = claim("dead", 9);
    store.external(lost.get(0), "job-7");
    sql(
        "UPDATE task_instance SET heartbeat_at = heartbeat_at - INTERVAL '61' SECOND"
            + " WHERE task_id = 'a1'");
    sql("UPDATE task_instance SET heartbeat_at = NULL WHERE task_id = 'a2'");
    assertThat(store.takeOver(Duration.ofMinutes(1), 3, LETTERS)).isEqualTo(2);
    assertThat(store.heartbeat("dead")).isEmpty();
    assertThat(store.end(List.of(ending(lost.get(0), TaskState.SUCCESS)), LETTERS)).hasSize(1);
    List<Claim> again = claim("alive", 9);
    assertThat(again).extracting(Claim::number).containsExactly(2, 2);
    assertThat(again).extracting(Claim::failures).containsExactly(0, 0);
    assertThat(again.get(0).externalId()).isEqualTo("job-7");
    assertThat(again.get(0).fence()).isGreaterThan(lost.get(1).fence());
    assertThat(attempts(run, "a1")).containsExactly("1 lost", "2 running");
    assertThat(store.attempts(again.get(1).taskInstanceId()).get(0).message())
        .contains("node dead never gave a sign of life");
  }

  @Test
  void failsWhatIsTakenOverTooOften() {
    long run = begin(DAY, "a", "b");
    for (int times = 0; times < 2; times++) {
      claimOne();
      assertThat(store.takeOver(Duration.ZERO, 2, LETTERS)).isEqualTo(1);
      assertThat(task(run, "a").state()).isEqualTo(TaskState.QUEUED);
    }
    claimOne();
    assertThat(store.takeOver(Duration.ZERO, 2, LETTERS)).isEqualTo(1);
    assertThat(states(run))
        .isEqualTo(Map.of("a", TaskState.FAILED, "b", TaskState.UPSTREAM_FAILED));
    assertThat(state(run)).isEqualTo(RunState.FAILED);
  }

  @Test
  void takesABatchOverMemberByMember() {
    store.pools(Map.of("spark", 1));
    for (int day = 0; day < 3; day++) {
      begin(
          newRun(
              DAY.plusDays(day), GROUP, day, List.of(new NewRun.NewTask("a", 0, "spark", "etl"))));
    }
    ClaimRequest request = new ClaimRequest("dead", 9, Set.of(DAG), null, Map.of("etl", 3));
    assertThat(store.claim(request)).hasSize(3);
    assertThat(store.takeOver(Duration.ZERO, 3, LETTERS)).isEqualTo(3);
    assertThat(store.poolUse()).containsEntry("spark", 0);
    assertThat(store.claim(request)).hasSize(3);
  }
}

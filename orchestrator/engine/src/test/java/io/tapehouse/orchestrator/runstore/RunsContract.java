package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs from their record to their end. */
abstract class RunsContract extends StoreContract {

  RunsContract(Engine engine) {
    super(engine);
  }

  @Test
  void migratesOnce() {
    store.migrate();
    assertThat(store.sizes()).containsKeys("dag_run", "task_instance", "task_event");
    assertThat(sql("DELETE FROM QRTZ_LOCKS")).isZero();
  }

  @Test
  void goesThroughAChainToItsEnd() {
    long run = begin(DAY, "a", "b", "c");
    assertThat(states(run))
        .containsOnly(
            entry("a", TaskState.QUEUED),
            entry("b", TaskState.SCHEDULED),
            entry("c", TaskState.SCHEDULED));
    end(claimOne(), TaskState.SUCCESS);
    end(claimOne(), TaskState.SUCCESS);
    assertThat(state(run)).isEqualTo(RunState.RUNNING);
    end(claimOne(), TaskState.SUCCESS);
    assertThat(state(run)).isEqualTo(RunState.SUCCESS);
    assertThat(run(run).endedAt()).isNotNull();
    assertThat(store.events(run))
        .extracting(event -> event.taskId() + " " + event.from().text() + " " + event.to().text())
        .containsExactly(
            "a scheduled queued",
            "a queued running",
            "a running success",
            "b scheduled queued",
            "b queued running",
            "b running success",
            "c scheduled queued",
            "c queued running",
            "c running success");
    assertThat(claim(10)).isEmpty();
  }

  @Test
  void failsWithItsTask() {
    long run = begin(DAY, "a", "b1", "b2", "c");
    end(claimOne(), TaskState.SUCCESS);
    List<Claim> claims = claim(10);
    end(claims.get(0), TaskState.FAILED);
    assertThat(state(run)).isEqualTo(RunState.RUNNING);
    end(claims.get(1), TaskState.SUCCESS);
    assertThat(state(run)).isEqualTo(RunState.FAILED);
    assertThat(task(run, "c").state()).isEqualTo(TaskState.UPSTREAM_FAILED);
    assertThat(task(run, "c").message()).isEqualTo("of those before");
  }

  @Test
  void hasOneRunADate() {
    NewRun first = newRun(DAY, tasks("a"));
    Map<LocalDate, Long> made = store.create(List.of(first, first));
    assertThat(made).containsOnlyKeys(DAY);
    assertThat(store.create(List.of(first, newRun(DAY.plusDays(1), tasks("a")))))
        .containsOnlyKeys(DAY.plusDays(1));
    assertThat(store.run(DAG, DAY)).map(Run::id).contains(made.get(DAY));
    assertThat(store.runs(RunQuery.dates(DAG, DAY, DAY.plusDays(1))))
        .extracting(Run::date)
        .containsExactly(DAY.plusDays(1), DAY);
    assertThat(store.runs(new RunQuery(DAG, Set.of(RunState.QUEUED), null, null, GROUP, 1)))
        .extracting(Run::date)
        .containsExactly(DAY.plusDays(1));
    assertThat(store.runs(new RunQuery(null, Set.of(RunState.FAILED), null, null, null, 9)))
        .isEmpty();
  }

  @Test
  void refusesAPoolThatIsNotKnown() {
    NewRun run = newRun(DAY, List.of(new NewTask("a", 0, "swimming", null)));
    assertThatThrownBy(() -> store.create(List.of(run)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no pool 'swimming'; there are [fetch, load, spark]");
    assertThat(store.run(DAG, DAY)).isEmpty();
  }

  @Test
  void keepsWhatItKnowsOfADag() {
    store.pause(DAG, true);
    DagRecord known = store.register(DAG, DAY, false);
    assertThat(known).isEqualTo(new DagRecord(DAG, true, DAY.minusYears(1)));
    assertThat(store.dags()).containsExactly(known);
    assertThatThrownBy(() -> store.pause("tajwan", true)).hasMessageContaining("tajwan");
  }

  @Test
  void countsActiveRunsWithoutBackfills() {
    begin(DAY, "a");
    begin(newRun(DAY.plusDays(1), Backfill.groupOf(7, NewBackfill.Kind.BACKFILL), 0, tasks("a")));
    store.create(List.of(newRun(DAY.plusDays(2), tasks("a"))));
    assertThat(store.activeRuns(DAG)).isEqualTo(1);
  }

  @Test
  void startsOnlyWhatIsQueued() {
    long run = begin(DAY, "a");
    store.start(List.of(run, 99L), LETTERS);
    finish();
    store.start(List.of(run), LETTERS);
    assertThat(state(run)).isEqualTo(RunState.SUCCESS);
  }

  @Test
  void followsTheCalendar() {
    NewRun closed =
        new NewRun(
            DAG,
            DAY,
            RunType.SCHEDULED,
            RunState.SKIPPED,
            GROUP,
            1,
            "typhoon",
            null,
            null,
            List.of());
    long run = store.create(List.of(closed)).get(DAY);
    assertThat(run(run)).extracting(Run::note).isEqualTo("typhoon");
    assertThat(run(run).endedAt()).isNotNull();
    store.reopen(run, RunState.QUEUED, "", tasks("a", "b"));
    store.reopen(run, RunState.QUEUED, "", tasks("a", "b"));
    assertThat(state(run)).isEqualTo(RunState.QUEUED);
    assertThat(run(run).endedAt()).isNull();
    store.reopen(run, RunState.SKIPPED, "typhoon after all", List.of());
    assertThat(state(run)).isEqualTo(RunState.SKIPPED);
    assertThat(states(run)).containsOnlyKeys("a", "b").containsValue(TaskState.SKIPPED);
    store.reopen(run, RunState.QUEUED, "", tasks("a", "b"));
    store.start(List.of(run), LETTERS);
    store.reopen(run, RunState.SKIPPED, "too late", List.of());
    finish();
    assertThat(state(run)).isEqualTo(RunState.SUCCESS);
  }

  @Test
  void showsTheNewestDatesAsAGrid() {
    begin(DAY, "a", "b");
    begin(DAY.plusDays(1), "a", "b");
    begin(DAY.plusDays(2), "a", "b");
    assertThat(store.grid(DAG, 2))
        .extracting(cell -> cell.date() + " " + cell.taskId() + " " + cell.state().text())
        .containsExactly(
            "2024-11-07 a queued",
            "2024-11-07 b scheduled",
            "2024-11-06 a queued",
            "2024-11-06 b scheduled");
  }

  @Test
  void followsAGroup() {
    begin(DAY, "a", "b");
    begin(newRun(DAY.plusDays(1), "manual", 0, tasks("a")));
    List<Event> first = store.eventsOfGroup(GROUP, 0, 1);
    assertThat(first).hasSize(1);
    finish();
    List<Event> rest = store.eventsOfGroup(GROUP, first.get(0).id(), 100);
    assertThat(rest).hasSize(5).isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
    assertThat(store.tasksOfGroup(GROUP)).hasSize(2);
    assertThat(store.tasksOfGroup("manual")).hasSize(1);
  }
}

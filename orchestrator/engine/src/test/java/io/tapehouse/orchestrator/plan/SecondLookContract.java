package io.tapehouse.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.orchestrator.task.TaskResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is provisional is done again when the run of the next open day is due. When tasks ended goes
 * by the store's own clock, so the days of these tests lie before or behind it.
 */
abstract class SecondLookContract extends PlanBench {

  /** Days that no store's clock has reached: what was done ended before. A Friday. */
  private static final String FRIDAY = "2099-11-06";

  SecondLookContract(Engine engine) {
    super(engine);
  }

  private Dag provisional(String start) {
    return daily(start)
        .task("fetch", task -> task.does(context -> TaskResult.success("")).provisional(true))
        .task("load", task -> task.does(context -> TaskResult.success("")).needs("fetch"))
        .build();
  }

  /** Plans and works until nothing moves and nothing is left to do. */
  private void finish(Planner planner, Dag dag) {
    while (planner.tick() > 0 || !running().isEmpty()) {
      work(dag);
    }
  }

  private List<String> waiting(String date) {
    return store.tasks(run(date).id()).stream()
        .filter(task -> task.state() != TaskState.SUCCESS)
        .map(TaskInstance::taskId)
        .sorted()
        .toList();
  }

  @Test
  void theTaskAndAllAfterItAreDoneAgainWhenTheNextOpenDayIsDue() {
    clock.set(FRIDAY + "T12:00:00Z");
    Dag dag = provisional(FRIDAY);
    Planner planner = started(dag);
    finish(planner, dag);
    assertThat(words()).containsExactly(FRIDAY + " success");
    clock.set("2099-11-08T12:00:00Z");
    planner.tick();
    assertThat(words())
        .containsExactly(FRIDAY + " success", "2099-11-07 skipped", "2099-11-08 skipped");
    clock.set("2099-11-09T09:59:59Z");
    assertThat(planner.tick()).isZero();
    clock.set("2099-11-09T10:00:00Z");
    planner.tick();
    assertThat(waiting(FRIDAY)).containsExactly("fetch", "load");
    assertThat(run(FRIDAY).state().isEnd()).isFalse();
    assertThat(run(FRIDAY).group()).isEqualTo("again:" + run(FRIDAY).name());
    finish(planner, dag);
    assertThat(words())
        .containsExactly(
            FRIDAY + " success", "2099-11-07 skipped", "2099-11-08 skipped", "2099-11-09 success");
  }

  @Test
  void whatWasMissedWhileNoSchedulerRanIsMadeUpFor() {
    clock.set(FRIDAY + "T12:00:00Z");
    Dag dag = provisional(FRIDAY);
    finish(started(dag), dag);
    clock.set("2099-11-12T12:00:00Z");
    planner(dag).tick();
    assertThat(waiting(FRIDAY)).containsExactly("fetch", "load");
  }

  @Test
  void whatWasDoneAfterThatMomentIsNotDoneAgain() {
    // All these days are over by the store's clock: they are caught up with, not looked at again.
    Dag dag = provisional("2024-11-04");
    Planner planner = started(dag);
    finish(planner, dag);
    clock.set("2024-11-06T12:00:00Z");
    finish(planner, dag);
    assertThat(planner(dag).tick()).isZero();
    assertThat(store.tasks(run("2024-11-04").id()))
        .allMatch(task -> task.state() == TaskState.SUCCESS && task.number() == 1);
  }

  @Test
  void aDagWithoutProvisionalTasksIsLeftAlone() {
    clock.set(FRIDAY + "T12:00:00Z");
    Dag dag = daily(FRIDAY).build();
    Planner planner = started(dag);
    finish(planner, dag);
    clock.set("2099-11-09T10:00:00Z");
    planner.tick();
    assertThat(words()).contains(FRIDAY + " success");
  }
}

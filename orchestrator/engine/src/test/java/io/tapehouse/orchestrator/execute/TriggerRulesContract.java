package io.tapehouse.orchestrator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.dag.TriggerRule;
import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every trigger rule, end to end: two needs, and what becomes of the task after them. */
abstract class TriggerRulesContract extends NodeContract {

  TriggerRulesContract(Engine engine) {
    super(engine);
  }

  private static TaskBody.Single ending(String how) {
    return context -> {
      switch (how) {
        case "failed" -> throw new TaskFailure(ErrorKind.DATA, "bad");
        case "skipped" -> {
          return new TaskResult.Skipped("not today");
        }
        default -> {
          return TaskResult.success("done");
        }
      }
    };
  }

  private static TaskResult done(TaskContext context) {
    return TaskResult.success("done");
  }

  @ParameterizedTest
  @CsvSource({
    "ALL_SUCCESS, success, success, SUCCESS",
    "ALL_SUCCESS, success, skipped, SKIPPED",
    "ALL_SUCCESS, skipped, failed, UPSTREAM_FAILED",
    "ALL_DONE, failed, skipped, SUCCESS",
    "NONE_FAILED, success, skipped, SUCCESS",
    "NONE_FAILED, skipped, skipped, SUCCESS",
    "NONE_FAILED, success, failed, UPSTREAM_FAILED",
    "ONE_FAILED, success, failed, SUCCESS",
    "ONE_FAILED, success, skipped, SKIPPED",
    "NONE_FAILED_MIN_ONE_SUCCESS, success, skipped, SUCCESS",
    "NONE_FAILED_MIN_ONE_SUCCESS, skipped, skipped, SKIPPED",
    "NONE_FAILED_MIN_ONE_SUCCESS, success, failed, UPSTREAM_FAILED",
  })
  void leadsTo(TriggerRule rule, String first, String second, TaskState third) {
    Floor floor =
        floor(
            dag ->
                dag.task("a", task -> task.does(ending(first)))
                    .task("b", task -> task.does(ending(second)))
                    .task("c", task -> task.needs("a", "b").rule(rule).does(ending("success")))
                    .task(
                        "d", task -> task.after("c").rule(rule).does(TriggerRulesContract::done)));
    floor.node();
    long run = floor.begin();
    floor.end(run);
    // ALL_SUCCESS meets a skipped need before a failed one, or after; both are ends.
    if (rule == TriggerRule.ALL_SUCCESS && third == TaskState.UPSTREAM_FAILED) {
      assertThat(floor.state(run, "c")).isIn(TaskState.UPSTREAM_FAILED, TaskState.SKIPPED);
    } else {
      assertThat(floor.state(run, "c")).isEqualTo(third);
    }
    assertThat(floor.state(run, "d"))
        .isEqualTo(rule == TriggerRule.ONE_FAILED ? TaskState.SKIPPED : TaskState.SUCCESS);
  }
}

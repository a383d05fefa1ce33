package io.tapehouse.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapehouse.orchestrator.control.ControlHandler;
import io.tapehouse.orchestrator.control.ControlServer;
import io.tapehouse.orchestrator.e2e.Said;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.operations.OperationsJson;
import io.tapehouse.orchestrator.operations.RequestedRuns;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tapehouse run} where the owner of the home reports its outcome. */
class FollowedRunTest {

  private static final LocalDate DATE = LocalDate.of(2024, 11, 5);
  private static final Instant BEGAN = Instant.parse("2024-11-05T10:30:00Z");

  @TempDir private Path folder;

  private Said run(BackfillState end, List<TaskInstance> tasks, String... more) throws IOException {
    Map<String, ControlHandler> handlers =
        Map.of(
            "requestRuns",
            answer(
                new RequestedRuns(
                    List.of(new RequestedRuns.Part(1, 2, List.of(DATE.plusDays(1)))))),
            "followRuns",
            answer(new RequestedRuns.Update(end, List.of(), tasks)));
    List<String> arguments =
        new ArrayList<>(List.of("run", "--source", "sim", "--home", folder.toString()));
    arguments.addAll(List.of(more));
    Home home = new Home(folder);
    try (OwnedHome owned = OwnedHome.takeAsItIs(home, "tapehouse scheduler");
        ControlServer server = ControlServer.open(owned.home(), handlers)) {
      assertThat(server).isNotNull();
      return Said.tapehouse(arguments.toArray(String[]::new));
    }
  }

  private static ControlHandler answer(Object value) {
    return (request, reply) -> reply.json(OperationsJson.mapper().valueToTree(value));
  }

  private static TaskInstance task(String id, TaskState state, String message) {
    return new TaskInstance(
        1,
        1,
        "taiwan_index",
        DATE,
        id,
        0,
        "default",
        state,
        id.equals("calendar") && state == TaskState.SKIPPED,
        1,
        null,
        null,
        message,
        null,
        null,
        null,
        BEGAN,
        BEGAN.plusMillis(1500));
  }

  @Test
  void aRunThatWasDoneSucceeds() throws IOException {
    List<TaskInstance> tasks = List.of(task("fetch.taifex.futures_tick", TaskState.SUCCESS, "ok"));
    Said json = run(BackfillState.FINISHED, tasks, "--json");
    assertThat(json.exit()).as(json.err()).isZero();
    JsonNode answer = OperationsJson.mapper().readTree(json.out());
    assertThat(answer.path("succeeded").asBoolean()).isTrue();
    assertThat(answer.path("cancelled").asBoolean()).isFalse();
    assertThat(answer.path("seconds").isNumber()).isTrue();
    assertThat(answer.path("lacking").path(0).asText()).isEqualTo("2024-11-06");
    assertThat(answer.path("datasets").findValuesAsText("dataset"))
        .containsExactly("taifex.futures_tick");
    JsonNode task = answer.path("tasks").path(0);
    assertThat(task.path("task").asText()).isEqualTo("fetch.taifex.futures_tick");
    assertThat(task.path("date").asText()).isEqualTo("2024-11-05");
    assertThat(task.path("state").asText()).isEqualTo("success");
    assertThat(task.path("message").asText()).isEqualTo("ok");
    assertThat(task.path("seconds").asDouble()).isEqualTo(1.5);

    Said text = run(BackfillState.FINISHED, tasks);
    assertThat(text.exit()).isZero();
    assertThat(text.out()).contains("run succeeded: 1 success tasks");
  }

  @Test
  void aClosedDayIsNamed() throws IOException {
    List<TaskInstance> tasks = List.of(task("calendar", TaskState.SKIPPED, "closed (schedule)"));
    Said said = run(BackfillState.FINISHED, tasks, "--json");
    assertThat(said.exit()).isZero();
    JsonNode closed = OperationsJson.mapper().readTree(said.out()).path("closed");
    assertThat(closed.path(0).path("date").asText()).isEqualTo("2024-11-05");
    assertThat(closed.path(0).path("reason").asText()).isEqualTo("closed (schedule)");
  }

  @Test
  void aRunThatFailedFailsInJsonToo() throws IOException {
    Said said =
        run(
            BackfillState.FINISHED,
            List.of(task("fetch.taifex.futures_tick", TaskState.FAILED, "no answer")),
            "--json");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(OperationsJson.mapper().readTree(said.out()).path("succeeded").asBoolean())
        .isFalse();
  }

  @Test
  void aRunThatWasCancelledDoesNotSucceed() throws IOException {
    List<TaskInstance> tasks = List.of(task("fetch.taifex.futures_tick", TaskState.SUCCESS, "ok"));
    Said text = run(BackfillState.CANCELLED, tasks);
    assertThat(text.exit()).isEqualTo(1);
    assertThat(text.lines()).last().asString().startsWith("run cancelled: 1 success tasks, ");
    Said json = run(BackfillState.CANCELLED, tasks, "--json");
    assertThat(json.exit()).isEqualTo(1);
    assertThat(OperationsJson.mapper().readTree(json.out()).path("cancelled").asBoolean()).isTrue();
  }

  @Test
  void closedDaysHaveNothingToDo() throws IOException {
    Said said = run(BackfillState.FINISHED, List.of());
    assertThat(said.exit()).isZero();
    assertThat(said.lines()).last().asString().startsWith("run succeeded: nothing to do, ");
  }
}

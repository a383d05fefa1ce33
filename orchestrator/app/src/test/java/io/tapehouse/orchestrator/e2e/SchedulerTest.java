package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapehouse.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as its user has it: a process, a configuration, and commands that ask it. */
@Tag("calendar")
class SchedulerTest {

  /** All that is due lies in the past: what a day has to wait for depends on the hour. */
  private static final LocalDate FIRST = LocalDate.of(2024, 11, 1);

  private static final String SIX_DAYS = "0 0 0 1-6 11 ? 2024";

  /** As long as that of other tests of whole processes: two more run at the same time. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void catchesUpGetsOverFaultsAnswersAndStops() throws IOException, InterruptedException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("tapehouse.yaml"),
        """
        source: sim
        scheduler: {planner-interval: 1s}
        dags:
          taiwan_index: {start-date: %s, schedule: "%s", retries: 5}
          taiwan_stock: {start-date: 2099-01-05}
          taiwan_derivatives: {start-date: 2099-01-05}
          tdcc_weekly: {start-date: 2099-01-05}
          taiwan_reference: {start-date: 2099-01-05}
        """
            .formatted(FIRST, SIX_DAYS));
    String open = FIRST.toString();
    try (ChildTapehouse scheduler =
        ChildTapehouse.start(
            folder.resolve("out"),
            Map.of(),
            "scheduler",
            "--home",
            home.toString(),
            // More than the HTTP client gets over by itself: the tasks have to be tried again.
            "--fault",
            "taifex.futures_spread_tick@" + open + "=http_503*7",
            "--fault",
            "taifex.futures_tick@" + open + "=http_503*7",
            "--fault",
            "taifex.options_tick@" + open + "=truncated_zip*2",
            "--fault",
            "twse.mi_5mins_index@" + open + "=throttle_as_no_data*2",
            "--fault",
            "finmind.stock_tick@" + open + "=http_429*6")) {
      assertThat(scheduler.awaitLine("tapehouse scheduler: up in ")).isTrue();

      Said second = Said.tapehouse("scheduler", "--home", home.toString(), "--source", "sim");
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.err())
          .contains("is in use by process " + scheduler.pid())
          .contains(": tapehouse scheduler.");

      await().atMost(PATIENCE).until(() -> states(home).stream().allMatch(this::isEnd));
      assertThat(states(home)).doesNotContain("failed", "cancelled");
      JsonNode retried = task(home, open, "fetch.taifex.options_tick");
      assertThat(retried.path("state").asText()).isEqualTo("success");
      assertThat(retried.path("attempts").asInt()).isGreaterThan(1);
      assertThat(
              Said.tapehouse(
                      "logs",
                      "taiwan_index@" + open,
                      "fetch.taifex.options_tick",
                      "--attempt",
                      "1",
                      "--home",
                      home.toString())
                  .out())
          .contains("expected a whole zip", "to be tried again in");
      assertThat(
              Said.sql(home, "SELECT count(*) > 0 AS loaded FROM load_ledger WHERE fence > 0")
                  .lines())
          .containsExactly("loaded", "true");

      // The main file came long after the files that its checks read.
      assertThat(
              Said.sql(
                      home,
                      """
                      SELECT DISTINCT status FROM check_result
                      WHERE check_name = 'spread_report_volume' AND partition_date = '%s'"""
                          .formatted(open))
                  .lines())
          .containsExactly("status", "passed");

      // Somebody else's run is done by the scheduler, and followed.
      LocalDate before = FIRST.minusDays(10);
      Said asked =
          Said.tapehouse(
              "run",
              "--home",
              home.toString(),
              "--dag",
              "taiwan_index",
              "--date",
              before.toString());
      assertThat(asked.exit()).as(asked.err() + asked.out()).isZero();
      assertThat(asked.out()).contains("run succeeded");
      Said wrong = Said.run(home, "replay:" + folder, "--date", before.toString());
      assertThat(wrong.exit()).isEqualTo(2);
      assertThat(wrong.err()).contains("reads from 'sim'");

      // Cleared, it is done again, and finds everything as it was.
      Said cleared =
          Said.tapehouse(
              "tasks",
              "clear",
              "taiwan_index@" + open,
              "load.taifex.options_tick",
              "--home",
              home.toString());
      assertThat(cleared.exit()).as(cleared.err()).isZero();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  task(home, open, "load.taifex.options_tick")
                      .path("message")
                      .asText()
                      .equals("unchanged"));

      ProcessHandle.of(scheduler.pid()).orElseThrow().destroy();
      assertThat(scheduler.exit()).isEqualTo(143);
      assertThat(scheduler.said()).contains("tapehouse scheduler: stopped");
      assertThat(home.resolve("control.json")).doesNotExist();
    }
    assertThat(states(home)).as("nobody owns the home now").allMatch(this::isEnd);
  }

  private boolean isEnd(String state) {
    return !state.equals("running") && !state.equals("queued");
  }

  private static List<String> states(Path home) throws IOException {
    Said said = Said.tapehouse("runs", "list", "--json", "--home", home.toString());
    assertThat(said.exit()).as(said.err()).isZero();
    List<String> states = new ArrayList<>();
    rows(said, "runs").forEach(run -> states.add(run.path("state").asText()));
    return states.isEmpty() ? List.of("queued") : states;
  }

  private static JsonNode task(Path home, String date, String taskId) throws IOException {
    Said said =
        Said.tapehouse("runs", "show", "taiwan_index@" + date, "--json", "--home", home.toString());
    assertThat(said.exit()).as(said.err()).isZero();
    for (JsonNode task : rows(said, "tasks")) {
      if (task.path("id").asText().equals(taskId)) {
        return task;
      }
    }
    throw new AssertionError("no task " + taskId + " in " + said.out());
  }

  private static JsonNode rows(Said said, String field) throws IOException {
    JsonNode answer = Json.MAPPER.readTree(said.out());
    return answer.isArray() ? answer : answer.path(field);
  }
}

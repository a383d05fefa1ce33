package io.tapehouse.orchestrator.dag;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.task.RetryPolicy;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The DAG of CONTRIBUTING.md. */
@Tag("calendar")
class DocumentedDagTest {

  private static final Path SOURCE =
      Path.of("src/test/java/io/tapehouse/orchestrator/dag/DocumentedDagTest.java");

  private static final Path DOCUMENT = Path.of("..", "..", "CONTRIBUTING.md");

  // CONTRIBUTING.md has this method word for word: change both.
  static Dag weeklyReport(TaskBody.Single verify, TaskBody.Single report, TaskBody.Single mourn) {
    return Dag.named("weekly_report")
        .title("What the archive holds, every Sunday at six")
        .zone("Asia/Taipei")
        .cron("0 0 6 ? * SUN")
        .startDate(LocalDate.of(2024, 11, 3))
        .catchUp(Dag.CatchUp.LATEST)
        .retries(RetryPolicy.STANDARD.withTries(2))
        .task("count", task -> task.does(context -> new TaskResult.Success("counted", "42")))
        .task("verify", task -> task.does(verify).timeout(Duration.ofHours(6)))
        .task("report", task -> task.does(report).needs("count").after("verify"))
        .task(
            "mourn", task -> task.does(mourn).needs("count", "verify").rule(TriggerRule.ONE_FAILED))
        .build();
  }

  @Test
  void canBeBuilt() {
    TaskBody.Single nothing = context -> TaskResult.success("done");
    Dag dag = weeklyReport(nothing, nothing, nothing);
    assertThat(dag.tasks().keySet()).containsExactly("count", "verify", "report", "mourn");
    assertThat(dag.withDownstream(List.of("verify")))
        .containsExactlyInAnyOrder("verify", "report", "mourn");
    assertThat(
            dag.schedule()
                .orElseThrow()
                .due(LocalDate.of(2024, 11, 3), Instant.parse("2024-11-10T00:00:00Z")))
        .containsExactly(LocalDate.of(2024, 11, 3), LocalDate.of(2024, 11, 10));
    assertThat(DagBook.of(List.of(dag), Set.of("default")).ids()).containsExactly("weekly_report");
  }

  @Test
  void isTheOneInTheDocument() throws IOException {
    String source = Files.readString(SOURCE);
    int begin = source.indexOf("  static Dag weeklyReport(");
    String method = source.substring(begin, source.indexOf("\n  }\n", begin) + "\n  }\n".length());
    assertThat(Files.readString(DOCUMENT)).contains(method.indent(2));
  }
}

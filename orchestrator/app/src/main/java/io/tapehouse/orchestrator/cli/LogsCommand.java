package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.LogPart;
import io.tapehouse.orchestrator.operations.LogRequest;
import io.tapehouse.orchestrator.operations.Operations;
import io.tapehouse.orchestrator.operations.OperationsJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tapehouse logs}: what an attempt said. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Writes the log of a task's attempt to standard output.")
final class LogsCommand implements Callable<Integer> {

  private static final long PAUSE_MILLISECONDS = 300;

  @Mixin private @Nullable OperationsOptions options;

  @Parameters(index = "0", paramLabel = "RUN", description = "<dag>@<yyyy-mm-dd>, or its number")
  private String run = "";

  @Parameters(index = "1", paramLabel = "TASK", description = "one of its tasks")
  private String task = "";

  @Option(names = "--attempt", paramLabel = "N", description = "Which one. Default: the newest.")
  private @Nullable Integer attempt;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until the attempt has ended.")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OperationsOptions given = java.util.Objects.requireNonNull(options);
    if (follow && given.isJson()) {
      throw new IllegalArgumentException("--follow does not go with --json");
    }
    try (Operations operations = given.open()) {
      if (given.isJson()) {
        json(operations);
      } else {
        text(operations);
      }
    }
    return 0;
  }

  private void text(Operations operations) throws IOException, InterruptedException {
    LogPart part = operations.log(new LogRequest(run, task, attempt, 0));
    // The attempt that was the newest at the beginning, even if there is a newer one meanwhile.
    int number = part.attempt();
    OutputStream out = new StandardOutput();
    while (true) {
      out.write(part.bytes());
      out.flush();
      if (!part.more()) {
        if (part.last() || !follow) {
          break;
        }
        Thread.sleep(PAUSE_MILLISECONDS);
      }
      part = operations.log(new LogRequest(run, task, number, part.next()));
    }
    if (part.next() == 0) {
      System.err.printf("Attempt %d (%s) wrote nothing.%n", number, part.state());
    }
  }

  private void json(Operations operations) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LogPart part = operations.log(new LogRequest(run, task, attempt, 0));
    bytes.writeBytes(part.bytes());
    while (part.more()) {
      part = operations.log(new LogRequest(run, task, part.attempt(), part.next()));
      bytes.writeBytes(part.bytes());
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("dagId", part.dagId());
    answer.put("date", part.date());
    answer.put("taskId", part.taskId());
    answer.put("attempt", part.attempt());
    answer.put("state", part.state());
    answer.put("text", bytes.toString(StandardCharsets.UTF_8));
    System.out.println(OperationsJson.pretty(answer));
  }
}

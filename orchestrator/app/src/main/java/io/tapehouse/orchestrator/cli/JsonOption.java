package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.OperationsJson;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option of a command whose answer a program may read too. */
final class JsonOption {

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  /** Prints an answer as JSON, or the lines that people read instead. */
  void print(Object answer, Supplier<List<String>> lines) throws IOException {
    if (json) {
      System.out.println(OperationsJson.pretty(answer));
    } else {
      lines.get().forEach(System.out::println);
    }
  }
}

package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.ConfigurationFile;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.operations.Operations;
import io.tapehouse.orchestrator.operations.OperationsAccess;
import io.tapehouse.orchestrator.operations.OperationsJson;
import io.tapehouse.orchestrator.operations.SchedulerPresence;
import io.tapehouse.orchestrator.site.Sites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command has that asks the orchestrator. */
final class OperationsOptions implements KnowsSecrets {

  private final OperationsAccess access;

  @Mixin private TapehouseCommand.HomeOption homeOption = new TapehouseCommand.HomeOption();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration. Default: TAPEHOUSE_CONFIG, else tapehouse.yaml of the home, if any.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  private volatile @Nullable LoadedConfiguration last;

  OperationsOptions(OperationsAccess access) {
    this.access = access;
  }

  /** A question to the orchestrator. */
  interface Question<T> {
    T ask(Operations operations) throws IOException;
  }

  /** Prints the answer as JSON, or as the lines that {@code text} makes of it. */
  <T> int answer(Question<T> question, Function<T, List<String>> text) throws IOException {
    try (Operations operations = open()) {
      T answer = question.ask(operations);
      print(answer, text);
      return 0;
    }
  }

  /** The same for something that a scheduler has to do; where none runs, it warns. */
  <T> int order(Question<T> order, Function<T, List<String>> text) throws IOException {
    try (Operations operations = open()) {
      T answer = order.ask(operations);
      print(answer, text);
      SchedulerPresence schedulerPresence = operations.schedulerPresence();
      if (schedulerPresence == SchedulerPresence.NO_SCHEDULER
          || schedulerPresence == SchedulerPresence.FOREGROUND_RUN) {
        System.err.println("No scheduler runs now: the work begins with the next one.");
      }
      return 0;
    }
  }

  <T> void print(T answer, Function<T, List<String>> text) throws IOException {
    if (json) {
      System.out.println(OperationsJson.pretty(answer));
    } else {
      text.apply(answer).forEach(System.out::println);
    }
  }

  boolean isJson() {
    return json;
  }

  Operations open() throws IOException {
    Home home = homeOption.home();
    return access.open(home, () -> load(home).configuration());
  }

  private LoadedConfiguration load(Home home) {
    LoadedConfiguration loaded =
        Sites.withSecrets(
            LoadedConfiguration.load(
                ConfigurationFile.choose(config, System.getenv(), home.root()), System.getenv()));
    last = loaded;
    return loaded;
  }

  @Override
  public Set<String> secrets() {
    LoadedConfiguration loaded = last;
    return loaded == null ? Set.of() : loaded.secrets().values();
  }
}

package io.tapehouse.orchestrator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.ConfigurationException;
import io.tapehouse.orchestrator.config.ConfigurationReference;
import io.tapehouse.orchestrator.config.ConfigurationText;
import io.tapehouse.orchestrator.config.EffectiveValue;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.config.Origin;
import io.tapehouse.orchestrator.config.Problem;
import io.tapehouse.orchestrator.config.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tapehouse config}: what is configured, and whether it can be used. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Checks and shows the configuration.")
final class ConfigCommand implements Runnable {

  private static final int UNUSABLE = 2;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), "config check, show or reference");
  }

  /** Which configuration is meant. */
  static final class ConfigOptions {

    @Mixin private ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "Answers in JSON.")
    private boolean json;

    Optional<Path> file() {
      return config.file();
    }

    LoadedConfiguration load() {
      return config.read();
    }
  }

  /** Checks everything that can be checked without doing anything. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Shows what differs from the defaults and where it came from, or what is wrong.")
  int check(@Mixin ConfigOptions options) throws JsonProcessingException {
    LoadedConfiguration loaded;
    try {
      loaded = options.load();
      refuse(loaded);
    } catch (ConfigurationException e) {
      if (!options.json) {
        throw e;
      }
      List<Map<String, Object>> problems = e.problems().stream().map(ConfigCommand::json).toList();
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("ok", false);
      answer.put("problems", problems);
      print(answer);
      return UNUSABLE;
    }
    if (options.json) {
      print(json(options.file(), loaded));
    } else {
      text(options.file(), loaded).forEach(System.out::println);
    }
    return 0;
  }

  private static void refuse(LoadedConfiguration loaded) {
    List<Problem> problems =
        new ArrayList<>(
            loaded.unknownDags(
                () -> Dictionary.load().dags().stream().map(DatasetDag::id).toList()));
    problems.addAll(loaded.unresolvedSecrets());
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** Prints all that holds. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints everything that holds, as a configuration file; secrets as references.")
  int show(@Mixin ConfigOptions options) throws JsonProcessingException {
    LoadedConfiguration loaded = options.load();
    if (options.json) {
      print(loaded.tree());
    } else {
      System.out.print(ConfigurationText.yaml(loaded));
    }
    return 0;
  }

  /** Prints the reference. */
  @Command(
      name = "reference",
      mixinStandardHelpOptions = true,
      description = "Prints all keys with type, default, variable and meaning, in Markdown.")
  int reference() {
    System.out.print(ConfigurationReference.markdown());
    return 0;
  }

  private static List<String> text(Optional<Path> file, LoadedConfiguration loaded) {
    List<String> lines = new ArrayList<>();
    lines.add("ok");
    lines.add("file: " + file.map(Path::toString).orElse("none"));
    for (EffectiveValue value : loaded.changes()) {
      lines.add("%s: %s   (%s)".formatted(value.key(), value.value(), value.origin().text()));
    }
    loaded
        .secretsByKey()
        .forEach(
            (key, secret) ->
                lines.add(
                    "secret %s: %s   (%s)"
                        .formatted(
                            key,
                            secret.reference(),
                            isThere(secret) ? "can be resolved" : "not set, and not needed")));
    return lines;
  }

  /** Those that are needed and are not there have been complained of. */
  private static boolean isThere(Secret secret) {
    return secret.resolveIfSet().isPresent();
  }

  private static Map<String, Object> json(Optional<Path> file, LoadedConfiguration loaded) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ok", true);
    file.ifPresent(path -> answer.put("file", path.toString()));
    List<Object> changes = new ArrayList<>();
    for (EffectiveValue value : loaded.changes()) {
      Map<String, Object> change = new LinkedHashMap<>();
      change.put("key", value.key());
      change.put("value", value.value());
      change.putAll(json(value.origin()));
      changes.add(change);
    }
    answer.put("changes", changes);
    List<Object> secrets = new ArrayList<>();
    loaded
        .secretsByKey()
        .forEach(
            (key, secret) -> {
              Map<String, Object> each = new LinkedHashMap<>();
              each.put("key", key);
              each.put("reference", secret.reference());
              each.put("resolvable", isThere(secret));
              secrets.add(each);
            });
    answer.put("secrets", secrets);
    return answer;
  }

  private static Map<String, Object> json(Problem problem) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("key", problem.key());
    answer.put("message", problem.message());
    answer.putAll(json(problem.origin()));
    return answer;
  }

  private static Map<String, Object> json(Origin origin) {
    Map<String, Object> answer = new LinkedHashMap<>();
    if (origin instanceof Origin.FileLine place) {
      answer.put("file", place.file().toString());
      answer.put("line", place.line());
    } else if (origin instanceof Origin.WholeFile place) {
      answer.put("file", place.file().toString());
    } else if (origin instanceof Origin.Variable variable) {
      answer.put("variable", variable.name());
    }
    return answer;
  }

  private static void print(Object answer) throws JsonProcessingException {
    System.out.println(JSON.writeValueAsString(answer));
  }
}

package io.tapehouse.orchestrator.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A configuration with its history.
 *
 * @param configuration what holds
 * @param values the same, key by key, with where each came from; keys without a value are absent
 * @param secretsByKey its secrets
 * @param secrets what was resolved of them
 */
public record LoadedConfiguration(
    Configuration configuration,
    List<EffectiveValue> values,
    Map<String, Secret> secretsByKey,
    Secrets secrets) {

  /** Takes copies. */
  public LoadedConfiguration {
    values = List.copyOf(values);
    secretsByKey = Copies.of(secretsByKey);
  }

  /**
   * Reads a file and the overrides of the environment.
   *
   * @param file none: defaults and environment
   * @param environment as {@link System#getenv()} has it
   * @throws ConfigurationException with every problem that was found
   */
  public static LoadedConfiguration load(Optional<Path> file, Map<String, String> environment) {
    GivenValues givens = new GivenValues();
    List<Problem> problems = new ArrayList<>();
    file.ifPresent(new YamlValues(givens, problems)::file);
    new EnvironmentValues(givens, problems).read(environment);
    Secrets secrets = new Secrets(environment);
    Binder binder = new Binder(givens, secrets, problems);
    Optional<Configuration> configuration = binder.configuration();
    if (configuration.isEmpty() || !problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new LoadedConfiguration(
        configuration.get(), binder.values(), binder.secretsByKey(), secrets);
  }

  /** Whether neither a file nor a variable sets anything: the defaults hold. */
  public static boolean isDefault(Optional<Path> file, Map<String, String> environment) {
    return file.isEmpty() && EnvironmentValues.isSilent(environment);
  }

  /** The values that are others than the defaults. */
  public List<EffectiveValue> changes() {
    return values.stream().filter(EffectiveValue::differs).toList();
  }

  /**
   * Secrets that cannot be resolved now. One that is not configured is no problem if it is not
   * there.
   */
  public List<Problem> unresolvedSecrets() {
    List<Problem> problems = new ArrayList<>();
    for (Secret secret : secretsByKey.values()) {
      try {
        secret.resolveIfSet();
      } catch (UnresolvedSecretException e) {
        problems.addAll(e.problems());
      }
    }
    return problems;
  }

  /**
   * Settings for DAGs that do not exist, which only those can tell who know the DAGs.
   *
   * @param dags gives the ids of all DAGs; asked only where there are such settings
   */
  public List<Problem> unknownDags(Supplier<? extends Collection<String>> dags) {
    Map<String, Problem> problems = new LinkedHashMap<>();
    for (EffectiveValue value : values) {
      String[] path = value.key().split("\\.", -1);
      if (path[0].equals("dags") && !(value.origin() instanceof Origin.Default)) {
        Collection<String> known = dags.get();
        if (!known.contains(path[1])) {
          String advice =
              Suggestion.to(path[1], known)
                  .map(nearest -> "the nearest is " + nearest)
                  .orElseGet(() -> "there is " + String.join(", ", known));
          problems.putIfAbsent(
              path[1],
              new Problem("dags." + path[1], "there is no such DAG; " + advice, value.origin()));
        }
      }
    }
    return List.copyOf(problems.values());
  }

  /** All values as nested maps, in the form of the file: read again, they give the same. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (EffectiveValue value : values) {
      put(tree, value.key(), value.value());
    }
    return tree;
  }

  private static void put(Map<String, Object> tree, String key, Object value) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      tree.put(key, value);
      return;
    }
    @SuppressWarnings("unchecked") // only this method puts maps into it
    Map<String, Object> branch =
        (Map<String, Object>)
            tree.computeIfAbsent(key.substring(0, dot), name -> new LinkedHashMap<>());
    put(branch, key.substring(dot + 1), value);
  }
}

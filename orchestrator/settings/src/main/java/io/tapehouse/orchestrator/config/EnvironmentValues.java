package io.tapehouse.orchestrator.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the keys that variables of the environment stand for, and complains of the others. */
final class EnvironmentValues {

  /** Variables of Tapehouse that are no keys. */
  static final List<String> NO_KEYS = List.of("TAPEHOUSE_HOME", ConfigurationFile.VARIABLE);

  /**
   * What Kubernetes puts into every container when there is a service whose name begins with
   * "tapehouse".
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "\\w+_SERVICE_HOST|\\w+_SERVICE_PORT(_\\w+)?|\\w+_PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?");

  private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private final GivenValues givens;
  private final List<Problem> problems;
  private final YamlValues yaml;

  EnvironmentValues(GivenValues givens, List<Problem> problems) {
    this.givens = givens;
    this.problems = problems;
    this.yaml = new YamlValues(givens, problems);
  }

  private record Target(String key, ConfigKeys.Part part) {}

  /**
   * Reads all variables. One without a value is as good as none.
   *
   * @param environment in any order
   */
  void read(Map<String, String> environment) {
    Map<String, String> unknown = new TreeMap<>();
    // In this order a whole map comes before its entries, which then count.
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (isOurs(name, value)) {
                find(ConfigKeys.ROOT, "", withoutPrefix(name))
                    .ifPresentOrElse(
                        target -> take(target, name, value), () -> unknown.put(name, value));
              }
            });
    unknown.keySet().removeAll(namedBySecrets());
    unknown.keySet().forEach(this::complain);
  }

  /** Whether no variable is a key, or wants to be one. */
  static boolean isSilent(Map<String, String> environment) {
    return environment.entrySet().stream()
        .noneMatch(variable -> isOurs(variable.getKey(), variable.getValue()));
  }

  private static boolean isOurs(String name, String value) {
    return name.startsWith(EnvironmentName.PREFIX)
        && !value.isBlank()
        && !NO_KEYS.contains(name)
        && !SERVICE_LINK.matcher(name).matches()
        && !SERVICE_ADDRESS.matcher(value).matches();
  }

  private void take(Target target, String name, String value) {
    Origin origin = new Origin.Variable(name);
    if (target.part() instanceof ConfigKeys.Value one && one.shape() != ConfigKeys.Shape.LIST) {
      givens.put(target.key(), new GivenValue(List.of(value), origin));
    } else {
      yaml.variable(value, target.part(), target.key(), origin);
    }
  }

  private Optional<Target> find(ConfigKeys.Part part, String key, String rest) {
    if (part instanceof ConfigKeys.Section section) {
      return section.members().stream()
          .flatMap(member -> member(member, key, rest).stream())
          .findFirst();
    }
    return part instanceof ConfigKeys.Entries entries
        ? entry(entries, key, rest)
        : Optional.empty();
  }

  private Optional<Target> member(ConfigKeys.Member member, String key, String rest) {
    String own = EnvironmentName.part(member.name());
    String full = ConfigKeys.join(key, member.name());
    if (rest.equals(own)) {
      return member.part() instanceof ConfigKeys.Section
          ? Optional.empty()
          : Optional.of(new Target(full, member.part()));
    }
    return rest.startsWith(own + "_")
        ? find(member.part(), full, rest.substring(own.length() + 1))
        : Optional.empty();
  }

  /** The name of an entry may have underscores of its own, so what follows it is looked for. */
  private Optional<Target> entry(ConfigKeys.Entries entries, String key, String rest) {
    if (!(entries.each() instanceof ConfigKeys.Section section)) {
      return name(entries, key, rest)
          .map(name -> new Target(ConfigKeys.join(key, name), entries.each()));
    }
    for (ConfigKeys.Member member : section.members()) {
      String end = "_" + EnvironmentName.part(member.name());
      if (rest.endsWith(end)) {
        return name(entries, key, rest.substring(0, rest.length() - end.length()))
            .map(name -> ConfigKeys.join(ConfigKeys.join(key, name), member.name()))
            .map(full -> new Target(full, member.part()));
      }
    }
    return Optional.empty();
  }

  /** The entry that is there already under this name, else the name in small letters. */
  private Optional<String> name(ConfigKeys.Entries entries, String key, String text) {
    return givens.names(key, entries).stream()
        .filter(each -> EnvironmentName.part(each).equals(text))
        .findFirst()
        .or(() -> Optional.of(text.toLowerCase(Locale.ROOT)).filter(ConfigKeys::isName));
  }

  private Set<String> namedBySecrets() {
    return givens.keys().stream()
        .flatMap(key -> givens.get(key).stream())
        .flatMap(given -> given.texts().stream())
        .filter(text -> text.startsWith(Secret.VARIABLE))
        .map(text -> text.substring(Secret.VARIABLE.length()))
        .collect(Collectors.toSet());
  }

  private void complain(String name) {
    List<String> known =
        Stream.concat(
                NO_KEYS.stream(),
                Stream.concat(givens.keys().stream(), ConfigKeys.keys().stream())
                    .map(EnvironmentName::of))
            .map(EnvironmentValues::withoutPrefix)
            .toList();
    String advice =
        Suggestion.to(withoutPrefix(name), known)
            .map(nearest -> "the nearest is " + EnvironmentName.PREFIX + nearest)
            .orElse("`tapehouse config reference` lists them all");
    problems.add(
        new Problem("", "there is no key of this name; " + advice, new Origin.Variable(name)));
  }

  private static String withoutPrefix(String name) {
    return name.substring(EnvironmentName.PREFIX.length());
  }
}

package io.tapehouse.orchestrator.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The reference of all keys, {@code docs/configuration.md}. */
public final class ConfigurationReference {

  private static final String HEAD =
      """
      # Configuration

      Made by `./tapehouse config reference > docs/configuration.md` from the records of `io.tapehouse.orchestrator.config`; a
      test holds it against them. Change the annotations there, not this file.

      Nothing needs to be configured. What is stands in one YAML file: the one that `--config` names, else the one of the
      variable `TAPEHOUSE_CONFIG`, else `tapehouse.yaml` in the home if it is there.

          run-store:
            kind: postgres
            url: jdbc:postgresql://db.example.com/tapehouse
            user: tapehouse
            password: file:/run/secrets/tapehouse-db
          pools:
            taifex: 2
          dags:
            taiwan_index:
              start-date: 2024-11-01

      - `./tapehouse config check` shows what differs from the defaults, where it came from, and whether the secrets are there.
        Exit code 0, or 2 with every problem. `config show` prints all that holds as such a file, both with `--json` for programs.
      - A key that does not exist, a value of the wrong type or beyond its bounds is refused at the start, with its line.
      - **Environment.** Every key can be overridden by a variable: `TAPEHOUSE_`, then the key in capitals with `_` for dots and
        hyphens. A list or a whole map is written in YAML's short form, `[first, second]` or `{twse: 1}`, in quotes for the shell:
        `TAPEHOUSE_SPARK_JVM_OPTIONS='[-Xss4m, "-Dname=a,b"]'`. A variable without a value counts as not set. An unknown variable that begins with `TAPEHOUSE_` is refused, but for those that are no keys
        (%s), those that a secret names, and the service links of Kubernetes.
      - **Names** of pools and DAGs are small letters, digits, `_` and `-`. In a variable, `<NAME>` is the name in capitals.
      - **Durations** are a whole number and `ms`, `s`, `m`, `h` or `d`. **Sizes** are a whole number and `KiB`, `MiB`, `GiB`,
        `TiB` or Java's `k`, `m`, `g`, `t` for powers of 1024, or `kB`, `MB`, `GB`, `TB` for powers of 1000.
      - **Secrets** are references: `env:NAME` for a variable of the environment, `file:/path`, or `secretsmanager:ID` for AWS's
        Secrets Manager, with `#KEY` behind it for a member of a secret that is a JSON object. A secret itself is refused in the
        file; the key's own variable may hold it. They are read when they are needed and never shown: where one would stand in a
        log, in `spark.log`, in the run store's messages or on the console stands `[secret]`.
      """;

  private ConfigurationReference() {}

  /** The reference as Markdown. */
  public static String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(
        HEAD.formatted(
            EnvironmentValues.NO_KEYS.stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "))));
    List<ConfigKeys.Member> members = ConfigKeys.ROOT.members();
    lines.add("## General\n");
    table(lines);
    members.stream()
        .filter(member -> member.part() instanceof ConfigKeys.Value)
        .forEach(member -> rows(lines, member, ""));
    for (ConfigKeys.Member member : members) {
      if (!(member.part() instanceof ConfigKeys.Value)) {
        lines.add("\n## " + member.name() + "\n");
        if (!isMapOfValues(member.part())) {
          lines.add(member.meaning() + "\n");
        }
        table(lines);
        rows(lines, member, "");
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static boolean isMapOfValues(ConfigKeys.Part part) {
    return part instanceof ConfigKeys.Entries entries && entries.each() instanceof ConfigKeys.Value;
  }

  private static void table(List<String> lines) {
    lines.add("| key | type | default | environment variable | meaning |");
    lines.add("|---|---|---|---|---|");
  }

  private static void rows(List<String> lines, ConfigKeys.Member member, String prefix) {
    String key = ConfigKeys.join(prefix, member.name());
    if (member.part() instanceof ConfigKeys.Value value) {
      lines.add(row(key, value, byDefault(value), member.meaning()));
    } else if (member.part() instanceof ConfigKeys.Section section) {
      section.members().forEach(each -> rows(lines, each, key));
    } else if (member.part() instanceof ConfigKeys.Entries entries) {
      String entry = ConfigKeys.join(key, ConfigKeys.ANY);
      if (entries.each() instanceof ConfigKeys.Section section) {
        section.members().forEach(each -> rows(lines, each, entry));
      } else if (entries.each() instanceof ConfigKeys.Value value) {
        String byDefault =
            entries.byDefault().entrySet().stream()
                .map(each -> "`%s: %s`".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
        lines.add(row(entry, value, byDefault, member.meaning()));
      }
    }
  }

  private static String byDefault(ConfigKeys.Value value) {
    return value.byDefault().isEmpty() ? "none" : "`" + value.byDefault() + "`";
  }

  private static String row(String key, ConfigKeys.Value value, String byDefault, String meaning) {
    return "| `%s` | %s | %s | `%s` | %s |"
        .formatted(
            key,
            (value.shape() == ConfigKeys.Shape.LIST ? "list of " : "") + value.type().name(),
            byDefault,
            EnvironmentName.of(key),
            meaning);
  }
}

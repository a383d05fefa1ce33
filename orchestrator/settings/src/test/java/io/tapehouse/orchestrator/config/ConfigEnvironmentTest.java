package io.tapehouse.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables of the environment. */
class ConfigEnvironmentTest {

  @TempDir private Path folder;

  private static Configuration with(String variable, String value) {
    return ConfigWorkbench.load(Map.of(variable, value)).configuration();
  }

  @Test
  void everyKeyHasAVariableOfItsOwn() {
    Set<String> names = new HashSet<>(EnvironmentValues.NO_KEYS);
    for (String key : ConfigKeys.keys()) {
      assertThat(names.add(EnvironmentName.of(key))).as(key).isTrue();
    }
  }

  @Test
  void everyKeyIsFoundByItsVariable() {
    for (String key : ConfigKeys.keys()) {
      String variable = EnvironmentName.of(key).replace("<NAME>", "TAIWAN_INDEX");
      String concrete = key.replace("<name>", "taiwan_index");
      GivenValues givens = new GivenValues();
      List<Problem> problems = new java.util.ArrayList<>();
      new EnvironmentValues(givens, problems).read(Map.of(variable, "[x]"));
      assertThat(givens.keys()).as(variable).containsExactly(concrete);
      assertThat(problems).isEmpty();
    }
  }

  @Test
  void aVariableOverridesTheFile() {
    LoadedConfiguration loaded =
        ConfigWorkbench.load(
            folder,
            "scheduler: {workers: 3, poll: 2s}\n",
            Map.of("TAPEHOUSE_SCHEDULER_WORKERS", "4", "TAPEHOUSE_RUN_STORE_POOL_SIZE", "9"));
    assertThat(loaded.configuration().scheduler().workers()).isEqualTo(4);
    assertThat(loaded.configuration().scheduler().poll()).isEqualTo(Duration.ofSeconds(2));
    assertThat(loaded.configuration().runStore().poolSize()).isEqualTo(9);
    assertThat(loaded.changes())
        .extracting(EffectiveValue::key, value -> value.origin().text().replace(folder + "/", ""))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "run-store.pool-size", "TAPEHOUSE_RUN_STORE_POOL_SIZE"),
            org.assertj.core.groups.Tuple.tuple("scheduler.workers", "TAPEHOUSE_SCHEDULER_WORKERS"),
            org.assertj.core.groups.Tuple.tuple("scheduler.poll", "tapehouse.yaml:1"));
  }

  @Test
  void aWrongValueInTheFileDoesNotMatterWhereAVariableOverridesIt() {
    assertThat(
            ConfigWorkbench.load(
                    folder, "source: nowhere\n", Map.of("TAPEHOUSE_SOURCE", "replay:/a b"))
                .configuration()
                .source())
        .isEqualTo("replay:/a b");
  }

  @Test
  void entriesOfMaps() {
    int known = with("TAPEHOUSE_SOURCE", "sim").pools().size();
    assertThat(with("TAPEHOUSE_POOLS_TWSE", "1").pools()).containsEntry("twse", 1).hasSize(known);
    assertThat(with("TAPEHOUSE_POOLS_HK_EX", "1").pools())
        .containsEntry("hk_ex", 1)
        .hasSize(known + 1);
    assertThat(with("TAPEHOUSE_DAGS_TAIWAN_INDEX_PAUSED_AT_START", "true").dags())
        .containsOnlyKeys("taiwan_index");
  }

  @Test
  void anEntryOfTheFileIsMeantWhateverItsHyphens() {
    Configuration configuration =
        ConfigWorkbench.load(folder, "pools: {hk-ex: 4}\n", Map.of("TAPEHOUSE_POOLS_HK_EX", "5"))
            .configuration();
    assertThat(configuration.pools()).containsEntry("hk-ex", 5).doesNotContainKey("hk_ex");
  }

  @Test
  void listsAndWholeMaps() {
    assertThat(with("TAPEHOUSE_SPARK_JVM_OPTIONS", "[-Xss4m, '-Da=b,c']").spark().jvmOptions())
        .containsExactly("-Xss4m", "-Da=b,c");
    assertThat(
            ConfigWorkbench.load(
                    Map.of("TAPEHOUSE_POOLS", "{twse: 5, hkex: 2}", "TAPEHOUSE_POOLS_TWSE", "6"))
                .configuration()
                .pools())
        .containsEntry("twse", 6)
        .containsEntry("hkex", 2)
        .containsEntry("taifex", 4);
  }

  @Test
  void whetherAnythingIsConfiguredIsKnownWithoutReadingIt() {
    assertThat(LoadedConfiguration.isDefault(Optional.empty(), Map.of())).isTrue();
    assertThat(
            LoadedConfiguration.isDefault(
                Optional.empty(),
                Map.of("TAPEHOUSE_HOME", "/srv", "TAPEHOUSE_SOURCE", " ", "PATH", "/bin")))
        .isTrue();
    assertThat(
            LoadedConfiguration.isDefault(Optional.empty(), Map.of("TAPEHOUSE_DEPLOYMENT", "aws")))
        .isFalse();
    assertThat(LoadedConfiguration.isDefault(Optional.empty(), Map.of("TAPEHOUSE_COLOUR", "x")))
        .as("a mistake is to be reported")
        .isFalse();
    assertThat(LoadedConfiguration.isDefault(Optional.of(folder.resolve("any")), Map.of()))
        .isFalse();
  }

  @Test
  void whatHasNoValueIsNotSet() {
    assertThat(with("TAPEHOUSE_SCHEDULER_WORKERS", "")).isEqualTo(Configuration.defaults());
    assertThat(with("TAPEHOUSE_NONSENSE", " ")).isEqualTo(Configuration.defaults());
  }

  @ParameterizedTest
  @CsvSource({
    "TAPEHOUSE_HOME, /srv/tapehouse",
    "TAPEHOUSE_CONFIG, /etc/tapehouse.yaml",
    "TAPEHOUSE_SERVICE_HOST, 10.0.0.1",
    "TAPEHOUSE_SERVICE_PORT_HTTP, 80",
    "TAPEHOUSE_PORT, tcp://10.0.0.1:80",
    "TAPEHOUSE_DB_PORT_5432_TCP_ADDR, 10.0.0.1",
    "PATH, /bin"
  })
  void someVariablesAreNoKeys(String variable, String value) {
    assertThat(with(variable, value)).isEqualTo(Configuration.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TAPEHOUSE_SCHEDULER_WORKER | TAPEHOUSE_SCHEDULER_WORKER: there is no key of this name; the nearest is TAPEHOUSE_SCHEDULER_WORKERS",
        "TAPEHOUSE_HOEM | TAPEHOUSE_HOEM: there is no key of this name; the nearest is TAPEHOUSE_HOME",
        "TAPEHOUSE_SCHEDULER | TAPEHOUSE_SCHEDULER: there is no key of this name; the nearest is TAPEHOUSE_SCHEDULER_POLL",
        "TAPEHOUSE_COLOUR | TAPEHOUSE_COLOUR: there is no key of this name; `tapehouse config reference` lists them all",
        "TAPEHOUSE_POOLS_ | TAPEHOUSE_POOLS_: there is no key of this name; the nearest is TAPEHOUSE_POOLS_<NAME>",
        "TAPEHOUSE_POOLS_1.5 | TAPEHOUSE_POOLS_1.5: there is no key of this name; the nearest is TAPEHOUSE_POOLS_<NAME>",
        "TAPEHOUSE_SPARK_JVM_OPTIONS | TAPEHOUSE_SPARK_JVM_OPTIONS: spark.jvm-options: expected a list such as TAPEHOUSE_SPARK_JVM_OPTIONS='[first, second]', found plain text",
        "TAPEHOUSE_DAGS | TAPEHOUSE_DAGS: dags: expected a map such as TAPEHOUSE_DAGS='{name: value}', found plain text",
      })
  void isRefused(String variable, String expected) {
    assertThat(ConfigWorkbench.problems(folder, "", Map.of(variable, "x")))
        .containsExactly(expected);
  }

  @Test
  void aListThatIsNoYaml() {
    assertThat(ConfigWorkbench.problems(folder, "", Map.of("TAPEHOUSE_SPARK_JVM_OPTIONS", "[a")))
        .containsExactly(
            "TAPEHOUSE_SPARK_JVM_OPTIONS: spark.jvm-options: expected a list such as"
                + " TAPEHOUSE_SPARK_JVM_OPTIONS='[first,"
                + " second]' in YAML's short form");
  }
}

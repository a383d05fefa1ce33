package io.tapehouse.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be used, and the words for it. */
class ConfigRefusalsTest {

  @TempDir private Path folder;

  private List<String> problems(String yaml) {
    return ConfigWorkbench.problems(folder, yaml, Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Keys that do not exist.
        "{schduler: {workers: 3}} | schduler: there is no such key; the nearest is scheduler",
        "{scheduler: {wrokers: 3}} | scheduler.wrokers: there is no such key; the nearest is scheduler.workers",
        "{run-store: {pool_size: 3}} | run-store.pool_size: there is no such key; the nearest is run-store.pool-size",
        "{runStore: {kind: h2}} | runStore: there is no such key; the nearest is run-store",
        "{heartbeat: 3s} | heartbeat: there is no such key; the nearest is scheduler.heartbeat",
        "{spark: {workers: 3}} | spark.workers: there is no such key; the nearest is scheduler.workers",
        "{logs: {colourful: true}} | logs.colourful: there is no such key; expected one of keep",
        "{dags: {taiwan_index: {retry: 1}}} | dags.taiwan_index.retry: there is no such key; the nearest is dags.taiwan_index.retries",
        "{<<: {source: sim}} | <<: there is no such key; expected one of deployment, source, run-store, scheduler, pools, dags, fetch, pipeline, hkex, spark, warehouse, gateway, aws, emr, redshift, logs, retention",
        // Wrong types.
        "{scheduler: {workers: many}} | scheduler.workers: expected a whole number from 1 to 1000, found 'many'",
        "{scheduler: {workers: 8.0}} | scheduler.workers: expected a whole number from 1 to 1000, found '8.0'",
        "{scheduler: {workers: [8]}} | scheduler.workers: expected a whole number from 1 to 1000, found a list",
        "{scheduler: {workers: {a: 8}}} | scheduler.workers: expected a whole number from 1 to 1000, found a map",
        "{scheduler: {workers: }} | scheduler.workers: expected a whole number from 1 to 1000, found nothing; without the line the default holds",
        "{scheduler: 8} | scheduler: expected a section with keys of workers, heartbeat, poll, planner-interval, shutdown-grace, takeovers, found plain text",
        "{scheduler: {poll: 5}} | scheduler.poll: expected a duration such as 5s from 10ms to 1m, found '5'",
        "{scheduler: {poll: 1.5s}} | scheduler.poll: expected a duration such as 5s from 10ms to 1m, found '1.5s'",
        "{spark: {heap: big}} | spark.heap: expected a size such as 512MiB from 512MiB to 1TiB, found 'big'",
        "{spark: {jvm-options: -Xss4m}} | spark.jvm-options: expected a list such as [first, second], found plain text",
        "{spark: {jvm-options: [[a]]}} | spark.jvm-options: expected text as each item, found a list",
        "{dags: {taiwan_index: {paused-at-start: yes}}} | dags.taiwan_index.paused-at-start: expected true or false, found 'yes'",
        "{dags: {taiwan_index: {start-date: 2024-02-30}}} | dags.taiwan_index.start-date: expected a date such as 2024-11-05 from 1990-01-01 to 2999-12-31, found '2024-02-30'",
        "{dags: {taiwan_index: {schedule: ''}}} | dags.taiwan_index.schedule: expected text, found ''",
        "{dags: {taiwan_index: 3}} | dags.taiwan_index: expected a section with keys of paused-at-start, schedule, start-date, max-active-runs, retries, found plain text",
        "{dags: [taiwan_index]} | dags: expected a map such as {name: value}, found a list",
        "{dags: {Taiwan.Index: {retries: 1}}} | dags.Taiwan.Index: expected a name of small letters, digits, _ and -, found 'Taiwan.Index'",
        "{pools: {twse: }} | pools.twse: expected a whole number from 1 to 10000, found nothing; without the line the default holds",
        // Out of range.
        "{scheduler: {workers: 0}} | scheduler.workers: expected a whole number from 1 to 1000, found '0'",
        "{scheduler: {workers: 99999999999}} | scheduler.workers: expected a whole number from 1 to 1000, found '99999999999'",
        "{scheduler: {heartbeat: 0s}} | scheduler.heartbeat: expected a duration such as 5s from 50ms to 5m, found '0s'",
        "{logs: {keep: 999999999999d}} | logs.keep: expected a duration such as 5s from 1d to 36500d, found '999999999999d'",
        "{warehouse: {memory: 10MB}} | warehouse.memory: expected a size such as 512MiB from 100MB to 100TB, found '10MB'",
        "{warehouse: {memory: 999999999999999999t}} | warehouse.memory: expected a size such as 512MiB from 100MB to 100TB, found '999999999999999999t'",
        "{pools: {twse: 0}} | pools.twse: expected a whole number from 1 to 10000, found '0'",
        // Words.
        "{deployment: gcp} | deployment: expected local or aws, found 'gcp'",
        "{aws: {archive: bucket/archive}} | aws.archive: expected s3://BUCKET/PREFIX, found 'bucket/archive'",
        "{gateway: {address: 0.0.0.0}} | gateway.address: expected users and a key-store where other machines can connect, found 0.0.0.0 without",
        "{gateway: {key-store: /k.p12}} | gateway.key-store: expected key-store and key-store-password together, found one",
        "{redshift: {url: 'jdbc:redshift://h:5439/d?password=x'}} | redshift.url: expected jdbc:redshift://HOST:PORT/DATABASE without user and password, which have keys, found something else, not shown here for what it may hold",
        "{source: simulator} | source: expected live, sim or replay:DIR, found 'simulator'",
        "{run-store: {kind: mysql}} | run-store.kind: expected h2 or postgres, found 'mysql'",
        "{run-store: {kind: postgres}} | run-store.url: expected the database's JDBC address for kind postgres, found none",
        "{run-store: {url: 'jdbc:postgresql://db/tape'}} | run-store.kind: expected postgres, since there is a url, found h2",
        // The file.
        "[scheduler] | expected a section with keys of deployment, source, run-store, scheduler, pools, dags, fetch, pipeline, hkex, spark, warehouse, gateway, aws, emr, redshift, logs, retention, found a list",
        "{[a]: 1} | expected a key, found a list",
      })
  void isRefused(String yaml, String expected) {
    assertThat(problems("# first line\n" + yaml)).containsExactly("tapehouse.yaml:2: " + expected);
  }

  @Test
  void awsNeedsToKnowWhereThingsAre() {
    List<String> expected =
        new ArrayList<>(
            Stream.of(
                    "aws.region",
                    "aws.archive",
                    "aws.lake",
                    "emr.jar",
                    "emr.logs",
                    "emr.application",
                    "emr.execution-role",
                    "redshift.url",
                    "redshift.copy-role",
                    "redshift.user",
                    "redshift.password")
                .map(key -> "%s: expected a value with deployment aws, found none".formatted(key))
                .toList());
    expected.add(
        "run-store.kind: expected postgres with deployment aws, where nodes come and go, found h2");
    assertThat(problems("deployment: aws\n"))
        .containsExactlyElementsOf(
            expected.stream().map(words -> "tapehouse.yaml:1: " + words).toList());
  }

  @Test
  void allProblemsAtOnceInTheirLines() {
    String yaml =
        """
        source: nowhere
        scheduler:
          workers: 0

          pol: 1s
        dags:
          taiwan_index:
            retries: many
        """;
    ConfigurationException refused =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                ConfigWorkbench.load(
                    folder,
                    yaml,
                    Map.of("TAPEHOUSE_SCHEDULAR_POLL", "2s", "TAPEHOUSE_LOGS_KEEP", "long")));
    assertThat(ConfigWorkbench.texts(folder, refused))
        .containsExactly(
            "tapehouse.yaml:1: source: expected live, sim or replay:DIR, found 'nowhere'",
            "tapehouse.yaml:3: scheduler.workers: expected a whole number from 1 to 1000, found '0'",
            "tapehouse.yaml:5: scheduler.pol: there is no such key; the nearest is scheduler.poll",
            "tapehouse.yaml:8: dags.taiwan_index.retries: expected a whole number from 0 to 100,"
                + " found 'many'",
            "TAPEHOUSE_SCHEDULAR_POLL: there is no key of this name; the nearest is"
                + " TAPEHOUSE_SCHEDULER_POLL",
            "TAPEHOUSE_LOGS_KEEP: logs.keep: expected a duration such as 5s from 1d to 36500d,"
                + " found 'long'");
    assertThat(refused).hasMessageStartingWith("6 problems in the configuration:\n  ");
  }

  @Test
  void aKeyThatStandsTwice() {
    assertThat(problems("source: sim\nlogs: {keep: 1d}\nsource: live\n"))
        .containsExactly(
            "tapehouse.yaml:3: source: expected once, found before in tapehouse.yaml:1");
  }

  @Test
  void whatIsNoYamlWithItsLineAndWithoutItsText() {
    assertThat(problems("source: sim\nrun-store: {password: hunter2\n"))
        .singleElement()
        .asString()
        .startsWith("tapehouse.yaml:3: expected YAML: ")
        .doesNotContain("hunter2");
    assertThat(problems("run-store: {password: *hunter2}\n"))
        .singleElement()
        .asString()
        .isEqualTo("tapehouse.yaml:1: expected YAML: found undefined alias; quote a text with a *");
    assertThat(problems("source: sim\n---\nsource: live\n"))
        .singleElement()
        .asString()
        .startsWith("tapehouse.yaml:2: expected YAML: ");
    assertThat(problems("source: \"a\u0007b\"\n"))
        .singleElement()
        .asString()
        .startsWith("tapehouse.yaml: expected YAML: ");
  }

  @Test
  void aFileThatIsNotThere() {
    Path missing = folder.resolve("no.yaml");
    assertThatThrownBy(() -> Configuration.load(Optional.of(missing), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(missing + ": there is no such file");
  }

  @Test
  void aFolderAndAFileThatIsNoUtf8() throws IOException {
    assertThatThrownBy(() -> Configuration.load(Optional.of(folder), Map.of()))
        .hasMessageStartingWith(folder + ": cannot be read: ");
    Path file = Files.write(folder.resolve("big5.yaml"), new byte[] {(byte) 0xa4, (byte) 0xa4});
    assertThatThrownBy(() -> Configuration.load(Optional.of(file), Map.of()))
        .hasMessage(file + ": expected UTF-8");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKey() {
    assertThat(
            ConfigWorkbench.load(folder, "\uFEFFsource: sim\n", Map.of()).configuration().source())
        .isEqualTo("sim");
  }

  @Test
  void aDagThatDoesNotExist() {
    LoadedConfiguration loaded =
        ConfigWorkbench.load(
            folder,
            "dags:\n  taiwan_index: {retries: 1}\n  taiwan_indx: {retries: 1}\n",
            Map.of("TAPEHOUSE_DAGS_HONGKONG_RETRIES", "2"));
    assertThat(loaded.unknownDags(() -> List.of("taiwan_index")))
        .extracting(problem -> problem.text().replace(folder + "/", ""))
        .containsExactly(
            "tapehouse.yaml:3: dags.taiwan_indx: there is no such DAG; the nearest is taiwan_index",
            "TAPEHOUSE_DAGS_HONGKONG_RETRIES: dags.hongkong: there is no such DAG; there is"
                + " taiwan_index");
  }
}

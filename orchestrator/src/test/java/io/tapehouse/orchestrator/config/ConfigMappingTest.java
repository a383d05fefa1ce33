package io.tapehouse.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key, from the file into its record. */
class ConfigMappingTest {

  /** Every key with another value than its default. Deployment has but one value today. */
  private static final String EVERY_KEY =
      """
      deployment: local
      source: replay:/srv/files
      run-store:
        kind: postgres
        url: jdbc:postgresql://db:5432/tapehouse?ssl=true
        user: tapehouse
        password: file:/run/secrets/db
        pool-size: 12
      scheduler:
        workers: 3
        heartbeat: 250ms
        poll: 20s
        planner-interval: 1m
        shutdown-grace: 0s
        takeovers: 0
      pools:
        twse: 1
        hkex: 3
      dags:
        taiwan_index:
          paused-at-start: true
          schedule: 0 30 18 ? * MON-SAT
          start-date: 2024-11-05
          max-active-runs: 4
          retries: 7
      fetch:
        user-agent: Mine/2 (mail@example.com)
        finmind-token: env:SPONSOR
      spark:
        heap: 1536m
        idle-timeout: 2h
        jvm-options:
          - -Xss4m
          - -Da=b c
      warehouse:
        memory: 2GiB
        threads: 5
      logs:
        keep: 30d
      retention:
        runs: 365d
      """;

  private static final Set<String> OF_ONE_VALUE = Set.of("deployment");

  @TempDir private Path folder;

  private LoadedConfiguration everyKey() {
    return ConfigWorkbench.load(folder, EVERY_KEY, Map.of("SPONSOR", "s3cret"));
  }

  @Test
  void noKeyIsMissing() {
    Set<String> changed = new TreeSet<>(OF_ONE_VALUE);
    everyKey().changes().forEach(value -> changed.add(pattern(value.key())));
    assertThat(changed).isEqualTo(new TreeSet<>(Schema.keys()));
  }

  private static String pattern(String key) {
    return key.replaceFirst("^(pools|dags)\\.[^.]+", "$1.<name>");
  }

  @Test
  void eachChangeKnowsItsLine() {
    List<String> lines = EVERY_KEY.lines().toList();
    for (EffectiveValue value : everyKey().changes()) {
      assertThat(value.origin()).isInstanceOf(Origin.FileLine.class);
      String line = lines.get(((Origin.FileLine) value.origin()).line() - 1);
      assertThat(line.strip()).startsWith(value.key().replaceFirst(".*\\.", "") + ":");
    }
  }

  @Test
  void general() {
    Configuration configuration = everyKey().configuration();
    assertThat(configuration.deployment()).isEqualTo(Deployment.LOCAL);
    assertThat(configuration.source()).isEqualTo("replay:/srv/files");
  }

  @Test
  void runStore() {
    RunStoreConfig runStore = everyKey().configuration().runStore();
    assertThat(runStore.kind()).isEqualTo(RunStoreConfig.Kind.POSTGRES);
    assertThat(runStore.url()).contains("jdbc:postgresql://db:5432/tapehouse?ssl=true");
    assertThat(runStore.user()).contains("tapehouse");
    assertThat(runStore.password().orElseThrow().reference()).isEqualTo("file:/run/secrets/db");
    assertThat(runStore.poolSize()).isEqualTo(12);
  }

  @Test
  void scheduler() {
    assertThat(everyKey().configuration().scheduler())
        .isEqualTo(
            new SchedulerConfig(
                3,
                Duration.ofMillis(250),
                Duration.ofSeconds(20),
                Duration.ofMinutes(1),
                Duration.ZERO,
                0));
  }

  @Test
  void poolsAreChangedAndAdded() {
    assertThat(everyKey().configuration().pools())
        .containsExactly(
            Map.entry("default", 16),
            Map.entry("twse", 1),
            Map.entry("taifex", 4),
            Map.entry("finmind", 1),
            Map.entry("spark", 1),
            Map.entry("warehouse", 1),
            Map.entry("hkex", 3));
  }

  @Test
  void dags() {
    assertThat(everyKey().configuration().dag("taiwan_index"))
        .isEqualTo(
            new DagConfig(
                true,
                Optional.of("0 30 18 ? * MON-SAT"),
                Optional.of(LocalDate.of(2024, 11, 5)),
                Optional.of(4),
                Optional.of(7)));
  }

  @Test
  void fetch() {
    FetchConfig fetch = everyKey().configuration().fetch();
    assertThat(fetch.userAgent()).isEqualTo("Mine/2 (mail@example.com)");
    assertThat(fetch.finmindToken().resolve()).isEqualTo("s3cret");
  }

  @Test
  void spark() {
    SparkConfig spark = everyKey().configuration().spark();
    assertThat(spark)
        .isEqualTo(
            new SparkConfig(
                new DataSize(1536L << 20), Duration.ofHours(2), List.of("-Xss4m", "-Da=b c")));
    assertThat(spark.heap().asJavaFlag()).isEqualTo("1572864k");
  }

  @Test
  void warehouseLogsAndRetention() {
    Configuration configuration = everyKey().configuration();
    assertThat(configuration.warehouse()).isEqualTo(new WarehouseLimits(new DataSize(2L << 30), 5));
    assertThat(configuration.logs()).isEqualTo(new LogsConfig(Duration.ofDays(30)));
    assertThat(configuration.retention()).isEqualTo(new RetentionConfig(Duration.ofDays(365)));
  }

  @Test
  void whatIsShownReadsTheSame() {
    LoadedConfiguration loaded = everyKey();
    LoadedConfiguration again =
        ConfigWorkbench.load(folder, ConfigurationText.yaml(loaded), Map.of("SPONSOR", "s3cret"));
    assertThat(again.configuration()).isEqualTo(loaded.configuration());
    assertThat(again.tree()).isEqualTo(loaded.tree());
    assertThat(ConfigurationText.yaml(loaded)).doesNotContain("s3cret");
  }

  @Test
  void theDefaultsAreShownAsTheyAreRead() {
    LoadedConfiguration defaults = ConfigWorkbench.load(Map.of());
    LoadedConfiguration again =
        ConfigWorkbench.load(folder, ConfigurationText.yaml(defaults), Map.of());
    assertThat(again.configuration()).isEqualTo(Configuration.defaults());
    assertThat(again.changes()).isEmpty();
  }
}

package io.tapehouse.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.extractors.http.ClientSettings;
import io.tapehouse.sql.WarehouseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds where nothing is configured. */
class ConfigDefaultsTest {

  private static final Configuration DEFAULTS = Configuration.defaults();

  @Test
  void runsOnThisMachineWithRealFiles() {
    assertThat(DEFAULTS.deployment()).isEqualTo(Deployment.LOCAL);
    assertThat(DEFAULTS.source()).isEqualTo("live");
  }

  @Test
  void runStore() {
    assertThat(DEFAULTS.runStore())
        .isEqualTo(
            new RunStoreConfig(
                RunStoreConfig.Kind.H2, Optional.empty(), Optional.empty(), Optional.empty(), 6));
  }

  @Test
  void scheduler() {
    assertThat(DEFAULTS.scheduler())
        .isEqualTo(
            new SchedulerConfig(
                8,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                5));
  }

  @Test
  void pools() {
    assertThat(DEFAULTS.pools())
        .containsExactly(
            Map.entry("default", 16),
            Map.entry("twse", 2),
            Map.entry("tpex", 2),
            Map.entry("taifex", 4),
            Map.entry("tdcc", 1),
            Map.entry("mopsfin", 1),
            Map.entry("finmind", 1),
            Map.entry("hkex", 1),
            Map.entry("spark", 1),
            Map.entry("warehouse", 1));
  }

  @Test
  void dags() {
    assertThat(DEFAULTS.dags()).isEmpty();
    assertThat(DEFAULTS.dag("taiwan_index"))
        .isEqualTo(
            new DagConfig(
                false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void hkexIsNotAskedWithoutItsPermission() {
    assertThat(DEFAULTS.hkex())
        .isEqualTo(new HkexConfig(new CcassConfig(false, Duration.ofSeconds(3), List.of())));
  }

  @Test
  void fetch() {
    assertThat(DEFAULTS.fetch().userAgent()).isEqualTo(ClientSettings.defaults().userAgent());
    assertThat(DEFAULTS.fetch().finmindToken().reference()).isEqualTo("env:FINMIND_TOKEN");
    assertThat(DEFAULTS.fetch().finmindToken().resolveIfSet()).isEmpty();
  }

  @Test
  void spark() {
    assertThat(DEFAULTS.spark())
        .isEqualTo(new SparkConfig(DataSize.parse("1g"), Duration.ofMinutes(10), List.of()));
  }

  @Test
  void theWarehousesOwn() {
    assertThat(DEFAULTS.warehouse().memory().megabytes())
        .isEqualTo(WarehouseConfig.DEFAULT.memoryMegabytes());
    assertThat(DEFAULTS.warehouse().threads()).isEqualTo(WarehouseConfig.DEFAULT.threads());
  }

  @Test
  void logsAndRetention() {
    assertThat(DEFAULTS.logs()).isEqualTo(new LogsConfig(Duration.ofDays(90)));
    assertThat(DEFAULTS.retention())
        .isEqualTo(new RetentionConfig(Duration.ofDays(730), Duration.ofDays(7)));
  }

  @Test
  void anEmptyFileAndSectionsOfCommentsChangeNothing(@TempDir Path folder) {
    for (String yaml : List.of("", "# nothing\n", "---\n", "scheduler:\n  # workers: 3\ndags:\n")) {
      LoadedConfiguration loaded = ConfigWorkbench.load(folder, yaml, Map.of());
      assertThat(loaded.configuration()).isEqualTo(DEFAULTS);
      assertThat(loaded.changes()).isEmpty();
    }
  }

  @Test
  void aDefaultThatIsWrittenDownIsNoChange(@TempDir Path folder) {
    LoadedConfiguration loaded =
        ConfigWorkbench.load(
            folder,
            """
            warehouse: {memory: 1000MB}
            scheduler: {poll: 1000ms}
            pools: {twse: 2}
            spark: {jvm-options: []}
            dags: {taiwan_index: {paused-at-start: false}}
            """,
            Map.of("TAPEHOUSE_SCHEDULER_WORKERS", "8"));
    assertThat(loaded.changes()).isEmpty();
  }
}

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

  /** Every key with another value than its default. */
  private static final String EVERY_KEY =
      """
      deployment: aws
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
        mops: 3
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
      pipeline:
        keep-ticks: true
      hkex:
        ccass:
          fetch-permission-obtained: true
          pause: 1m
          stocks: [00700, 09868]
      spark:
        heap: 1536m
        idle-timeout: 2h
        jvm-options:
          - -Xss4m
          - -Da=b c
      warehouse:
        memory: 2GiB
        threads: 5
      gateway:
        port: 0
        address: 0.0.0.0
        users:
          analyst: env:SPONSOR
        key-store: /etc/tapehouse/gateway.p12
        key-store-password: file:/run/secrets/gateway
        max-connections: 7
        statement-timeout: 5m
        max-rows: 1000
      aws:
        region: ap-northeast-1
        archive: s3://tapehouse-archive/archive
        lake: s3://tapehouse-lake
        kms-key: alias/tapehouse
        tags:
          cost-centre: research
        s3-endpoint: http://127.0.0.1:1
        emr-endpoint: http://127.0.0.1:2
        secrets-endpoint: http://127.0.0.1:3
      emr:
        kind: cluster
        release-label: emr-spark-8.2.0
        jar: s3://tapehouse-artifacts/etl.jar
        logs: s3://tapehouse-logs/emr
        application: 00abc
        execution-role: arn:aws:iam::123456789012:role/etl
        driver-cores: 4
        driver-memory: 5g
        executor-cores: 2
        executor-memory: 4g
        executors: 3
        disk: 40
        timeout: 3h
        poll: 1s
        spark-conf:
          - spark.task.maxFailures=2
        cluster:
          primary-type: m5.xlarge
          core-types: [r5.xlarge]
          on-demand: 2
          spot: 3
          subnets:
            - subnet-1
          service-role: Emr
          instance-profile: Nodes
          security-configuration: encrypted
          idle-timeout: 5m
      redshift:
        url: jdbc:redshift:iam://w.1.ap-northeast-1.redshift-serverless.amazonaws.com:5439/tapehouse
        authentication: iam
        workgroup: tapehouse
        user: loader
        password: secretsmanager:tapehouse/redshift#password
        copy-role: arn:aws:iam::123456789012:role/copy
        statement-timeout: 10m
        pool-size: 8
      logs:
        keep: 30d
      retention:
        runs: 365d
        unused-attempts: 36h
      """;

  @TempDir private Path folder;

  private LoadedConfiguration everyKey() {
    return ConfigWorkbench.load(folder, EVERY_KEY, Map.of("SPONSOR", "s3cret"));
  }

  @Test
  void noKeyIsMissing() {
    Set<String> changed = new TreeSet<>();
    everyKey().changes().forEach(value -> changed.add(pattern(value.key())));
    assertThat(changed).isEqualTo(new TreeSet<>(ConfigKeys.keys()));
  }

  private static String pattern(String key) {
    return key.replaceFirst("^(pools|dags|gateway\\.users|aws\\.tags)\\.[^.]+", "$1.<name>");
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
    assertThat(configuration.deployment()).isEqualTo(Deployment.AWS);
    assertThat(configuration.source()).isEqualTo("replay:/srv/files");
  }

  @Test
  void aws() {
    AwsConfig aws = everyKey().configuration().aws();
    assertThat(aws)
        .isEqualTo(
            new AwsConfig(
                Optional.of("ap-northeast-1"),
                Optional.of("s3://tapehouse-archive/archive"),
                Optional.of("s3://tapehouse-lake"),
                Optional.of("alias/tapehouse"),
                Map.of("cost-centre", "research"),
                Optional.of("http://127.0.0.1:1"),
                Optional.of("http://127.0.0.1:2"),
                Optional.of("http://127.0.0.1:3")));
  }

  @Test
  void emr() {
    EmrConfig emr = everyKey().configuration().emr();
    assertThat(emr.kind()).isEqualTo(EmrConfig.Kind.CLUSTER);
    assertThat(emr.jar()).contains("s3://tapehouse-artifacts/etl.jar");
    assertThat(emr.executorMemory().bytes()).isEqualTo(4L << 30);
    assertThat(emr.sparkConf()).containsExactly("spark.task.maxFailures=2");
    assertThat(emr.cluster())
        .isEqualTo(
            new EmrClusterConfig(
                "m5.xlarge",
                List.of("r5.xlarge"),
                2,
                3,
                List.of("subnet-1"),
                "Emr",
                "Nodes",
                Optional.of("encrypted"),
                Duration.ofMinutes(5)));
  }

  @Test
  void redshift() {
    RedshiftConfig redshift = everyKey().configuration().redshift();
    assertThat(redshift.authentication()).isEqualTo(RedshiftConfig.Authentication.IAM);
    assertThat(redshift.password().orElseThrow().reference())
        .isEqualTo("secretsmanager:tapehouse/redshift#password");
    assertThat(redshift.copyRole()).contains("arn:aws:iam::123456789012:role/copy");
    assertThat(redshift.statementTimeout()).isEqualTo(Duration.ofMinutes(10));
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
            Map.entry("tpex", 2),
            Map.entry("taifex", 4),
            Map.entry("tdcc", 1),
            Map.entry("mopsfin", 1),
            Map.entry("finmind", 1),
            Map.entry("hkex", 1),
            Map.entry("spark", 1),
            Map.entry("warehouse", 1),
            Map.entry("mops", 3));
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
  void codesOfStocksKeepTheirZeros() {
    assertThat(everyKey().configuration().hkex())
        .isEqualTo(
            new HkexConfig(
                new CcassConfig(true, Duration.ofMinutes(1), List.of("00700", "09868"))));
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
    assertThat(configuration.retention())
        .isEqualTo(new RetentionConfig(Duration.ofDays(365), Duration.ofHours(36)));
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

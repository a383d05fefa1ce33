package io.tapehouse.orchestrator.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of an installation, immutable. The meaning of each is in {@code
 * docs/configuration.md}, which is made from the annotations here.
 */
public record Configuration(
    @Setting(value = "where Tapehouse runs", byDefault = "local") Deployment deployment,
    @Setting(
            value =
                "what the scheduler fetches from: the publishers, the simulator or a folder of"
                    + " files",
            byDefault = "live",
            pattern = "live|sim|replay:.+",
            form = "live, sim or replay:DIR")
        String source,
    @Setting("Where runs, tasks and attempts are recorded.") RunStoreConfig runStore,
    @Setting("How a node plans and works.") SchedulerConfig scheduler,
    @Setting(
            value =
                "slots: how many attempts of the pool's tasks run at once; an entry changes a"
                    + " pool or adds one",
            byDefault =
                "{default: 16, twse: 2, tpex: 2, taifex: 4, tdcc: 1, mopsfin: 1, finmind: 1, hkex: 1, spark: 1, warehouse: 1}",
            min = "1",
            max = "10000")
        Map<String, Integer> pools,
    @Setting("What is different for a DAG, by its id.") Map<String, DagConfig> dags,
    @Setting("How publishers are asked.") FetchConfig fetch,
    @Setting("What is made of files.") PipelineConfig pipeline,
    @Setting("The exchange of Hong Kong.") HkexConfig hkex,
    @Setting(
            "The Spark process of this machine. Of the environment it has `PATH`, `HOME`, `USER`,"
                + " `LOGNAME`, `JAVA_HOME`, `LANG`, `LANGUAGE`, `LC_*`, `TZ`, `TMPDIR`,"
                + " `LD_LIBRARY_PATH`, what Windows needs, `SPARK_LOCAL_IP`,"
                + " `SPARK_LOCAL_HOSTNAME`, `SPARK_LOCAL_DIRS`, `SPARK_USER`, `HADOOP_HOME` and"
                + " `HADOOP_USER_NAME`, and nothing else: it reads and writes folders, and needs"
                + " no token, password or proxy. What its Java is to have stands in"
                + " `spark.jvm-options`.")
        SparkConfig spark,
    @Setting("How much of this machine DuckDB may use.") WarehouseLimits warehouse,
    @Setting("SQL for other programs, with `deployment: local`; on AWS Redshift serves it.")
        GatewayConfig gateway,
    @Setting("Where things are with `deployment: aws`.") AwsConfig aws,
    @Setting("Spark with `deployment: aws`.") EmrConfig emr,
    @Setting("The warehouse with `deployment: aws`.") RedshiftConfig redshift,
    @Setting("What is written down for people.") LogsConfig logs,
    @Setting("What `tapehouse db clean` and `tapehouse lake clean` leave in place.")
        RetentionConfig retention) {

  /** Takes copies, in the order given. */
  public Configuration {
    pools = Copies.of(pools);
    dags = Copies.of(dags);
  }

  /** What holds where nothing is configured. */
  public static Configuration defaults() {
    return load(Optional.empty(), Map.of());
  }

  /**
   * Reads a file and the overrides of the environment.
   *
   * @param file {@link ConfigurationFile#choose} finds it; none: the defaults
   * @param environment as {@link System#getenv()} has it
   * @throws ConfigurationException with every problem that was found
   */
  public static Configuration load(Optional<Path> file, Map<String, String> environment) {
    return LoadedConfiguration.load(file, environment).configuration();
  }

  /** The settings of a DAG, the defaults where nothing is configured for it. */
  public DagConfig dag(String id) {
    return dags.getOrDefault(id, DagConfig.DEFAULT);
  }
}

package io.tapehouse.orchestrator.site;

import io.tapehouse.orchestrator.aws.AwsClients;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.DataSize;
import io.tapehouse.orchestrator.config.EmrClusterConfig;
import io.tapehouse.orchestrator.config.EmrConfig;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.spark.emr.ClusterSettings;
import io.tapehouse.orchestrator.spark.emr.EmrLaunchers;
import io.tapehouse.orchestrator.spark.emr.JobSettings;
import io.tapehouse.orchestrator.spark.emr.ServerlessSettings;
import io.tapehouse.orchestrator.spark.emr.Times;
import io.tapehouse.orchestrator.spark.emr.Workers;
import io.tapehouse.store.ObjectStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Spark on EMR as the configuration wants it.
 *
 * @param configuration complete for {@code deployment: aws}
 * @param clients makes the clients of the services
 * @param lake through which jobs and their outcomes travel
 * @param logs where the services put Spark's logs
 */
record Emr(Configuration configuration, AwsClients clients, ObjectStore lake, ObjectStore logs) {

  private static final String NAME = "tapehouse";
  private static final Duration LOG_PATIENCE = Duration.ofMinutes(2);

  SparkLauncher launcher() {
    EmrConfig emr = configuration.emr();
    return switch (emr.kind()) {
      case SERVERLESS ->
          EmrLaunchers.serverless(
              clients.emrServerless(),
              new ServerlessSettings(
                  emr.application().orElseThrow(),
                  emr.executionRole().orElseThrow(),
                  emr.releaseLabel(),
                  emr.disk(),
                  job(emr)),
              lake,
              logs);
      case CLUSTER -> EmrLaunchers.cluster(clients.emr(), cluster(emr, emr.cluster()), lake, logs);
    };
  }

  private ClusterSettings cluster(EmrConfig emr, EmrClusterConfig cluster) {
    return new ClusterSettings(
        emr.releaseLabel(),
        cluster.serviceRole(),
        cluster.instanceProfile(),
        cluster.subnets(),
        cluster.securityConfiguration(),
        cluster.primaryType(),
        cluster.coreTypes(),
        cluster.onDemand(),
        cluster.spot(),
        cluster.idleTimeout(),
        job(emr));
  }

  private JobSettings job(EmrConfig emr) {
    Map<String, String> conf = new LinkedHashMap<>();
    for (String setting : emr.sparkConf()) {
      String[] parts = setting.split("=", 2);
      conf.put(parts[0], parts[1]);
    }
    return new JobSettings(
        emr.jar().orElseThrow(),
        emr.logs().orElseThrow(),
        new Workers(
            emr.driverCores(),
            gibibytes(emr.driverMemory()),
            emr.executorCores(),
            gibibytes(emr.executorMemory()),
            1,
            emr.executors(),
            true),
        new Times(emr.timeout(), emr.poll(), LOG_PATIENCE),
        NAME,
        configuration.aws().tags(),
        conf);
  }

  private static int gibibytes(DataSize size) {
    return Math.toIntExact(size.bytes() >> 30);
  }
}

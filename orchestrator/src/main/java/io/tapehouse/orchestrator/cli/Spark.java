package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.SparkConfig;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.spark.EtlInstallation;
import io.tapehouse.orchestrator.spark.LocalSparkLauncher;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.nio.file.Path;

/** Spark as the configuration wants it. */
final class Spark {

  private Spark() {}

  static SparkLauncher launcher(Home home, SparkConfig config) {
    return new LocalSparkLauncher(
        new EtlInstallation(Path.of(System.getProperty("tapehouse.etl", "spark-etl/target"))),
        home.logs(),
        home.scratch(),
        new LocalSparkLauncher.SparkSettings(
            config.heap().asJavaFlag(), config.idleTimeout(), config.jvmOptions()));
  }
}

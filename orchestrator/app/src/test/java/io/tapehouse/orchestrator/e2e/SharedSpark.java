package io.tapehouse.orchestrator.e2e;

import io.tapehouse.orchestrator.logs.Masking;
import io.tapehouse.orchestrator.spark.EtlInstallation;
import io.tapehouse.orchestrator.spark.LocalSparkLauncher;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one Spark process, started once and ended with the last test. */
final class SharedSpark implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
    return parameter.getParameter().getType() == SparkLauncher.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
    return extension
        .getRoot()
        .getStore(Namespace.create(SharedSpark.class))
        .computeIfAbsent(SparkLauncher.class, key -> launcher(), SparkLauncher.class);
  }

  private static SparkLauncher launcher() {
    try {
      // The other processes that run tests have theirs.
      String own = "shared-spark-" + System.getProperty("tapehouse.fork", "1");
      Path logs = Files.createDirectories(Path.of("target", own).toAbsolutePath());
      Path scratch = Files.createDirectories(logs.resolve("tmp"));
      return new LocalSparkLauncher(
          new EtlInstallation(Path.of(System.getProperty("tapehouse.etl"))),
          logs,
          scratch,
          new LocalSparkLauncher.SparkSettings(
              "1g", Duration.ofMinutes(10), List.of("-XX:TieredStopAtLevel=1")),
          Masking.NOTHING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

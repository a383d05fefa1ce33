package io.tapehouse.orchestrator.spark;

import io.tapehouse.orchestrator.spark.SparkLauncher.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A process that starts a stand-in for Spark and prints which environment that has. */
final class ParentOfStandIn {

  private ParentOfStandIn() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    try (LocalSparkLauncher launcher =
        new LocalSparkLauncher(
            (events, scratch) -> StandInSpark.command(scratch),
            folder.resolve("logs"),
            folder.resolve("tmp"),
            Duration.ofMinutes(10),
            1 << 20,
            UnaryOperator.identity())) {
      launcher.run(
          StandInSpark.job("environment"),
          outcome -> {},
          new Listener() {
            @Override
            public void progress(long rows, long bytes) {}

            @Override
            public void log(String line) {
              System.out.println(line);
            }
          });
    }
  }
}

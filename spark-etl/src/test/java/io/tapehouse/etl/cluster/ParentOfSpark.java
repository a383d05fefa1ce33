package io.tapehouse.etl.cluster;

import io.tapehouse.emulators.spark.SparkStandalone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A process that starts a Spark, prints the ids of its processes and never closes it. */
final class ParentOfSpark {

  private ParentOfSpark() {}

  public static void main(String[] arguments) throws IOException {
    SparkStandalone spark = SparkStandalone.start(Path.of(arguments[0]));
    spark.addWorker(1, "512m");
    System.out.println(
        ProcessHandle.current()
            .descendants()
            .map(child -> Long.toString(child.pid()))
            .collect(Collectors.joining(" ")));
    while (System.in.read() >= 0) {
      // Until it is killed.
    }
  }
}

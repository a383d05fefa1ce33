package io.tapehouse.emulators.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A run of {@code spark-submit} and the driver within it. Safe for use by many threads. */
public final class SparkSubmit {

  private final SparkJvm jvm;

  private SparkSubmit(SparkJvm jvm) {
    this.jvm = jvm;
  }

  /** What is to be run. */
  record Application(
      String mainClass, Path jar, List<String> arguments, Map<String, String> settings) {}

  static SparkSubmit start(
      SparkHome home, Path folder, Application application, String master, Consumer<String> log)
      throws IOException {
    Path scratch = Files.createTempDirectory(Files.createDirectories(folder), "submit-");
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.local.dir", scratch.toString());
    settings.put("spark.executor.extraJavaOptions", SparkJvm.QUICK_START);
    settings.putAll(application.settings());
    List<String> command = new ArrayList<>();
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(List.of("--master", master, "--deploy-mode", "client"));
    command.addAll(List.of("--class", application.mainClass()));
    settings.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    command.add(application.jar().toString());
    command.addAll(application.arguments());
    return new SparkSubmit(
        SparkJvm.start(
            "spark-submit",
            home,
            List.of("-Xmx512m", "-Djava.io.tmpdir=" + scratch, "-Duser.timezone=UTC"),
            command,
            log));
  }

  /** Waits for the end of the application and returns the exit code. */
  public int await() throws InterruptedException {
    return jvm.await();
  }

  /** Kills the driver as {@code kill -9} does; nothing happens when it is gone already. */
  public void kill() {
    jvm.kill();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return jvm.process().isAlive();
  }

  /** What it said so far. */
  public List<String> log() {
    return jvm.log();
  }
}

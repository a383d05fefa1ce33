package io.tapehouse.orchestrator.spark;

import io.tapehouse.orchestrator.spark.LocalSparkLauncher.SparkSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ETL on all cores of this machine. */
record EtlCommand(EtlInstallation installation, SparkSettings settings) implements SparkCommand {

  private static final String MAIN = "io.tapehouse.etl.EtlServer";

  @Override
  public List<String> line(Path events, Path scratch) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + settings.heap());
    command.add("-XX:+UseParallelGC");
    command.add("-Djava.io.tmpdir=" + scratch);
    command.add("-Dfile.encoding=UTF-8");
    // Newer Java writes its standard streams in the locale's encoding, whatever the line above
    // says.
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dstderr.encoding=UTF-8");
    command.add("-Duser.timezone=UTC");
    command.add("-Dspark.master=local[*]");
    command.add("-Dspark.driver.host=127.0.0.1");
    command.add("-Dspark.driver.bindAddress=127.0.0.1");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.local.dir=" + scratch);
    command.add("-Dspark.eventLog.enabled=true");
    command.add("-Dspark.eventLog.dir=" + events.toUri());
    command.add("-Dspark.eventLog.rolling.enabled=false");
    command.add("-Dspark.eventLog.compress=false");
    command.add("-Xlog:disable");
    command.addAll(installation.classArchiveOptions());
    if (Runtime.version().feature() >= 24) {
      // Hadoop and Netty reach for memory and native code in ways that newer Java warns about.
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(settings.jvmOptions());
    command.add("-cp");
    command.add(installation.classPath());
    command.add(MAIN);
    return command;
  }
}

package io.tapehouse.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.emulators.spark.SparkHome;
import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlMessage;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlReplies;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The ETL of the embedded deployment: the same jar on Spark's jars alone, from folder to folder.
 */
final class FolderRun implements AutoCloseable {

  private final Path errors;
  private final Process server;
  private final OutputStream jobs;
  private final BufferedReader lines;

  FolderRun(Path scratch) throws IOException {
    Files.createDirectories(scratch);
    errors = scratch.resolve("errors");
    EtlReplies replies = EtlReplies.open();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-Djava.io.tmpdir=" + scratch,
                "-Dspark.master=local[2]",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.ui.enabled=false",
                "-cp",
                SparkHome.applicationJar().orElseThrow()
                    + File.pathSeparator
                    + SparkHome.sparkLibrary().orElseThrow().resolve("*"),
                "io.tapehouse.etl.EtlServer")
            .redirectErrorStream(true)
            .redirectOutput(errors.toFile());
    builder.environment().put(EtlReplies.VARIABLE, replies.address());
    server = builder.start();
    jobs = server.getOutputStream();
    lines = replies.accept(server);
  }

  List<EtlOutcome> run(EtlJob job) throws IOException {
    List<EtlOutcome> outcomes = new ArrayList<>();
    jobs.write((Json.MAPPER.writeValueAsString(job) + "\n").getBytes(StandardCharsets.UTF_8));
    jobs.flush();
    EtlMessage message;
    do {
      String line = lines.readLine();
      assertThat(line).as(Files.readString(errors)).isNotNull();
      message = Json.MAPPER.readValue(line, EtlMessage.class);
      if (message instanceof EtlMessage.Outcome outcome) {
        outcomes.add(outcome.outcome());
      }
    } while (!(message instanceof EtlMessage.Done));
    return outcomes;
  }

  @Override
  public void close() throws IOException {
    server.destroyForcibly();
    lines.close();
    try {
      server.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

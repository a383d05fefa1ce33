package io.tapehouse.emulators.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlMessage;
import io.tapehouse.store.job.EtlOutcome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ETL of the embedded deployment: the same jar on Spark's jars alone, from folder to folder. */
record FolderRun(Path scratch) {

  List<EtlOutcome> run(EtlJob job) throws IOException, InterruptedException {
    Path errors = scratch.resolve("errors");
    Files.createDirectories(scratch);
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
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
            .redirectError(errors.toFile())
            .start();
    List<EtlOutcome> outcomes = new ArrayList<>();
    try (OutputStream jobs = server.getOutputStream();
        BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
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
    } finally {
      server.destroyForcibly().waitFor();
    }
    return outcomes;
  }
}

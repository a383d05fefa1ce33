package io.tapehouse.etl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapehouse.etl.job.Days;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlMessage;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.Status;
import io.tapehouse.store.job.EtlReplies;
import io.tapehouse.store.lake.Lake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ETL process as its parent sees it: jobs in, messages out, over when the parent is. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EtlServerTest {

  private static final int ABANDONED = 3;
  private static final LocalDate NEXT_DAY = Days.DATE.plusDays(1);

  @TempDir Path folder;
  private Days days;
  private EtlReplies replies;
  private Process server;

  @BeforeEach
  void start() throws IOException {
    days = new Days(folder);
    Files.createDirectories(folder.resolve("events"));
    replies = EtlReplies.open();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-Xlog:class+load:file=" + folder.resolve("classes"),
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-Dspark.master=local[2]",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.ui.enabled=false",
                "-Dspark.local.dir=" + folder.resolve("tmp"),
                "-Dspark.eventLog.enabled=true",
                "-Dspark.eventLog.dir=" + folder.resolve("events").toUri(),
                "-Dspark.eventLog.rolling.enabled=false",
                "-Dspark.eventLog.compress=false",
                "-cp",
                System.getProperty("java.class.path"),
                EtlServer.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("errors").toFile());
    builder.environment().put(EtlReplies.VARIABLE, replies.address());
    server = builder.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  @Test
  void twoJobsThenTheEndOfInput() throws Exception {
    EtlJob first =
        days.job(
            "job-1",
            days.add(Days.FUTURES, Days.DATE, "a1", zip(Days.DATE, 300)),
            days.add(Days.FUTURES, NEXT_DAY, "a1", zip(NEXT_DAY, 200)));
    EtlJob second =
        days.job(
            "job-2",
            days.add(Days.FUTURES, Days.DATE, "a2", zip(Days.DATE, 400)),
            days.add(Days.FUTURES, NEXT_DAY, "a2", new byte[] {'P', 'K', 3, 4}));
    List<EtlMessage> messages = new ArrayList<>();
    try (BufferedReader lines = replies.accept(server)) {
      OutputStream jobs = server.getOutputStream();
      assertThat(read(lines)).isInstanceOf(EtlMessage.Ready.class);
      write(jobs, first);
      messages.addAll(untilDone(lines));
      assertThat(messages).last().isEqualTo(new EtlMessage.Done("job-1"));
      assertThat(outcomes(messages))
          .hasSize(2)
          .allMatch(outcome -> outcome.status() == Status.WRITTEN);
      assertThat(manifest("a1", Days.DATE)).isTrue();
      write(jobs, second);
      List<EtlMessage> more = untilDone(lines);
      assertThat(outcomes(more))
          .extracting(EtlOutcome::status)
          .containsExactlyInAnyOrder(Status.WRITTEN, Status.REFUSED);
      messages.addAll(more);
      jobs.close();
      assertThat(lines.lines()).allMatch(line -> line.contains("\"progress\""));
    }
    assertThat(server.waitFor()).as(errors()).isZero();
    assertThat(manifest("a2", Days.DATE)).isTrue();
    assertThat(manifest("a2", NEXT_DAY)).isFalse();
    try (Stream<String> loaded = Files.lines(folder.resolve("classes"))) {
      assertThat(loaded)
          .as("a job that only reads files does without Spark SQL")
          .noneMatch(line -> line.contains(" org.apache.spark.sql."));
    }
    assertThat(recordsInEventLog())
        .as("rows that Spark's own log counts: two spread rows a file")
        .isEqualTo(300 + 200 + 400 + 3 * 2);
  }

  @Test
  void whenTheParentIsGoneItEnds() throws Exception {
    try (BufferedReader lines = replies.accept(server)) {
      assertThat(read(lines)).isInstanceOf(EtlMessage.Ready.class);
    }
    // What the system does with the pipes of a parent that was killed: both ends are closed.
    server.getOutputStream().close();
    assertThat(server.waitFor()).as(errors()).isZero();
  }

  @Test
  void whenTheParentGoesWithinAJobItEndsAtOnceAndNothingIsVisible() throws Exception {
    EtlJob job = days.job("job-1", days.add(Days.FUTURES, Days.DATE, "a1", zip(Days.DATE, 30_000)));
    try (BufferedReader lines = replies.accept(server)) {
      assertThat(read(lines)).isInstanceOf(EtlMessage.Ready.class);
      OutputStream jobs = server.getOutputStream();
      write(jobs, job);
      jobs.close();
      assertThat(lines.lines()).noneMatch(line -> line.contains("\"done\""));
    }
    assertThat(server.waitFor()).as(errors()).isEqualTo(ABANDONED);
    assertThat(manifest("a1", Days.DATE)).isFalse();
  }

  private List<EtlMessage> untilDone(BufferedReader lines) throws IOException {
    List<EtlMessage> messages = new ArrayList<>();
    do {
      messages.add(read(lines));
    } while (!(messages.get(messages.size() - 1) instanceof EtlMessage.Done));
    return messages;
  }

  private EtlMessage read(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    assertThat(line).as(errors()).isNotNull();
    return Json.MAPPER.readValue(line, EtlMessage.class);
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors"));
  }

  private boolean manifest(String attempt, LocalDate date) throws IOException {
    return new Lake(new FolderObjectStore(days.lakeFolder()))
        .manifest("derivative_bar", Days.FUTURES, date, attempt)
        .isPresent();
  }

  private long recordsInEventLog() throws IOException {
    long records = 0;
    try (Stream<Path> logs = Files.list(folder.resolve("events"))) {
      for (Path log :
          logs.filter(file -> !file.getFileName().toString().endsWith(".crc")).toList()) {
        for (String line : Files.readAllLines(log)) {
          JsonNode event = Json.MAPPER.readTree(line);
          if (event.path("Event").asText().equals("SparkListenerTaskEnd")) {
            records +=
                event.path("Task Metrics").path("Input Metrics").path("Records Read").asLong();
          }
        }
      }
    }
    return records;
  }

  private static List<EtlOutcome> outcomes(List<EtlMessage> messages) {
    return messages.stream()
        .filter(EtlMessage.Outcome.class::isInstance)
        .map(message -> ((EtlMessage.Outcome) message).outcome())
        .toList();
  }

  private static void write(OutputStream jobs, EtlJob job) throws IOException {
    jobs.write((Json.MAPPER.writeValueAsString(job) + "\n").getBytes(StandardCharsets.UTF_8));
    jobs.flush();
  }

  private static byte[] zip(LocalDate date, int prints) throws IOException {
    return Days.zip(Days.futures(date, prints));
  }
}

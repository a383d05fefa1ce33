package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.emulators.emr.Runner;
import io.tapehouse.emulators.emr.Submission;
import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** Does what the ETL's application does, as far as the launchers can see. */
final class EtlActor implements Runner {

  /** How it goes. */
  enum Mood {
    GOOD,
    FAILS,
    SILENT,
    LACKS_ONE,
    ENDLESS
  }

  final List<Submission> ran = new CopyOnWriteArrayList<>();
  private final ObjectStore lake;
  private final ObjectStore logs;
  private final Function<Submission, String> driverLog;
  private volatile Mood mood = Mood.GOOD;

  /**
   * An actor.
   *
   * @param driverLog key of the driver's log
   */
  EtlActor(ObjectStore lake, ObjectStore logs, Function<Submission, String> driverLog) {
    this.lake = lake;
    this.logs = logs;
    this.driverLog = driverLog;
  }

  void mood(Mood next) {
    mood = next;
  }

  @Override
  public void run(Submission submission) throws Exception {
    ran.add(submission);
    EtlJob job =
        Json.MAPPER.readValue(Path.of(submission.arguments().get(0)).toFile(), EtlJob.class);
    switch (mood) {
      case ENDLESS -> new CountDownLatch(1).await();
      case FAILS -> {
        log(submission, "INFO begins", "ERROR the disk is full");
        throw new IllegalStateException("exit code 1");
      }
      case SILENT -> log(submission, "INFO begins", "INFO says nothing");
      case LACKS_ONE -> answer(job, job.inputs().subList(1, job.inputs().size()));
      case GOOD -> {
        log(submission, "INFO begins", "INFO all is written");
        answer(job, job.inputs());
      }
    }
  }

  private void answer(EtlJob job, List<EtlInput> inputs) throws IOException {
    List<EtlOutcome> outcomes = new ArrayList<>();
    for (EtlInput input : inputs) {
      outcomes.add(
          new EtlOutcome(
              input.partition(),
              input.attemptId(),
              EtlOutcome.Status.WRITTEN,
              null,
              null,
              Map.of(),
              Map.of("derivative", new EtlOutcome.RowCounts(10, 10, 0)),
              List.of(),
              List.of(),
              1));
    }
    lake.putIfAbsent(
        "_jobs/" + job.jobId() + "/outcomes.json", Json.MAPPER.writeValueAsBytes(outcomes));
  }

  private void log(Submission submission, String... lines) throws IOException {
    logs.putIfAbsent(driverLog.apply(submission), gzipped(lines));
  }

  static byte[] gzipped(String... lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}

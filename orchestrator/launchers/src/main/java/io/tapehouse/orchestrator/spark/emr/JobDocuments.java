package io.tapehouse.orchestrator.spark.emr;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.Attempt;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What travels through the lake's store: {@code _jobs/<jobId>/job.json} there, and {@code
 * outcomes.json} beside it back, written by the application after everything is committed.
 */
record JobDocuments(ObjectStore lake) {

  private static final TypeReference<List<EtlOutcome>> OUTCOMES = new TypeReference<>() {};

  /**
   * Leaves the job for the application.
   *
   * @return where it finds it
   */
  String leave(EtlJob job) throws IOException {
    String key = key(job.jobId(), "job.json");
    byte[] bytes = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(job);
    if (!lake.putIfAbsent(key, bytes)) {
      try (InputStream in = lake.open(key)) {
        if (!Json.MAPPER.readTree(in).equals(Json.MAPPER.readTree(bytes))) {
          throw new IOException(
              "%s holds another job of the same id: ids are never used twice"
                  .formatted(lake.location(key)));
        }
      }
    }
    return location(job.jobId());
  }

  /** Where the application finds a job. */
  String location(String jobId) {
    return lake.location(key(jobId, "job.json"));
  }

  /** A job that was left. */
  Optional<EtlJob> job(String jobId) throws IOException {
    try (InputStream in = lake.open(key(jobId, "job.json"))) {
      return Optional.of(Json.MAPPER.readValue(in, EtlJob.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Whether the application has answered. */
  boolean answered(String jobId) throws IOException {
    return lake.stat(key(jobId, "outcomes.json")).isPresent();
  }

  /**
   * What became of each input and each query, in their order, each once.
   *
   * @throws SparkFailedException when the answer is missing or lacks an input
   */
  List<EtlOutcome> outcomes(EtlJob job) throws IOException {
    String key = key(job.jobId(), "outcomes.json");
    Map<Attempt, EtlOutcome> answers = new LinkedHashMap<>();
    try (InputStream in = lake.open(key)) {
      for (EtlOutcome outcome : Json.MAPPER.readValue(in, OUTCOMES)) {
        answers.put(outcome.attempt(), outcome);
      }
    } catch (NoSuchFileException e) {
      throw new SparkFailedException(
          "the application ended without its answer: there is no " + lake.location(key));
    }
    List<EtlOutcome> inOrder = new ArrayList<>();
    for (Attempt attempt : job.attempts()) {
      EtlOutcome outcome = answers.get(attempt);
      if (outcome == null) {
        throw new SparkFailedException(
            "the answer lacks an outcome of %s: %s"
                .formatted(attempt.partition(), lake.location(key)));
      }
      inOrder.add(outcome);
    }
    return inOrder;
  }

  private static String key(String jobId, String name) {
    if (!jobId.matches("[A-Za-z0-9._-]{1,64}") || jobId.startsWith(".")) {
      throw new IllegalArgumentException(
          "a job's id has 1 to 64 letters, digits, '.', '_' and '-', not: " + jobId);
    }
    return "_jobs/" + jobId + "/" + name;
  }
}

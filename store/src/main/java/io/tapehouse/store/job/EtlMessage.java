package io.tapehouse.store.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A line of JSON from the ETL process to the one that started it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EtlMessage.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = EtlMessage.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = EtlMessage.Outcome.class, name = "outcome"),
  @JsonSubTypes.Type(value = EtlMessage.Done.class, name = "done")
})
public sealed interface EtlMessage {

  /**
   * The line that follows what a job logged to standard error, so that its reader knows the end.
   */
  static String endOfLog(String jobId) {
    return "-- end of job " + jobId;
  }

  /**
   * The Spark application is up.
   *
   * @param applicationId Spark's name of it
   */
  record Ready(String applicationId) implements EtlMessage {}

  /**
   * Spark's own count of what passed through its tasks since the job began.
   *
   * @param rows rows read
   * @param bytes bytes of text read
   */
  record Progress(long rows, long bytes) implements EtlMessage {}

  /**
   * One input is done.
   *
   * @param outcome what became of it
   */
  record Outcome(EtlOutcome outcome) implements EtlMessage {}

  /**
   * The job is over; every input had its outcome.
   *
   * @param jobId the job
   */
  record Done(String jobId) implements EtlMessage {}
}

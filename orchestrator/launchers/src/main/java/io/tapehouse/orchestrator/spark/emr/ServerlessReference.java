package io.tapehouse.orchestrator.spark.emr;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a job run, before it exists too: {@code emr-serverless/<application>/<job>/<second of the
 * epoch>[/<job run>]}. At most 170 characters.
 *
 * @param applicationId of the application
 * @param jobId of the job; the client token is made of it
 * @param since when it was begun, for the search in the service's list
 * @param jobRunId the service's id; null: not known yet
 */
record ServerlessReference(
    String applicationId, String jobId, Instant since, @Nullable String jobRunId)
    implements RemoteService.Reference {

  private static final Pattern TEXT =
      Pattern.compile(
          "emr-serverless/([0-9a-z]{1,64})/([A-Za-z0-9._-]{1,64})/([0-9]{1,12})(?:/([0-9a-z]{1,64}))?");

  static Optional<ServerlessReference> of(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ServerlessReference(
                matcher.group(1),
                matcher.group(2),
                Instant.ofEpochSecond(Long.parseLong(matcher.group(3))),
                matcher.group(4)))
        : Optional.empty();
  }

  ServerlessReference with(String newJobRunId) {
    return new ServerlessReference(applicationId, jobId, since, newJobRunId);
  }

  @Override
  public String text() {
    String text = "emr-serverless/%s/%s/%d".formatted(applicationId, jobId, since.getEpochSecond());
    return jobRunId == null ? text : text + "/" + jobRunId;
  }
}

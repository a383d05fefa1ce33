package io.tapehouse.orchestrator.spark.emr;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a step, before it exists too: {@code emr/<job>[/<cluster>[/<step>]]}. The cluster is
 * recorded before the step is requested, so that one without a cluster has no step either.
 *
 * @param jobId of the job; the step's name is made of it
 * @param clusterId where the step is or was to be; null: not known yet
 * @param stepId the service's id; null: not known yet
 */
record ClusterReference(String jobId, @Nullable String clusterId, @Nullable String stepId)
    implements RemoteService.Reference {

  private static final Pattern TEXT =
      Pattern.compile("emr/([A-Za-z0-9._-]{1,64})(?:/(j-[0-9A-Z]{1,40})(?:/(s-[0-9A-Z]{1,40}))?)?");

  static Optional<ClusterReference> of(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new ClusterReference(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  ClusterReference in(String cluster) {
    return new ClusterReference(jobId, cluster, null);
  }

  ClusterReference with(String step) {
    return new ClusterReference(jobId, clusterId, step);
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder("emr/").append(jobId);
    if (clusterId != null) {
      text.append('/').append(clusterId);
    }
    if (stepId != null) {
      text.append('/').append(stepId);
    }
    return text.toString();
  }
}

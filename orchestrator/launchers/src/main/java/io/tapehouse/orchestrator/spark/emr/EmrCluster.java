package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.emr.AwsCallException.Reason;
import io.tapehouse.store.job.EtlJob;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.EmrClient;

/**
 * A cluster of EMR on EC2 that lives as long as there is work: made by the first job, used by the
 * ones that follow, whichever process they come from, ended when the last process that used it
 * closes its launcher, and by its idle timeout when none lives to do that. A job is a step; steps
 * of a cluster run one after the other.
 *
 * <p>EMR has no client tokens. A cluster and a step have names that can be looked for, and are
 * looked for whenever an answer was lost.
 */
final class EmrCluster implements RemoteService<ClusterReference> {

  private static final Logger LOG = LoggerFactory.getLogger(EmrCluster.class);

  /** A step may wait for the cluster and for other steps. */
  static final Duration QUEUE = Duration.ofHours(1);

  private static final int CLUSTERS_TRIED = 3;

  private final Waits waits;
  private final Clusters clusters;
  private final ClusterSteps steps;

  EmrCluster(EmrClient client, ClusterSettings settings, Waits waits) {
    AwsCalls calls = new AwsCalls(waits);
    this.waits = waits;
    this.clusters = new Clusters(client, calls, settings);
    this.steps = new ClusterSteps(client, calls, settings);
  }

  @Override
  public Optional<ClusterReference> parse(String reference) {
    return ClusterReference.of(reference);
  }

  @Override
  public ClusterReference reference(String jobId) {
    return new ClusterReference(jobId, null, null);
  }

  @Override
  public ClusterReference place(ClusterReference reference, Set<String> declined)
      throws IOException, InterruptedException {
    return reference.in(clusters.ready(declined));
  }

  @Override
  public ClusterReference request(ClusterReference placed, EtlJob job, String location)
      throws IOException, InterruptedException {
    return placed.with(steps.add(cluster(placed), placed.jobId(), location));
  }

  private static String cluster(ClusterReference placed) {
    return String.valueOf(placed.clusterId());
  }

  /** A cluster that is ending takes no more steps, and another one is tried. */
  @Override
  public Optional<String> declined(ClusterReference placed, AwsCallException refusal) {
    return refusal.reason() == Reason.REFUSED || refusal.reason() == Reason.NOT_FOUND
        ? Optional.of(cluster(placed))
        : Optional.empty();
  }

  @Override
  public int places() {
    return CLUSTERS_TRIED;
  }

  @Override
  public Optional<ClusterReference> find(ClusterReference reference)
      throws IOException, InterruptedException {
    if (reference.stepId() != null) {
      return Optional.of(reference);
    }
    return reference.clusterId() == null
        ? Optional.empty()
        : steps.find(cluster(reference), reference.jobId()).map(reference::with);
  }

  @Override
  public Optional<ClusterReference> unanswered(ClusterReference placed, EtlJob job, String location)
      throws IOException, InterruptedException {
    return new LostAnswer(waits)
        .look(() -> steps.find(cluster(placed), placed.jobId()))
        .map(placed::with);
  }

  @Override
  public void adopt(ClusterReference known) {
    clusters.use(cluster(known));
  }

  @Override
  public RemoteJob job(ClusterReference known) {
    return steps.job(cluster(known), String.valueOf(known.stepId()));
  }

  /** Ends the clusters that it made or used, if no step is left on them. */
  @Override
  public void close() throws IOException, InterruptedException {
    for (String cluster : clusters.ours()) {
      if (steps.busy(cluster)) {
        LOG.info("cluster {} stays: it has work of others", cluster);
      } else {
        clusters.terminate(cluster);
      }
    }
  }
}

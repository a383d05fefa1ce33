package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.store.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.InstanceFleetType;
import software.amazon.awssdk.services.emr.model.InstanceTypeConfig;
import software.amazon.awssdk.services.emr.model.ListClustersResponse;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.SpotProvisioningTimeoutAction;
import software.amazon.awssdk.services.emr.model.Tag;

/**
 * The clusters of a deployment, known by a name that is made of all their settings: other settings
 * make another cluster. Where there is more than one of the name everybody uses the oldest. Safe
 * for use by many threads.
 */
final class Clusters {

  private static final Logger LOG = LoggerFactory.getLogger(Clusters.class);

  private static final List<ClusterState> LIVE =
      List.of(
          ClusterState.STARTING,
          ClusterState.BOOTSTRAPPING,
          ClusterState.RUNNING,
          ClusterState.WAITING);

  private final EmrClient client;
  private final AwsCalls calls;
  private final LostAnswer lost;
  private final RunJobFlowRequest request;

  /** One of all threads makes a cluster, the others use it. */
  private final ReentrantLock making = new ReentrantLock();

  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private volatile boolean mayHaveMade;

  Clusters(EmrClient client, AwsCalls calls, ClusterSettings settings) {
    this.client = client;
    this.calls = calls;
    this.lost = new LostAnswer(calls.waits());
    RunJobFlowRequest unnamed = request(settings);
    this.request =
        unnamed.toBuilder()
            .name(
                settings.job().namePrefix() + "-" + Sha256.of(unnamed.toString()).substring(0, 12))
            .build();
  }

  private static RunJobFlowRequest request(ClusterSettings settings) {
    Map<String, String> tags = new TreeMap<>(settings.job().tags());
    // Lets the managed policy of EMR's service role act on what it makes.
    tags.put("for-use-with-amazon-emr-managed-policies", "true");
    return RunJobFlowRequest.builder()
        .releaseLabel(settings.releaseLabel())
        .applications(Application.builder().name("Spark").build())
        .logUri(settings.job().logLocation())
        .serviceRole(settings.serviceRole())
        .jobFlowRole(settings.instanceProfile())
        .securityConfiguration(settings.securityConfiguration().orElse(null))
        .instances(
            instances ->
                instances
                    .ec2SubnetIds(settings.subnets())
                    .keepJobFlowAliveWhenNoSteps(true)
                    .terminationProtected(false)
                    .instanceFleets(primary(settings), core(settings)))
        .autoTerminationPolicy(policy -> policy.idleTimeout(settings.idleTimeout().toSeconds()))
        .stepConcurrencyLevel(1)
        .visibleToAllUsers(true)
        .tags(
            tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }

  private static InstanceFleetConfig primary(ClusterSettings settings) {
    return InstanceFleetConfig.builder()
        .name("primary")
        .instanceFleetType(InstanceFleetType.MASTER)
        .targetOnDemandCapacity(1)
        .instanceTypeConfigs(
            InstanceTypeConfig.builder().instanceType(settings.primaryType()).build())
        .build();
  }

  private static InstanceFleetConfig core(ClusterSettings settings) {
    InstanceFleetConfig.Builder fleet =
        InstanceFleetConfig.builder()
            .name("core")
            .instanceFleetType(InstanceFleetType.CORE)
            .targetOnDemandCapacity(settings.onDemand())
            .targetSpotCapacity(settings.spot())
            .instanceTypeConfigs(
                settings.coreTypes().stream()
                    .map(
                        type ->
                            InstanceTypeConfig.builder()
                                .instanceType(type)
                                .weightedCapacity(1)
                                .build())
                    .toList());
    if (settings.spot() > 0) {
      fleet.launchSpecifications(
          launch ->
              launch.spotSpecification(
                  spot ->
                      spot.timeoutDurationMinutes(10)
                          .timeoutAction(SpotProvisioningTimeoutAction.SWITCH_TO_ON_DEMAND)));
    }
    return fleet.build();
  }

  /**
   * A live cluster, made if there is none.
   *
   * @param except ones that take no more steps
   */
  String ready(Set<String> except) throws IOException, InterruptedException {
    making.lockInterruptibly();
    try {
      Optional<String> live = oldest(except);
      String id = live.isPresent() ? live.get() : make(except);
      used.add(id);
      return id;
    } finally {
      making.unlock();
    }
  }

  private String make(Set<String> except) throws IOException, InterruptedException {
    mayHaveMade = true;
    String made =
        lost.settle(
            () ->
                calls
                    .once("RunJobFlow " + request.name(), () -> client.runJobFlow(request))
                    .jobFlowId(),
            () -> oldest(except));
    String oldest = oldest(except).orElse(made);
    if (!oldest.equals(made)) {
      // Another node was quicker, or the request came twice.
      LOG.info("cluster {} is not needed: {} is there", made, oldest);
      terminate(made);
    }
    return oldest;
  }

  /** The one that everybody uses. */
  private Optional<String> oldest(Set<String> except) throws IOException, InterruptedException {
    return live().stream()
        .filter(cluster -> !except.contains(cluster.id()))
        .min(
            Comparator.comparing(
                    (ClusterSummary cluster) -> cluster.status().timeline().creationDateTime())
                .thenComparing(ClusterSummary::id))
        .map(ClusterSummary::id);
  }

  private List<ClusterSummary> live() throws IOException, InterruptedException {
    List<ClusterSummary> found = new ArrayList<>();
    String page = null;
    do {
      String next = page;
      ListClustersResponse answer =
          calls.repeatable(
              "ListClusters", () -> client.listClusters(r -> r.clusterStates(LIVE).marker(next)));
      for (ClusterSummary cluster : answer.clusters()) {
        if (request.name().equals(cluster.name())) {
          found.add(cluster);
        }
      }
      page = answer.marker();
    } while (page != null);
    return found;
  }

  /** Remembers that work of this process is there. */
  void use(String id) {
    used.add(id);
  }

  /** The clusters that this process used, or may have made, and that still live. */
  List<String> ours() throws IOException, InterruptedException {
    if (used.isEmpty() && !mayHaveMade) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    for (ClusterSummary cluster : live()) {
      if (mayHaveMade || used.contains(cluster.id())) {
        ids.add(cluster.id());
      }
    }
    return ids;
  }

  /** Ends a cluster, with all that runs on it. */
  void terminate(String id) throws IOException, InterruptedException {
    calls.repeatable(
        "TerminateJobFlows " + id, () -> client.terminateJobFlows(r -> r.jobFlowIds(id)));
  }
}

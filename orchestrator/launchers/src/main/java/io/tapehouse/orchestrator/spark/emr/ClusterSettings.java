package io.tapehouse.orchestrator.spark.emr;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How Spark runs on a cluster of EMR on EC2.
 *
 * @param releaseLabel what the cluster runs
 * @param serviceRole the role of EMR itself
 * @param instanceProfile the role of the machines: it reads the archive, writes the lake and logs
 * @param subnets where machines may be; EMR takes one of them
 * @param securityConfiguration its name, for encryption; empty: none
 * @param primaryType type of the one machine on which the driver runs
 * @param coreTypes types of the others, of which EMR takes what there is
 * @param onDemand how many of the others are bought at the full price, 1 at least
 * @param spot how many more are bought as spare capacity; they are bought at the full price when
 *     there is none for ten minutes
 * @param idleTimeout after which a cluster without work ends by itself: one minute to seven days
 * @param job the rest
 */
public record ClusterSettings(
    String releaseLabel,
    String serviceRole,
    String instanceProfile,
    List<String> subnets,
    Optional<String> securityConfiguration,
    String primaryType,
    List<String> coreTypes,
    int onDemand,
    int spot,
    Duration idleTimeout,
    JobSettings job) {

  /** Copies the lists and checks what the service would refuse. */
  public ClusterSettings {
    subnets = List.copyOf(subnets);
    coreTypes = List.copyOf(coreTypes);
    if (coreTypes.isEmpty() || coreTypes.size() > 5) {
      throw new IllegalArgumentException(
          "a fleet has 1 to 5 types of machines, not " + coreTypes.size());
    }
    if (onDemand < 1 || spot < 0) {
      throw new IllegalArgumentException(
          "expected one machine on demand at least and spots from 0, found %d and %d"
              .formatted(onDemand, spot));
    }
    if (idleTimeout.compareTo(Duration.ofMinutes(1)) < 0
        || idleTimeout.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException(
          "a cluster ends after one minute to seven days without work, not " + idleTimeout);
    }
  }
}

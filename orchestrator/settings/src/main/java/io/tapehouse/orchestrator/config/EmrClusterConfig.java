package io.tapehouse.orchestrator.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The cluster that {@code emr.kind: cluster} makes. */
public record EmrClusterConfig(
    @Setting(value = "type of the primary node", byDefault = "m7g.xlarge") String primaryType,
    @Setting(
            value = "types of the core nodes, of which EMR takes what there is",
            byDefault = "[m7g.xlarge, m6g.xlarge]")
        List<String> coreTypes,
    @Setting(value = "core nodes at the full price", byDefault = "1", min = "1", max = "100")
        int onDemand,
    @Setting(
            value = "more core nodes, as spare capacity where there is some",
            byDefault = "1",
            min = "0",
            max = "100")
        int spot,
    @Setting("subnets in which the cluster may be") List<String> subnets,
    @Setting(value = "role of EMR", byDefault = "EMR_DefaultRole_V2") String serviceRole,
    @Setting(
            value = "instance profile of the nodes, as which the ETL reads and writes S3",
            byDefault = "EMR_EC2_DefaultRole")
        String instanceProfile,
    @Setting("security configuration, which encrypts what the nodes keep")
        Optional<String> securityConfiguration,
    @Setting(
            value = "a cluster without work ends after so long, whatever became of us",
            byDefault = "10m",
            min = "1m",
            max = "7d")
        Duration idleTimeout) {

  /** Takes copies. */
  public EmrClusterConfig {
    coreTypes = List.copyOf(coreTypes);
    subnets = List.copyOf(subnets);
  }
}

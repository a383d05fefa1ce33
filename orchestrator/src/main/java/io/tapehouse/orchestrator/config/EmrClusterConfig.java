package io.tapehouse.orchestrator.config;

import java.time.Duration;
import java.util.Optional;

/** The cluster that {@code emr.kind: cluster} makes. */
public record EmrClusterConfig(
    @Setting(value = "type of the primary node", byDefault = "m7g.xlarge") String primaryType,
    @Setting(value = "type of the core nodes", byDefault = "m7g.xlarge") String coreType,
    @Setting(value = "how many core nodes", byDefault = "2", min = "1", max = "100") int coreNodes,
    @Setting("subnet of the cluster") Optional<String> subnet,
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
        Duration idleTimeout) {}

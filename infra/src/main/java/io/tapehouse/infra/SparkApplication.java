package io.tapehouse.infra;

import io.tapehouse.infra.stage.EmrSettings;
import io.tapehouse.infra.stage.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ec2.SelectedSubnets;
import software.amazon.awscdk.services.emrserverless.CfnApplication;
import software.amazon.awscdk.services.emrserverless.CfnApplication.AutoStartConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.AutoStopConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.InitialCapacityConfigKeyValuePairProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.InitialCapacityConfigProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.ManagedPersistenceMonitoringConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.MaximumAllowedResourcesProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.MonitoringConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.NetworkConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.S3MonitoringConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.WorkerConfigurationProperty;
import software.constructs.Construct;

/** The EMR Serverless application, and the role of its jobs: archive in, lake out. */
final class SparkApplication extends Construct {

  private final CfnApplication application;
  private final Permissions job;
  private final String logs;

  SparkApplication(Construct scope, Stage stage, NetworkStack network, StorageStack storage) {
    super(scope, "Spark");
    Buckets buckets = storage.buckets();
    EmrSettings emr = stage.emr();
    logs = "s3://%s/%s/".formatted(buckets.logs().getBucketName(), Buckets.SPARK_LOGS);
    SelectedSubnets subnets = network.network().vpc().selectSubnets(network.network().work());
    application =
        CfnApplication.Builder.create(this, "Application")
            .name(stage.named("etl"))
            .type("SPARK")
            .releaseLabel(emr.release())
            .architecture(emr.architecture().name())
            .autoStartConfiguration(AutoStartConfigurationProperty.builder().enabled(true).build())
            .autoStopConfiguration(
                AutoStopConfigurationProperty.builder()
                    .enabled(true)
                    .idleTimeoutMinutes(emr.idleMinutes())
                    .build())
            .maximumCapacity(
                MaximumAllowedResourcesProperty.builder()
                    .cpu(emr.maxVcpu() + " vCPU")
                    .memory(emr.maxMemoryGb() + " GB")
                    .disk(emr.maxDiskGb() + " GB")
                    .build())
            .initialCapacity(warm(emr))
            .networkConfiguration(
                NetworkConfigurationProperty.builder()
                    .subnetIds(subnets.getSubnetIds())
                    .securityGroupIds(List.of(network.firewalls().spark().getSecurityGroupId()))
                    .build())
            .monitoringConfiguration(
                MonitoringConfigurationProperty.builder()
                    .s3MonitoringConfiguration(
                        S3MonitoringConfigurationProperty.builder()
                            .logUri(logs)
                            .encryptionKeyArn(storage.keys().data().getKeyArn())
                            .build())
                    .managedPersistenceMonitoringConfiguration(
                        ManagedPersistenceMonitoringConfigurationProperty.builder()
                            .enabled(false)
                            .build())
                    .build())
            .build();
    job =
        Permissions.of(this, "Job", "emr-serverless.amazonaws.com")
            .read(buckets.artifacts(), Artifacts.FOLDER)
            .read(buckets.archive(), Buckets.ARCHIVE)
            .read(buckets.lake(), Buckets.LAKE)
            .add(buckets.lake(), Buckets.LAKE)
            .remove(buckets.lake(), Buckets.LAKE)
            .read(buckets.logs(), Buckets.SPARK_LOGS)
            .add(buckets.logs(), Buckets.SPARK_LOGS)
            .use(storage.keys().data(), List.of("s3"));
  }

  String applicationId() {
    return application.getAttrApplicationId();
  }

  String applicationArn() {
    return application.getAttrArn();
  }

  Permissions job() {
    return job;
  }

  /** Folder of the logs of drivers and executors. */
  String logs() {
    return logs;
  }

  private static @Nullable List<InitialCapacityConfigKeyValuePairProperty> warm(EmrSettings emr) {
    if (emr.warmWorkers() == 0) {
      return null;
    }
    int executors = Math.max(1, emr.warmWorkers() - 1);
    return List.of(workers("Driver", 1), workers("Executor", executors));
  }

  private static InitialCapacityConfigKeyValuePairProperty workers(String kind, int count) {
    return InitialCapacityConfigKeyValuePairProperty.builder()
        .key(kind)
        .value(
            InitialCapacityConfigProperty.builder()
                .workerCount(count)
                .workerConfiguration(
                    WorkerConfigurationProperty.builder()
                        .cpu("2 vCPU")
                        .memory("8 GB")
                        .disk("20 GB")
                        .build())
                .build())
        .build();
  }
}

package io.tapehouse.infra;

import io.tapehouse.infra.stage.Architecture;
import io.tapehouse.infra.stage.ServiceSettings;
import io.tapehouse.infra.stage.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargatePlatformVersion;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/**
 * Tasks that run {@code tapehouse scheduler} beside each other on one run store. Their disks are
 * thrown away with them: what counts is in S3, Redshift and PostgreSQL.
 */
final class Orchestrator extends Construct {

  private static final String USER = "1000:1000";

  /** Longer than {@code scheduler.shutdown-grace}, and the most that Fargate gives. */
  private static final Duration STOP = Duration.seconds(120);

  private final Cluster cluster;
  private final FargateService service;
  private final ILogGroup log;

  Orchestrator(
      Construct scope,
      Stage stage,
      NetworkStack network,
      StorageStack storage,
      OrchestratorRole role,
      Map<String, String> environment) {
    super(scope, "Orchestrator");
    ServiceSettings settings = stage.service();
    log =
        LogGroups.create(
            this, stage, LogGroups.prefix(stage) + "orchestrator", storage.keys().notes());
    cluster =
        Cluster.Builder.create(this, "Cluster")
            .clusterName(stage.named("cluster"))
            .vpc(network.network().vpc())
            .containerInsightsV2(ContainerInsights.DISABLED)
            .build();
    FargateTaskDefinition task = task(stage, storage, role);
    container(task, settings, storage, environment);
    service =
        FargateService.Builder.create(this, "Service")
            .serviceName(stage.named("orchestrator"))
            .cluster(cluster)
            .taskDefinition(task)
            .platformVersion(FargatePlatformVersion.VERSION1_4)
            .desiredCount(settings.tasks())
            .minHealthyPercent(50)
            .maxHealthyPercent(200)
            .assignPublicIp(false)
            .vpcSubnets(network.network().work())
            .securityGroups(List.of(network.firewalls().orchestrator()))
            .circuitBreaker(DeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
            .propagateTags(PropagatedTagSource.SERVICE)
            .enableExecuteCommand(false)
            .build();
  }

  String clusterName() {
    return cluster.getClusterName();
  }

  String clusterArn() {
    return cluster.getClusterArn();
  }

  String serviceName() {
    return service.getServiceName();
  }

  ILogGroup log() {
    return log;
  }

  private FargateTaskDefinition task(Stage stage, StorageStack storage, OrchestratorRole role) {
    ServiceSettings settings = stage.service();
    FargateTaskDefinition task =
        FargateTaskDefinition.Builder.create(this, "Definition")
            .family(stage.named("orchestrator"))
            .cpu(settings.cpu())
            .memoryLimitMiB(settings.memoryMb())
            .ephemeralStorageGiB(settings.diskGb())
            .runtimePlatform(
                RuntimePlatform.builder()
                    .cpuArchitecture(
                        settings.architecture() == Architecture.ARM64
                            ? CpuArchitecture.ARM64
                            : CpuArchitecture.X86_64)
                    .operatingSystemFamily(OperatingSystemFamily.LINUX)
                    .build())
            .taskRole(role.role())
            .executionRole(starter(storage).role())
            .build();
    task.addVolume(Volume.builder().name("home").build());
    task.addVolume(Volume.builder().name("tmp").build());
    return task;
  }

  /** What ECS itself may do to start a task: fetch the image, write the log. */
  private Permissions starter(StorageStack storage) {
    return Permissions.of(this, "Starter", "ecs-tasks.amazonaws.com")
        // Amazon ECR takes no resource for this action: the token is of the whole registry.
        .allow(List.of("ecr:GetAuthorizationToken"), "*")
        .allow(
            List.of(
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer"),
            storage.images().repository().getRepositoryArn());
  }

  private void container(
      FargateTaskDefinition task,
      ServiceSettings settings,
      StorageStack storage,
      Map<String, String> environment) {
    LinuxParameters linux =
        LinuxParameters.Builder.create(this, "Linux").initProcessEnabled(true).build();
    linux.dropCapabilities(Capability.ALL);
    ContainerDefinition container =
        task.addContainer(
            "orchestrator",
            ContainerDefinitionOptions.builder()
                .image(
                    ContainerImage.fromRegistry(
                        storage.images().repository().repositoryUriForTag(settings.imageTag())))
                .command(List.of("scheduler"))
                .user(USER)
                .readonlyRootFilesystem(true)
                .privileged(false)
                .stopTimeout(STOP)
                .environment(environment)
                .linuxParameters(linux)
                .logging(
                    LogDriver.awsLogs(
                        AwsLogDriverProps.builder()
                            .streamPrefix("orchestrator")
                            .logGroup(log)
                            .build()))
                .build());
    container.addMountPoints(mount("home", "/home/tapehouse"), mount("tmp", "/tmp"));
  }

  private static MountPoint mount(String volume, String path) {
    return MountPoint.builder().sourceVolume(volume).containerPath(path).readOnly(false).build();
  }
}

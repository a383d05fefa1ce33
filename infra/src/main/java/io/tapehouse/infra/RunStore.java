package io.tapehouse.infra;

import io.tapehouse.infra.stage.RunStoreSettings;
import io.tapehouse.infra.stage.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.rds.CaCertificate;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.IInstanceEngine;
import software.amazon.awscdk.services.rds.ParameterGroup;
import software.amazon.awscdk.services.rds.PostgresEngineVersion;
import software.amazon.awscdk.services.rds.PostgresInstanceEngineProps;
import software.amazon.awscdk.services.rds.StorageType;
import software.amazon.awscdk.services.secretsmanager.HostedRotation;
import software.amazon.awscdk.services.secretsmanager.RotationScheduleOptions;
import software.amazon.awscdk.services.secretsmanager.SingleUserHostedRotationOptions;
import software.constructs.Construct;

/** PostgreSQL on RDS: runs, tasks and attempts. */
final class RunStore extends Construct {

  private static final String DATABASE = "tapehouse";
  static final String USER = "tapehouse";

  /** Where the image has the certificates of RDS; see {@code image.ImageCommand}. */
  static final String CERTIFICATES = "/app/rds.pem";

  private final RunStoreSettings settings;
  private final Credentials credentials;
  private final DatabaseInstance instance;

  RunStore(Construct scope, Stage stage, NetworkStack network, StorageStack storage) {
    super(scope, "RunStore");
    settings = stage.runStore();
    credentials = new Credentials(this, stage, "runs", USER, storage.keys().data());
    ILogGroup log =
        LogGroups.create(this, stage, LogGroups.database(stage), storage.keys().notes());
    IInstanceEngine engine =
        DatabaseInstanceEngine.postgres(
            PostgresInstanceEngineProps.builder()
                .version(PostgresEngineVersion.of(settings.postgres(), major()))
                .build());
    instance =
        DatabaseInstance.Builder.create(this, "Instance")
            .instanceIdentifier(stage.named("runs"))
            .engine(engine)
            .instanceType(new InstanceType(settings.instance()))
            .vpc(network.network().vpc())
            .vpcSubnets(network.network().data())
            .securityGroups(List.of(network.firewalls().runStore()))
            .publiclyAccessible(false)
            .databaseName(DATABASE)
            .port(Firewalls.POSTGRES)
            .credentials(
                software.amazon.awscdk.services.rds.Credentials.fromSecret(
                    credentials.secret(), USER))
            .parameterGroup(
                ParameterGroup.Builder.create(this, "Parameters")
                    .engine(engine)
                    .description("Tapehouse: TLS only, passwords as SCRAM")
                    .parameters(
                        Map.of("rds.force_ssl", "1", "password_encryption", "scram-sha-256"))
                    .build())
            .caCertificate(CaCertificate.RDS_CA_RSA2048_G1)
            .storageType(StorageType.GP3)
            .allocatedStorage(settings.storageGb())
            .maxAllocatedStorage(settings.maxStorageGb())
            .storageEncrypted(true)
            .storageEncryptionKey(storage.keys().data())
            .multiAz(settings.multiAz())
            .backupRetention(Duration.days(settings.backupDays()))
            .copyTagsToSnapshot(true)
            .deleteAutomatedBackups(!stage.storage().keepOnDelete())
            .deletionProtection(settings.deletionProtection())
            .autoMinorVersionUpgrade(true)
            .cloudwatchLogsExports(List.of("postgresql"))
            .removalPolicy(
                stage.storage().keepOnDelete() ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY)
            .build();
    instance.getNode().addDependency(log);
    if (settings.rotatePasswordDays() > 0) {
      rotate(network);
    }
  }

  String url() {
    String verify = settings.sslMode().equals("verify-full") ? "&sslrootcert=" + CERTIFICATES : "";
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s%s"
        .formatted(
            instance.getDbInstanceEndpointAddress(),
            Firewalls.POSTGRES,
            DATABASE,
            settings.sslMode(),
            verify);
  }

  String secretArn() {
    return credentials.secret().getSecretArn();
  }

  DatabaseInstance instance() {
    return instance;
  }

  private String major() {
    return settings.postgres().substring(0, settings.postgres().indexOf('.'));
  }

  /** AWS's own function, in our network. */
  private void rotate(NetworkStack network) {
    credentials
        .secret()
        .addRotationSchedule(
            "Rotation",
            RotationScheduleOptions.builder()
                .automaticallyAfter(Duration.days(settings.rotatePasswordDays()))
                .hostedRotation(
                    HostedRotation.postgreSqlSingleUser(
                        SingleUserHostedRotationOptions.builder()
                            .vpc(network.network().vpc())
                            .vpcSubnets(network.network().work())
                            .securityGroups(List.of(network.firewalls().rotation()))
                            .build()))
                .build());
  }
}

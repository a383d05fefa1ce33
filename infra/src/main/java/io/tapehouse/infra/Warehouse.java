package io.tapehouse.infra;

import io.tapehouse.infra.stage.RedshiftSettings;
import io.tapehouse.infra.stage.Stage;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.redshiftserverless.CfnNamespace;
import software.amazon.awscdk.services.redshiftserverless.CfnWorkgroup;
import software.amazon.awscdk.services.redshiftserverless.CfnWorkgroup.ConfigParameterProperty;
import software.constructs.Construct;

/** Redshift Serverless, private, and the role with which it copies from the lake. */
final class Warehouse extends Construct {

  private final RedshiftSettings settings;
  private final CfnNamespace namespace;
  private final CfnWorkgroup workgroup;
  private final Credentials credentials;
  private final Permissions copy;

  Warehouse(Construct scope, Stage stage, NetworkStack network, StorageStack storage) {
    super(scope, "Warehouse");
    settings = stage.redshift();
    credentials = new Credentials(this, stage, "warehouse", settings.user(), storage.keys().data());
    copy =
        // Redshift's pages name both, and no condition that Redshift would meet.
        new Permissions(
                this,
                "Copy",
                new CompositePrincipal(
                    new ServicePrincipal("redshift-serverless.amazonaws.com"),
                    new ServicePrincipal("redshift.amazonaws.com")))
            .read(storage.buckets().lake(), Buckets.LAKE)
            .use(storage.keys().data(), List.of("s3"));
    namespace =
        CfnNamespace.Builder.create(this, "Namespace")
            .namespaceName(stage.named("warehouse"))
            .dbName(settings.database())
            .adminUsername(settings.user())
            .adminUserPassword(
                credentials.secret().secretValueFromJson(Credentials.PASSWORD).unsafeUnwrap())
            .kmsKeyId(storage.keys().data().getKeyArn())
            .iamRoles(List.of(copy.role().getRoleArn()))
            .build();
    workgroup =
        CfnWorkgroup.Builder.create(this, "Workgroup")
            .workgroupName(stage.named("warehouse"))
            .namespaceName(namespace.getNamespaceName())
            .baseCapacity(settings.baseRpu())
            .maxCapacity(settings.maxRpu())
            .port(Firewalls.REDSHIFT)
            .publiclyAccessible(false)
            .enhancedVpcRouting(true)
            .subnetIds(
                network.network().vpc().selectSubnets(network.network().data()).getSubnetIds())
            .securityGroupIds(List.of(network.firewalls().warehouse().getSecurityGroupId()))
            .configParameters(
                List.of(
                    ConfigParameterProperty.builder()
                        .parameterKey("require_ssl")
                        .parameterValue("true")
                        .build()))
            .build();
    workgroup.addResourceDependency(namespace);
    if (stage.storage().keepOnDelete()) {
      namespace.applyRemovalPolicy(RemovalPolicy.RETAIN);
      workgroup.applyRemovalPolicy(RemovalPolicy.RETAIN);
    }
  }

  /** JDBC address; the driver knows the authority that signs Redshift's certificates. */
  String url() {
    return "jdbc:redshift://%s:%d/%s?ssl=true&sslMode=verify-full"
        .formatted(
            workgroup.getAttrWorkgroupEndpointAddress(), Firewalls.REDSHIFT, settings.database());
  }

  String workgroup() {
    return workgroup.getWorkgroupName();
  }

  String workgroupArn() {
    return workgroup.getAttrWorkgroupWorkgroupArn();
  }

  String copyRoleArn() {
    return copy.role().getRoleArn();
  }

  String secretArn() {
    return credentials.secret().getSecretArn();
  }
}

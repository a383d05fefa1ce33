package io.tapehouse.infra;

import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/**
 * The security groups, one for each kind of thing, with all that may pass between them. All in one
 * place, so that rules need no reference from one stack to another and back.
 */
final class Firewalls extends Construct {

  static final int POSTGRES = 5432;
  static final int REDSHIFT = 5439;
  private static final int HTTPS = 443;

  private final IVpc vpc;
  private final SecurityGroup orchestrator;
  private final SecurityGroup spark;
  private final SecurityGroup warehouse;
  private final SecurityGroup runStore;
  private final SecurityGroup endpoints;
  private final SecurityGroup rotation;

  Firewalls(Construct scope, IVpc vpc) {
    super(scope, "Firewalls");
    this.vpc = vpc;
    orchestrator = group("Orchestrator", "Tapehouse: orchestrator");
    spark = group("Spark", "Tapehouse: workers of EMR Serverless");
    warehouse = group("Warehouse", "Tapehouse: Redshift");
    runStore = group("RunStore", "Tapehouse: PostgreSQL");
    endpoints = group("Endpoints", "Tapehouse: endpoints of AWS services");
    rotation = group("Rotation", "Tapehouse: rotation of passwords");
    pass(orchestrator, runStore, POSTGRES);
    pass(orchestrator, warehouse, REDSHIFT);
    pass(orchestrator, endpoints, HTTPS);
    pass(spark, endpoints, HTTPS);
    pass(rotation, runStore, POSTGRES);
    pass(rotation, endpoints, HTTPS);
    // Publishers and AWS. Where there is no NAT gateway only the gateway endpoint of S3 is left.
    leave(orchestrator);
    leave(spark);
    leave(warehouse);
    leave(rotation);
  }

  SecurityGroup orchestrator() {
    return orchestrator;
  }

  SecurityGroup spark() {
    return spark;
  }

  SecurityGroup warehouse() {
    return warehouse;
  }

  SecurityGroup runStore() {
    return runStore;
  }

  SecurityGroup endpoints() {
    return endpoints;
  }

  SecurityGroup rotation() {
    return rotation;
  }

  private SecurityGroup group(String id, String description) {
    return SecurityGroup.Builder.create(this, id)
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(false)
        .build();
  }

  private static void pass(SecurityGroup from, SecurityGroup to, int port) {
    to.addIngressRule(from, Port.tcp(port));
    from.addEgressRule(to, Port.tcp(port));
  }

  private static void leave(SecurityGroup from) {
    from.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS));
  }
}

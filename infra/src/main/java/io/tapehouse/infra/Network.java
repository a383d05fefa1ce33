package io.tapehouse.infra;

import io.tapehouse.infra.stage.NetworkSettings;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * The VPC. Programs run in the subnets {@code work}, which have a way out if the stage has one;
 * databases in the subnets {@code data}, which have none. NAT gateways alone are in {@code edge}.
 */
final class Network extends Construct {

  private static final String EDGE = "edge";
  private static final String WORK = "work";
  private static final String DATA = "data";

  private final Vpc vpc;

  Network(Construct scope, NetworkSettings settings) {
    super(scope, "Network");
    List<SubnetConfiguration> subnets = new ArrayList<>();
    if (settings.egress()) {
      subnets.add(
          SubnetConfiguration.builder()
              .name(EDGE)
              .subnetType(SubnetType.PUBLIC)
              .cidrMask(26)
              .mapPublicIpOnLaunch(false)
              .build());
    }
    subnets.add(
        subnet(
            WORK,
            settings.egress() ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED));
    subnets.add(subnet(DATA, SubnetType.PRIVATE_ISOLATED));
    vpc =
        Vpc.Builder.create(this, "Vpc")
            .ipAddresses(IpAddresses.cidr(settings.cidr()))
            .availabilityZones(settings.availabilityZones())
            .natGateways(settings.natGateways())
            .subnetConfiguration(subnets)
            // Taking the rules from the default group needs a function with rights; nothing uses
            // it.
            .restrictDefaultSecurityGroup(false)
            .build();
    Validations.of(this)
        .acknowledge(
            Acknowledgment.builder()
                .id("CloudFormation-Validate::W3010")
                .reason("the zones are not hard-coded: they stand in the stage file")
                .build());
  }

  Vpc vpc() {
    return vpc;
  }

  SubnetSelection work() {
    return SubnetSelection.builder().subnetGroupName(WORK).build();
  }

  SubnetSelection data() {
    return SubnetSelection.builder().subnetGroupName(DATA).build();
  }

  /** Redshift and EMR take an address for each of their units; 254 are enough for 200 of them. */
  private static SubnetConfiguration subnet(String name, SubnetType type) {
    return SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(24).build();
  }
}

package io.tapehouse.infra;

import io.tapehouse.infra.stage.Endpoint;
import io.tapehouse.infra.stage.NetworkSettings;
import java.util.List;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.constructs.Construct;

/** AWS services inside the network: S3 always, which costs nothing, others by the stage. */
final class Endpoints extends Construct {

  Endpoints(Construct scope, NetworkSettings settings, Network network, Firewalls firewalls) {
    super(scope, "Endpoints");
    network
        .vpc()
        .addGatewayEndpoint(
            "S3",
            GatewayVpcEndpointOptions.builder()
                .service(GatewayVpcEndpointAwsService.S3)
                .subnets(List.of(network.work(), network.data()))
                .build());
    for (Endpoint endpoint : settings.interfaceEndpoints()) {
      network
          .vpc()
          .addInterfaceEndpoint(
              endpoint.text(),
              InterfaceVpcEndpointOptions.builder()
                  .service(service(endpoint))
                  .subnets(network.work())
                  .securityGroups(List.of(firewalls.endpoints()))
                  // Else the whole network is let in.
                  .open(false)
                  .privateDnsEnabled(true)
                  .build());
    }
  }

  private static InterfaceVpcEndpointAwsService service(Endpoint endpoint) {
    return switch (endpoint) {
      case SECRETS_MANAGER -> InterfaceVpcEndpointAwsService.SECRETS_MANAGER;
      case ECR_API -> InterfaceVpcEndpointAwsService.ECR;
      case ECR_DOCKER -> InterfaceVpcEndpointAwsService.ECR_DOCKER;
      case CLOUDWATCH_LOGS -> InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS;
      case EMR_SERVERLESS -> InterfaceVpcEndpointAwsService.EMR_SERVERLESS;
      case STS -> InterfaceVpcEndpointAwsService.STS;
      case KMS -> InterfaceVpcEndpointAwsService.KMS;
      case REDSHIFT_SERVERLESS -> InterfaceVpcEndpointAwsService.REDSHIFT_SERVERLESS;
    };
  }
}

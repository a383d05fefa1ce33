package io.tapehouse.infra.stage;

import java.util.List;

/**
 * The private network.
 *
 * @param cidr its addresses, {@code 10.60.0.0/16}
 * @param availabilityZones at least three: Redshift Serverless refuses fewer ("Considerations when
 *     using Amazon Redshift Serverless", three subnets)
 * @param egress whether publishers are fetched from here, which needs NAT gateways
 * @param natGateways how many; one keeps a single address towards the publishers
 * @param interfaceEndpoints AWS services that are reached without NAT, paid by the hour and zone
 */
public record NetworkSettings(
    String cidr,
    List<String> availabilityZones,
    boolean egress,
    int natGateways,
    List<Endpoint> interfaceEndpoints) {

  /** Copies the lists. */
  public NetworkSettings {
    availabilityZones = List.copyOf(availabilityZones);
    interfaceEndpoints = List.copyOf(interfaceEndpoints);
  }
}

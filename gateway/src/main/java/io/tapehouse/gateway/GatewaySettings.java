package io.tapehouse.gateway;

import io.tapehouse.gateway.startup.Users;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * How a gateway serves.
 *
 * @param address on which it listens
 * @param port 0: any that is free
 * @param users who may sign in
 * @param tls absent: none
 * @param connections at once
 * @param statementTimeout a statement that takes longer is cancelled; zero: none is
 * @param rows a result may have; 0: as many as there are
 */
public record GatewaySettings(
    InetAddress address,
    int port,
    Users users,
    Optional<SSLSocketFactory> tls,
    int connections,
    Duration statementTimeout,
    long rows) {

  /**
   * @throws IllegalArgumentException when others than this machine could connect without a password
   *     or without TLS
   */
  public GatewaySettings {
    if (!address.isLoopbackAddress() && (users.areAnyone() || tls.isEmpty())) {
      throw new IllegalArgumentException(
          "gateway.address %s can be reached from other machines: set gateway.users and gateway.tls,"
                  .formatted(address.getHostAddress())
              + " or listen on 127.0.0.1");
    }
  }
}

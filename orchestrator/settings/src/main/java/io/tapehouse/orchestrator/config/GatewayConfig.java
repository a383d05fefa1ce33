package io.tapehouse.orchestrator.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** SQL over PostgreSQL's protocol, which {@code tapehouse server} serves. */
public record GatewayConfig(
    @Setting(
            value = "port on which it listens; 0: any that is free",
            byDefault = "5439",
            min = "0",
            max = "65535")
        int port,
    @Setting(
            value = "address on which it listens; others than loopback need users and a key store",
            byDefault = "127.0.0.1")
        String address,
    @Setting("password of each user who may sign in; none: anyone may, on loopback")
        Map<String, Secret> users,
    @Setting("key and certificate for TLS: a file in PKCS12, which `keytool` makes")
        Optional<String> keyStore,
    @Setting("password of the key store") Optional<Secret> keyStorePassword,
    @Setting(value = "most sessions at once", byDefault = "200", min = "1", max = "10000")
        int maxConnections,
    @Setting(
            value = "a statement that takes longer is cancelled",
            byDefault = "1h",
            min = "1s",
            max = "1d")
        Duration statementTimeout,
    @Setting(
            value = "most rows of a result; 0: as many as there are",
            byDefault = "0",
            min = "0",
            max = "2000000000")
        int maxRows) {

  /** Copies the users. */
  public GatewayConfig {
    users = Copies.of(users);
  }
}

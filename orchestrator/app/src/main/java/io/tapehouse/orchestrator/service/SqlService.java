package io.tapehouse.orchestrator.service;

import io.tapehouse.gateway.Gateway;
import io.tapehouse.gateway.GatewaySettings;
import io.tapehouse.gateway.catalog.Catalog;
import io.tapehouse.gateway.startup.KeyStores;
import io.tapehouse.gateway.startup.Users;
import io.tapehouse.orchestrator.config.GatewayConfig;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.duckdb.QueryEngine;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * SQL over PostgreSQL's protocol on the embedded warehouse of a home. While it is open the
 * warehouse reads no files but those of the lake, for anybody. Safe for use by many threads.
 */
public final class SqlService implements Closeable {

  private final Gateway gateway;
  private final Catalog catalog;
  private final GatewayConfig config;

  private SqlService(Gateway gateway, Catalog catalog, GatewayConfig config) {
    this.gateway = gateway;
    this.catalog = catalog;
    this.config = config;
  }

  /**
   * Serves the warehouse of a session, whose schema is up to date.
   *
   * @throws IOException when the port is taken, or the key store cannot be read
   */
  public static SqlService open(HomeSession session) throws IOException {
    Warehouse warehouse = session.pipeline().warehouse();
    if (!(warehouse instanceof DuckDbWarehouse embedded)) {
      throw new IllegalStateException("only the embedded warehouse is served");
    }
    GatewayConfig config = session.configuration().gateway();
    GatewaySettings settings = settings(config);
    QueryEngine engine = embedded.queryEngine();
    try (CloseOnFailure opening = new CloseOnFailure()) {
      Catalog catalog = opening.add(Catalog.open(session.pipeline().dictionary()));
      catalog.fill(engine);
      engine.readNoFilesBut(Path.of(session.pipeline().places().lake()));
      Gateway gateway = Gateway.open(settings, engine, catalog);
      opening.done();
      return new SqlService(gateway, catalog, config);
    } catch (SQLException e) {
      throw new IOException("cannot make the catalogue of SQL: " + e.getMessage(), e);
    }
  }

  private static GatewaySettings settings(GatewayConfig config) throws IOException {
    Map<String, String> passwords = new LinkedHashMap<>();
    config.users().forEach((user, secret) -> passwords.put(user, secret.resolve()));
    Optional<SSLSocketFactory> tls = Optional.empty();
    if (config.keyStore().isPresent()) {
      tls =
          Optional.of(
              KeyStores.tls(
                  Path.of(config.keyStore().get()),
                  config.keyStorePassword().orElseThrow().resolve()));
    }
    return new GatewaySettings(
        InetAddress.getByName(config.address()),
        config.port(),
        Users.of(passwords),
        tls,
        config.maxConnections(),
        config.statementTimeout(),
        config.maxRows());
  }

  /** Where it is, for people. */
  public String address() {
    return "SQL on %s:%d, database %s%s"
        .formatted(
            config.address(),
            gateway.port(),
            Gateway.DATABASE,
            config.users().isEmpty() ? ", any user" : "");
  }

  @Override
  public void close() throws IOException {
    try {
      gateway.close();
    } finally {
      closeCatalog();
    }
  }

  private void closeCatalog() throws IOException {
    try {
      catalog.close();
    } catch (SQLException e) {
      throw new IOException("cannot close the catalogue of SQL: " + e.getMessage(), e);
    }
  }
}

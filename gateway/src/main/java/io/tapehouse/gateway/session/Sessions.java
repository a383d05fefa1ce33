package io.tapehouse.gateway.session;

import io.tapehouse.gateway.catalog.Catalog;
import io.tapehouse.gateway.catalog.CatalogSession;
import io.tapehouse.gateway.engine.Engine;
import io.tapehouse.gateway.engine.SqlError;
import io.tapehouse.gateway.startup.Handshake;
import io.tapehouse.gateway.wire.MessageBuffer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** Begins sessions of clients that have signed in. */
public final class Sessions {

  /** To a driver of Redshift, which would take anything newer for PostgreSQL. */
  private static final String REDSHIFT = "8.0.2";

  private static final String POSTGRES = "15.0";

  private Sessions() {}

  private static String version(Handshake.Client client) {
    return client.redshift() ? REDSHIFT : POSTGRES;
  }

  /** The client's view of the catalogue. */
  public static CatalogSession catalog(Catalog catalog, Handshake.Client client, int process)
      throws SQLException {
    return catalog.session(client.user(), version(client), process);
  }

  /**
   * Begins a session: its parameters, and the key with which it can be cancelled.
   *
   * @throws SqlError when the client sent a parameter that cannot be
   */
  public static ClientSession open(
      Handshake.Client client,
      Engine engine,
      CatalogSession reads,
      SessionLimits limits,
      int process,
      int key)
      throws IOException, SqlError {
    WireOutput out = new WireOutput(client.out());
    MessageBuffer buffer = out.buffer();
    SessionSettings settings =
        new SessionSettings(
            version(client),
            client.user(),
            (name, value) -> {
              show(reads, name, value);
              if (SessionSettings.REPORTED.contains(name)) {
                out.parameterStatus(name, value);
              }
            });
    settings.startUp(client.parameters());
    buffer.truncate(0);
    buffer.begin('R').int32(0).end();
    Map<String, String> all = settings.all();
    for (String name : SessionSettings.REPORTED) {
      out.parameterStatus(name, all.getOrDefault(name, ""));
    }
    if (client.redshift()) {
      // Its driver reads the catalogue by SHOW commands from 4 on, by one for all tables from 5 on.
      out.parameterStatus("show_discovery", "5");
      out.parameterStatus("datashare_enabled", "off");
      out.parameterStatus("external_database", "off");
    }
    buffer.begin('K').int32(process).int32(key).end();
    return new ClientSession(
        client.in(),
        out,
        limits,
        new SessionState(engine, engine.session(reads), settings, limits.rows()));
  }

  private static void show(CatalogSession reads, String name, String value) {
    try {
      reads.setting(name, value);
    } catch (SQLException e) {
      throw new IllegalStateException("the catalogue of an open session is closed", e);
    }
  }
}

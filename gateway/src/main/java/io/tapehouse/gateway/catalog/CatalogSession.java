package io.tapehouse.gateway.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client's view of the catalogue: a connection that knows the client's user, version and
 * settings. For one thread at a time.
 */
public final class CatalogSession implements AutoCloseable {

  private static final String SETTINGS = "settings";

  private final Connection connection;
  private final Map<String, String> settings = new LinkedHashMap<>();

  CatalogSession(Connection connection, String user, String version, int pid, Instant started)
      throws SQLException {
    this.connection = connection;
    settings.putAll(defaults(user, version));
    CatalogScript.run(
        connection,
        String.join(
            ";",
            variable("session_user", literal(user)),
            variable("version_text", literal(versionText(version))),
            variable("backend_pid", Integer.toString(pid)),
            variable("started_at", literal(started.toString())),
            variable(SETTINGS, settings())));
  }

  /**
   * The connection on which translated statements run. It stays this session's: closing it closes
   * the session.
   */
  public Connection connection() {
    return connection;
  }

  /**
   * What the client has set, so that {@code current_setting} and {@code pg_settings} show it.
   *
   * @param name its name, in any case
   * @throws SQLException when the session is closed
   */
  public void setting(String name, String value) throws SQLException {
    if (!value.equals(settings.put(name.toLowerCase(Locale.ROOT), value))) {
      CatalogScript.run(connection, variable(SETTINGS, settings()));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private String settings() {
    return settings.entrySet().stream()
        .map(entry -> literal(entry.getKey()) + ": " + literal(entry.getValue()))
        .collect(Collectors.joining(", ", "MAP {", "}"));
  }

  private static String variable(String name, String value) {
    return "SET VARIABLE " + name + " = " + value;
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Redshift's own text begins with the version of PostgreSQL from which it once came. */
  private static String versionText(String version) {
    return version.startsWith("8.")
        ? "PostgreSQL " + version + " on x86_64-pc-linux-gnu, compiled by Tapehouse, Redshift 1.0"
        : "PostgreSQL " + version + " on x86_64-pc-linux-gnu, compiled by Tapehouse, 64-bit";
  }

  /** {@code 15.0} is 150000, {@code 8.0.2} is 80002. */
  private static String versionNumber(String version) {
    String[] parts = version.split("\\.", -1);
    int first = Integer.parseInt(parts[0]) * 10_000;
    int last = Integer.parseInt(parts[parts.length - 1]);
    int middle = parts.length > 2 ? Integer.parseInt(parts[1]) * 100 : 0;
    return Integer.toString(first + middle + last);
  }

  /** What clients ask without having set it, as PostgreSQL has it by default. */
  private static Map<String, String> defaults(String user, String version) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("application_name", "");
    all.put("bytea_output", "hex");
    all.put("client_encoding", "UTF8");
    all.put("client_min_messages", "notice");
    all.put("datestyle", "ISO, MDY");
    all.put("default_table_access_method", "heap");
    all.put("default_tablespace", "");
    all.put("default_transaction_isolation", "read committed");
    all.put("default_transaction_read_only", "on");
    all.put("extra_float_digits", "1");
    all.put("in_hot_standby", "off");
    all.put("integer_datetimes", "on");
    all.put("intervalstyle", "postgres");
    all.put("is_superuser", "off");
    all.put("jit", "off");
    all.put("lc_collate", "C");
    all.put("lc_ctype", "C");
    all.put("lock_timeout", "0");
    all.put("max_function_args", "100");
    all.put("max_identifier_length", "63");
    all.put("max_index_keys", "32");
    all.put("role", "none");
    all.put("row_security", "on");
    all.put("search_path", "\"$user\", public");
    all.put("server_encoding", "UTF8");
    all.put("server_version", version);
    all.put("server_version_num", versionNumber(version));
    all.put("session_authorization", user);
    all.put("standard_conforming_strings", "on");
    all.put("statement_timeout", "0");
    all.put("timezone", "UTC");
    all.put("transaction_isolation", "read committed");
    all.put("transaction_read_only", "on");
    return all;
  }
}

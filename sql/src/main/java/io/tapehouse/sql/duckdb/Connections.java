package io.tapehouse.sql.duckdb;

import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.WarehouseInUseException;
import io.tapehouse.sql.jdbc.Literal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * Connections to one file. The first one keeps the file open; each piece of work gets a copy of it,
 * with temporary tables of its own. Safe for use by many threads.
 */
final class Connections implements AutoCloseable {

  /** The error of DuckDB when another process, or this one in another way, has the file. */
  private static final List<String> IN_USE =
      List.of(
          "Could not set lock on file",
          "being used by another process",
          "with a different configuration");

  private final DuckDBConnection first;

  private Connections(DuckDBConnection first) {
    this.first = first;
  }

  /** Work on a connection. */
  interface Use<T> {
    T on(DuckDBConnection connection) throws SQLException;
  }

  static Connections open(Path file, WarehouseConfig config) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new WarehouseException("cannot make the folder of " + file + ": " + e.getMessage(), e);
    }
    return connect(file, config, new Properties());
  }

  static Connections openReadOnly(Path file, WarehouseConfig config) {
    if (!Files.exists(file)) {
      throw new WarehouseException("there is no warehouse at " + file);
    }
    Properties properties = new Properties();
    properties.setProperty("duckdb.read_only", "true");
    return connect(file, config, properties);
  }

  private static Connections connect(Path file, WarehouseConfig config, Properties properties) {
    // Sizes are given on opening: the engine takes them before it reads the file.
    properties.setProperty("memory_limit", config.memoryMegabytes() + "MB");
    properties.setProperty("threads", Integer.toString(config.threads()));
    properties.setProperty("jdbc_stream_results", "true");
    config
        .temporaryFolder()
        .ifPresent(folder -> properties.setProperty("temp_directory", folder.toString()));
    try {
      // Asked by name: the manager of drivers would load and try those of all other databases.
      Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, properties);
      return new Connections(connection.unwrap(DuckDBConnection.class));
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      if (IN_USE.stream().anyMatch(message::contains)) {
        throw new WarehouseInUseException(
            file + " is in use: one process owns a warehouse. " + message, e);
      }
      throw new WarehouseException("cannot open the warehouse " + file + ": " + message, e);
    }
  }

  /** Runs {@code use} on a connection of its own. */
  <T> T use(Use<T> use) {
    try (DuckDBConnection connection = open()) {
      return use.on(connection);
    } catch (SQLException e) {
      throw new WarehouseException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A connection for the caller to close. */
  DuckDBConnection open() throws SQLException {
    DuckDBConnection connection = first.duplicate().unwrap(DuckDBConnection.class);
    try (Statement statement = connection.createStatement()) {
      // As Redshift does: 7 / 2 is 3, and NULL is the greatest value.
      statement.execute("SET integer_division = true");
      statement.execute("SET default_null_order = 'NULLS_LAST_ON_ASC_FIRST_ON_DESC'");
      // A name without quotes is in lower case, also as that of a result's column.
      statement.execute("SET preserve_identifier_case = false");
      statement.execute("SET TimeZone = " + Literal.of("UTC"));
      // Nothing relies on the order of rows without ORDER BY, and threads insert side by side.
      statement.execute("SET preserve_insertion_order = false");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      first.close();
    } catch (SQLException e) {
      throw new WarehouseException("cannot close the warehouse: " + e.getMessage(), e);
    }
  }
}

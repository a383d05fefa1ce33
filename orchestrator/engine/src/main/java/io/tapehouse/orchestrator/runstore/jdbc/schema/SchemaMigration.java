package io.tapehouse.orchestrator.runstore.jdbc.schema;

import io.tapehouse.orchestrator.runstore.RunStoreException;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to this program's. */
public final class SchemaMigration {

  /** The newest migration. */
  private static final int VERSION = 4;

  private static final String FOLDER = "classpath:io/tapehouse/orchestrator/runstore/jdbc/schema/";

  private SchemaMigration() {}

  /**
   * Applies the migrations that the database lacks. Flyway takes long to load, so it is asked only
   * when there is one.
   *
   * @throws RunStoreException when a migration fails, or the schema is a newer program's
   */
  public static void migrate(DataSource dataSource, Dialect dialect) {
    int version = version(dataSource);
    if (version > VERSION) {
      throw new RunStoreException(
          "run store: expected schema version %d at most, found %d: it is a newer program's"
              .formatted(VERSION, version),
          null);
    }
    if (version < VERSION) {
      try {
        Flyway.configure()
            .dataSource(dataSource)
            .locations(FOLDER + "common", FOLDER + dialect.folder())
            .javaMigrations(new V3__Quartz(dialect))
            .placeholders(dialect.placeholders())
            .load()
            .migrate();
      } catch (FlywayException e) {
        throw new RunStoreException("run store: the schema: " + e.getMessage(), e);
      }
    }
  }

  /** By Flyway's own table; 0 when there is none. */
  private static int version(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection();
        ResultSet tables =
            connection
                .getMetaData()
                .getTables(null, connection.getSchema(), "flyway_schema_history", null)) {
      if (!tables.next()) {
        return 0;
      }
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT MAX(CAST(\"version\" AS INTEGER)) FROM \"flyway_schema_history\""
                      + " WHERE \"success\"")) {
        return row.next() ? row.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new RunStoreException("run store: the schema: " + e.getMessage(), e);
    }
  }
}

package io.tapehouse.sql;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.sql.duckdb.DuckDbErrors;
import io.tapehouse.sql.duckdb.DuckDbParquet;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.sql.load.BatchLoader;
import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** A load that has done all of its work but the commit. */
final class UncommittedLoad {

  private UncommittedLoad() {}

  /** The connection stays open, with the transaction in it. */
  static Connection run(Path file, Lake lake, List<DatasetLoad> batch, Clock clock)
      throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
    connection.setAutoCommit(false);
    run(connection, lake, batch, clock);
    return connection;
  }

  /** The same on a connection that is in a transaction. */
  static void run(Connection connection, Lake lake, List<DatasetLoad> batch, Clock clock) {
    LoadReport report =
        new BatchLoader(Dictionary.load(), lake, new DuckDbParquet(), clock)
            .load(new Session(connection, new DuckDbErrors()), batch);
    if (!report.datasets().stream().allMatch(one -> one.failures().isEmpty())) {
      throw new IllegalStateException(report.toString());
    }
  }
}

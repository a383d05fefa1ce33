package io.tapehouse.orchestrator.plan;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.utils.ConnectionProvider;

/** A data source that another component owns, for Quartz, which keeps providers for ever. */
final class LentConnections implements ConnectionProvider {

  private volatile @Nullable DataSource dataSource;

  LentConnections(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Connection getConnection() throws SQLException {
    DataSource lent = dataSource;
    if (lent == null) {
      throw new SQLException("the scheduler was closed");
    }
    return lent.getConnection();
  }

  /** Leaves the data source open, and forgets it. */
  @Override
  public void shutdown() {
    dataSource = null;
  }

  @Override
  public void initialize() {
    // It is.
  }
}

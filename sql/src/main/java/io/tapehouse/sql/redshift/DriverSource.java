package io.tapehouse.sql.redshift;

import com.amazon.redshift.Driver;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections of Redshift's driver; each asks anew who connects. Thread-safe. */
final class DriverSource implements DataSource {

  private final Driver driver = new Driver();
  private final RedshiftSettings settings;

  DriverSource(RedshiftSettings settings) {
    this.settings = settings;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Properties properties = settings.authentication().properties();
    properties.setProperty("ApplicationName", "tapehouse");
    properties.setProperty("tcpKeepAlive", "true");
    // A query begins with BEGIN READ ONLY; the driver would set the session instead.
    properties.setProperty("readOnlyMode", "transaction");
    // Rows are fetched as they are taken: the driver would read ahead up to a gigabyte.
    properties.setProperty("enableFetchRingBuffer", "false");
    Connection connection = driver.connect(settings.url(), properties);
    if (connection == null) {
      throw new SQLException("Redshift's driver does not know the URL " + settings.url());
    }
    return connection;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("who connects is a setting");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}

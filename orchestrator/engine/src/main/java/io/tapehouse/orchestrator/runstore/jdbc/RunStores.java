package io.tapehouse.orchestrator.runstore.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Dialect;
import java.nio.file.Path;

/** Opens run stores. */
public final class RunStores {

  private static final String H2_SUFFIX = ".mv.db";

  /** Connections to H2: one writes at a time, so the others read, or are Quartz's. */
  private static final int H2_POOL = 10;

  /**
   * Claims and ends leave dead entries at the head of the indexes of active rows. A plain index
   * scan marks them and steps over them from then on; a bitmap scan meets them all until a vacuum.
   */
  private static final String PLAIN_SCANS = "SET enable_bitmapscan = off";

  private RunStores() {}

  /**
   * A run store in a file of H2, which this process owns from now on. Every commit is handed to the
   * operating system, so nothing is lost when the process is killed.
   *
   * @param file its name, with or without the ending {@code .mv.db}; made if it is not there
   * @throws RunStoreException when it cannot be opened, as when another process has it
   */
  public static JdbcRunStore h2(Path file) {
    String path = file.toAbsolutePath().normalize().toString().replace('\\', '/');
    String name =
        path.endsWith(H2_SUFFIX) ? path.substring(0, path.length() - H2_SUFFIX.length()) : path;
    if (name.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          "run store: expected a path without ';', which ends it in H2's URL, found " + path);
    }
    HikariConfig config = config("org.h2.jdbcx.JdbcDataSource");
    config.addDataSourceProperty(
        "url",
        // Not "file:": an interrupt of a thread that reads or writes would close the file for all.
        "jdbc:h2:async:" + name + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64");
    config.setUsername("sa");
    config.setPassword("");
    config.setMaximumPoolSize(H2_POOL);
    return open(config, Dialect.H2, path);
  }

  /**
   * A run store in a PostgreSQL database, which many nodes may use.
   *
   * @param poolSize connections at most
   * @throws RunStoreException when there is no connection
   */
  public static JdbcRunStore postgres(String jdbcUrl, String user, String password, int poolSize) {
    HikariConfig config = config("org.postgresql.ds.PGSimpleDataSource");
    config.addDataSourceProperty("url", jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(poolSize);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.setConnectionInitSql(PLAIN_SCANS);
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // A connection that was lost without a word must not hold up the heartbeat for ever.
    config.addDataSourceProperty("connectTimeout", "10");
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty("ApplicationName", "tapehouse");
    return open(config, Dialect.POSTGRES, jdbcUrl);
  }

  /** By the class, since the driver manager would load the drivers of everything else too. */
  private static HikariConfig config(String dataSource) {
    HikariConfig config = new HikariConfig();
    config.setDataSourceClassName(dataSource);
    config.setPoolName("run-store");
    config.setMinimumIdle(1);
    return config;
  }

  private static JdbcRunStore open(HikariConfig config, Dialect dialect, String what) {
    try {
      return new JdbcRunStore(new HikariDataSource(config), dialect);
    } catch (PoolInitializationException e) {
      throw new RunStoreException("run store %s: %s".formatted(what, e.getMessage()), e);
    }
  }
}

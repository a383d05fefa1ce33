package io.tapehouse.orchestrator.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.StdJobRunShellFactory;
import org.quartz.impl.StdScheduler;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.spi.ThreadExecutor;
import org.quartz.utils.DBConnectionManager;

/**
 * Puts a Quartz scheduler together from its parts. Quartz's own factories keep one scheduler of a
 * name in a process, and read its settings from wherever they lie around.
 */
final class QuartzFactory {

  /** Of all nodes, which by it know that they share their triggers. */
  private static final String NAME = "tapehouse";

  private static final long MISFIRE_MILLIS = 60_000;
  private static final long AFTER_TROUBLE_MILLIS = 5_000;

  private QuartzFactory() {}

  /**
   * A scheduler that has not begun.
   *
   * @param idle how often it looks for triggers that come up, or that a dead node held; a second at
   *     least
   */
  static Scheduler make(DataSource dataSource, boolean clustered, Duration idle)
      throws SchedulerException {
    String instance = UUID.randomUUID().toString();
    DBConnectionManager.getInstance()
        .addConnectionProvider(instance, new LentConnections(dataSource));
    SimpleThreadPool threads = new SimpleThreadPool(1, Thread.NORM_PRIORITY);
    threads.setInstanceName(NAME);
    threads.setInstanceId(instance);
    threads.setThreadNamePrefix("quartz-job");
    threads.setMakeThreadsDaemons(true);
    threads.initialize();
    ThreadExecutor executor = new DefaultThreadExecutor();
    JobStoreTX store = store(dataSource, instance, clustered, idle);
    store.setThreadExecutor(executor);
    StdJobRunShellFactory shells = new StdJobRunShellFactory();
    QuartzSchedulerResources parts = new QuartzSchedulerResources();
    parts.setName(NAME);
    parts.setInstanceId(instance);
    parts.setThreadName("quartz");
    parts.setMakeSchedulerThreadDaemon(true);
    parts.setThreadExecutor(executor);
    parts.setThreadPool(threads);
    parts.setJobRunShellFactory(shells);
    parts.setJobStore(store);
    QuartzScheduler core = new QuartzScheduler(parts, idle.toMillis(), AFTER_TROUBLE_MILLIS);
    CascadingClassLoadHelper classes = new CascadingClassLoadHelper();
    classes.initialize();
    store.initialize(classes, core.getSchedulerSignaler());
    Scheduler scheduler = new StdScheduler(core);
    shells.initialize(scheduler);
    core.initialize();
    return scheduler;
  }

  private static JobStoreTX store(
      DataSource dataSource, String instance, boolean clustered, Duration idle)
      throws SchedulerException {
    JobStoreTX store = new JobStoreTX();
    store.setInstanceName(NAME);
    store.setInstanceId(instance);
    store.setThreadPoolSize(1);
    store.setDataSource(instance);
    // In no quotes, so that each engine folds it as it folded it in the DDL.
    store.setTablePrefix("QRTZ_");
    store.setIsClustered(clustered);
    store.setClusterCheckinInterval(idle.toMillis() / 2);
    store.setMisfireThreshold(MISFIRE_MILLIS);
    store.setDbRetryInterval(AFTER_TROUBLE_MILLIS);
    store.setMakeThreadsDaemons(true);
    try (Connection connection = dataSource.getConnection()) {
      boolean postgres =
          connection.getMetaData().getDatabaseProductName().equalsIgnoreCase("PostgreSQL");
      store.setDriverDelegateClass(
          (postgres ? PostgreSQLDelegate.class : StdJDBCDelegate.class).getName());
    } catch (SQLException e) {
      throw new SchedulerException("cannot reach the database of the triggers", e);
    } catch (InvalidConfigurationException e) {
      throw new SchedulerException(e);
    }
    return store;
  }
}

package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.Schedule;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the planner when a DAG's schedule comes round: a cron trigger of Quartz for each DAG, in
 * the exchange's time zone, kept in the run store's database. In a cluster one node is woken,
 * whichever is first. Do not rely on it: what is due, the planner finds out for itself, and a
 * moment that is missed is left to it.
 */
public final class QuartzWaker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QuartzWaker.class);

  /** Triggers of the next minute are always at hand, so nothing is late when it looks seldom. */
  private static final Duration IDLE = Duration.ofMinutes(1);

  private static final String GROUP = "schedules";
  private static final JobKey JOB = new JobKey("wake", "planner");

  private final Scheduler scheduler;

  private QuartzWaker(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Begins to wake. Triggers that are stored for DAGs that are gone, or with other times, are
   * replaced.
   *
   * @param dataSource where Quartz's tables are; left open
   * @param clustered whether other processes use them too
   * @param wake called on a thread of its own, never twice at once; should be quick
   * @throws RunStoreException when the database cannot be used
   */
  public static QuartzWaker start(
      DataSource dataSource, boolean clustered, DagBook book, Runnable wake) {
    return start(dataSource, clustered, book, wake, IDLE);
  }

  static QuartzWaker start(
      DataSource dataSource, boolean clustered, DagBook book, Runnable wake, Duration idle) {
    try {
      QuartzWaker waker = new QuartzWaker(QuartzFactory.make(dataSource, clustered, idle));
      try {
        waker.scheduler.setJobFactory((bundle, scheduler) -> new WakeUp(wake));
        waker.schedule(book);
        waker.scheduler.start();
      } catch (SchedulerException e) {
        waker.close();
        throw e;
      }
      return waker;
    } catch (SchedulerException e) {
      throw new RunStoreException("cannot schedule DAGs: " + e.getMessage(), e);
    }
  }

  private void schedule(DagBook book) throws SchedulerException {
    Map<TriggerKey, CronTrigger> wanted = new HashMap<>();
    for (Dag dag : book.all()) {
      dag.schedule()
          .map(schedule -> trigger(dag, schedule))
          .filter(trigger -> trigger.getFireTimeAfter(Date.from(Instant.now())) != null)
          .ifPresent(trigger -> wanted.put(trigger.getKey(), trigger));
    }
    JobDetail job = JobBuilder.newJob(WakeUp.class).withIdentity(JOB).storeDurably().build();
    scheduler.addJob(job, true);
    for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
      CronTrigger now = wanted.remove(key);
      if (now == null) {
        scheduler.unscheduleJob(key);
      } else if (!isAsWanted(now)) {
        LOG.info("{}: its schedule has changed", key.getName());
        scheduler.rescheduleJob(key, now);
      }
    }
    for (CronTrigger trigger : wanted.values()) {
      try {
        scheduler.scheduleJob(trigger);
      } catch (ObjectAlreadyExistsException e) {
        LOG.debug("{}: another node was first", trigger.getKey());
      }
    }
  }

  private static CronTrigger trigger(Dag dag, Schedule schedule) {
    return TriggerBuilder.newTrigger()
        .withIdentity(dag.id(), GROUP)
        .forJob(JOB)
        .withSchedule(
            CronScheduleBuilder.cronSchedule(schedule.cron())
                .inTimeZone(TimeZone.getTimeZone(schedule.zone()))
                .withMisfireHandlingInstructionDoNothing())
        .build();
  }

  private boolean isAsWanted(CronTrigger wanted) throws SchedulerException {
    return scheduler.getTrigger(wanted.getKey()) instanceof CronTrigger stored
        && stored.getCronExpression().equals(wanted.getCronExpression())
        && stored.getTimeZone().getID().equals(wanted.getTimeZone().getID())
        && stored.getMisfireInstruction() == wanted.getMisfireInstruction()
        && stored.getJobKey().equals(wanted.getJobKey())
        && scheduler.getTriggerState(wanted.getKey()) != Trigger.TriggerState.ERROR;
  }

  /** Stops waking; waits for a call that is being made. */
  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      LOG.warn("Quartz did not stop in good order", e);
    }
  }
}

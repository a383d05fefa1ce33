package io.tapehouse.orchestrator.plan;

import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one job of all triggers: wakes the node on which it fires. Its name is in the database. */
final class WakeUp implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(WakeUp.class);

  private final Runnable wake;

  WakeUp(Runnable wake) {
    this.wake = wake;
  }

  @Override
  public void execute(JobExecutionContext context) {
    try {
      wake.run();
    } catch (RuntimeException e) {
      LOG.error("{} woke a planner that failed", context.getTrigger().getKey(), e);
    }
  }
}

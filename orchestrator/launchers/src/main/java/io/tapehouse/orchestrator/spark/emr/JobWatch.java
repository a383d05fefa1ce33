package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.orchestrator.spark.SparkLauncher.Listener;
import io.tapehouse.orchestrator.spark.emr.AwsCallException.Reason;
import io.tapehouse.orchestrator.spark.emr.RemoteJob.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for work of a service, and ends it when no thread waits any more.
 *
 * @param waits time
 * @param every how often it is asked
 * @param timeout after which, since the service took it, it is ended
 * @param cancelPatience how long the service may take to end it
 */
record JobWatch(Waits waits, Duration every, Duration timeout, Duration cancelPatience) {

  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

  /**
   * Waits for the end, telling each change of state. When this thread is interrupted the work is
   * ended, and this throws only then; unless the listener reports that it goes on.
   *
   * @throws SparkFailedException when it took too long; it was ended then
   */
  Status end(RemoteJob job, Listener listener) throws IOException, InterruptedException {
    try {
      String last = "";
      while (true) {
        Status status = job.status();
        if (!status.words().equals(last)) {
          listener.log(job.name() + ": " + status.words());
          last = status.words();
        }
        if (status.ended()) {
          status.costs().forEach(listener::log);
          return status;
        }
        Instant latest = status.since().plus(timeout);
        if (waits.now().isAfter(latest)) {
          stop(job);
          throw new SparkFailedException(
              "%s was ended: it had not ended by itself %d minutes after it was taken or begun; last: %s"
                  .formatted(job.name(), timeout.toMinutes(), last));
        }
        waits.sleep(every);
      }
    } catch (InterruptedException e) {
      if (listener.goesOn()) {
        listener.log(job.name() + ": goes on, and another attempt waits for it");
        throw e;
      }
      listener.log(job.name() + ": no more wanted, being ended");
      stop(job);
      throw e;
    }
  }

  /** Ends work and waits, within bounds, until it has ended by the service. */
  void stop(RemoteJob job) {
    boolean interrupted = Thread.interrupted();
    Instant latest = waits.now().plus(cancelPatience);
    boolean asked = false;
    while (true) {
      try {
        if (!asked) {
          asked = cancel(job);
        }
        if (job.status().ended()) {
          break;
        }
        if (waits.now().isAfter(latest)) {
          LOG.warn(
              "{} has not ended {} s after the request to end; the service's own timeout will end it",
              job.name(),
              cancelPatience.toSeconds());
          break;
        }
        waits.sleep(every);
      } catch (InterruptedException e) {
        // It is being ended already: that is all there is to be done.
        interrupted = true;
      } catch (AwsCallException e) {
        if (e.reason() == Reason.NOT_FOUND) {
          break;
        }
        if (e.reason() == Reason.CREDENTIALS || waits.now().isAfter(latest)) {
          LOG.warn("{} may run on: it could not be ended: {}", job.name(), e.getMessage());
          break;
        }
      } catch (IOException e) {
        LOG.warn("{} may run on: it could not be ended: {}", job.name(), e.getMessage());
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the service took it. What it refuses has most likely ended, which is asked next. */
  private static boolean cancel(RemoteJob job) throws IOException, InterruptedException {
    try {
      job.cancel();
    } catch (AwsCallException e) {
      if (e.reason() != Reason.REFUSED && e.reason() != Reason.CONFLICT) {
        throw e;
      }
    }
    return true;
  }
}

package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down how attempts ended: all that have ended meanwhile in one transaction, in a thread of
 * its own. While the store does not answer they wait here.
 */
final class Endings {

  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private static final int MOST_TOGETHER = 500;
  private static final long IDLE_MILLISECONDS = 200;
  private static final long LONGEST_REST_MILLISECONDS = 5_000;

  private final RunStore store;
  private final Resolver resolver;
  private final ExecutionListener listener;
  private final Runnable afterwards;
  private final BlockingQueue<Ending> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean stopping;

  Endings(RunStore store, Resolver resolver, ExecutionListener listener, Runnable afterwards) {
    this.store = store;
    this.resolver = resolver;
    this.listener = listener;
    this.afterwards = afterwards;
    this.thread = new Thread(this::work, "endings");
  }

  void start() {
    thread.start();
  }

  void add(Ending ending) {
    waiting.add(ending);
  }

  /** Writes what is left and ends; gives up on a store that does not answer. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.join();
  }

  private void work() {
    List<Ending> together = new ArrayList<>();
    try {
      while (!stopping || !waiting.isEmpty()) {
        Ending first = waiting.poll(IDLE_MILLISECONDS, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        together.add(first);
        waiting.drainTo(together, MOST_TOGETHER - 1);
        record(together);
        together.clear();
      }
    } catch (InterruptedException e) {
      LOG.warn("{} endings were not written down: their leases run out", waiting.size());
    }
  }

  private void record(List<Ending> together) throws InterruptedException {
    for (long rest = 10; ; rest = Math.min(rest * 2, LONGEST_REST_MILLISECONDS)) {
      try {
        Set<String> refused = new HashSet<>();
        for (Claim claim : store.end(List.copyOf(together), resolver)) {
          refused.add(claim.attemptId());
          LOG.warn(
              "{}@{} {}: attempt {} came too late, the task is somebody else's by now",
              claim.dagId(),
              claim.date(),
              claim.taskId(),
              claim.attemptId());
        }
        for (Ending ending : together) {
          if (!refused.contains(ending.claim().attemptId())) {
            listener.ended(ending);
          }
        }
        afterwards.run();
        return;
      } catch (RunStoreException e) {
        if (stopping && rest == LONGEST_REST_MILLISECONDS) {
          LOG.error("{} endings were not written down: their leases run out", together.size(), e);
          return;
        }
        LOG.warn("cannot write down how {} attempts ended; trying again", together.size(), e);
        TimeUnit.MILLISECONDS.sleep(rest);
      }
    }
  }
}

package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.logs.Masking;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.CommitOutcomeUnknownException;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import io.tapehouse.orchestrator.runstore.WorkQueue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records how attempts ended, in a thread of its own: all that have ended meanwhile in one
 * transaction. While the store does not answer they wait here.
 */
final class EndingRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(EndingRecorder.class);

  private static final int MOST_TOGETHER = 500;
  private static final long LONGEST_REST_MILLISECONDS = 5_000;

  private final WorkQueue store;
  private final Masking masking;
  private final Resolver resolver;
  private final ExecutionListener listener;
  private final Consumer<Set<String>> over;
  private final Runnable afterwards;

  /** What waits to be written down; an empty one only wakes the thread. */
  private final BlockingQueue<Optional<Ending>> waiting = new LinkedBlockingQueue<>();

  private final Thread thread;
  private volatile boolean stopping;

  /**
   * Begins at {@link #start}.
   *
   * @param masking takes secrets out of what is written down for people
   * @param over receives the attempts that are not waited for any more, recorded or not
   * @param afterwards is run when something was recorded
   */
  EndingRecorder(
      WorkQueue store,
      Masking masking,
      Resolver resolver,
      ExecutionListener listener,
      Consumer<Set<String>> over,
      Runnable afterwards) {
    this.store = store;
    this.masking = masking;
    this.resolver = resolver;
    this.listener = listener;
    this.over = over;
    this.afterwards = afterwards;
    this.thread = new Thread(this::work, "endings");
  }

  void start() {
    thread.start();
  }

  void add(Ending ending) {
    waiting.add(Optional.of(ending.withMessage(masking.apply(ending.message()))));
  }

  /** Writes what is left and ends; gives up on a store that does not answer. */
  void stop() throws InterruptedException {
    letGo();
    thread.join();
  }

  /** Writes what is left and ends, without anybody waiting for it. */
  void letGo() {
    stopping = true;
    waiting.add(Optional.empty());
  }

  private void work() {
    List<Optional<Ending>> together = new ArrayList<>();
    try {
      while (!stopping || !waiting.isEmpty()) {
        together.add(waiting.take());
        waiting.drainTo(together, MOST_TOGETHER - 1);
        record(together.stream().flatMap(Optional::stream).toList());
        together.clear();
      }
    } catch (InterruptedException e) {
      LOG.warn("{} endings were not written down: their leases run out", waiting.size());
    }
  }

  private void record(List<Ending> together) throws InterruptedException {
    List<Ending> left = together;
    boolean unknown = false;
    for (long rest = 10; !left.isEmpty(); rest = Math.min(rest * 2, LONGEST_REST_MILLISECONDS)) {
      try {
        recordAll(left, unknown);
        return;
      } catch (RunStoreException e) {
        if (stopping && rest == LONGEST_REST_MILLISECONDS) {
          giveUp(left, e);
          return;
        }
        LOG.warn("cannot write down how {} attempts ended; trying again", left.size(), e);
        unknown = unknown || e instanceof CommitOutcomeUnknownException;
        TimeUnit.MILLISECONDS.sleep(rest);
      } catch (RuntimeException | Error e) {
        // One that cannot be recorded is not to take the others with it.
        LOG.error("a fault in what {} attempts ended with", left.size(), e);
        left = oneByOne(left, unknown);
      }
    }
  }

  /** Returns those for which the store did not answer. */
  private List<Ending> oneByOne(List<Ending> together, boolean unknown) {
    List<Ending> left = new ArrayList<>();
    for (Ending ending : together) {
      try {
        recordAll(List.of(ending), unknown);
      } catch (RunStoreException e) {
        left.add(ending);
      } catch (RuntimeException | Error e) {
        giveUp(List.of(ending), e);
      }
    }
    return left;
  }

  /**
   * Records in one transaction.
   *
   * @param unknown whether an earlier try may have recorded them
   */
  private void recordAll(List<Ending> together, boolean unknown) {
    Set<String> refused = new HashSet<>();
    for (Claim claim : store.end(together, resolver)) {
      if (!unknown) {
        refused.add(claim.attemptId());
        LOG.warn(
            "{}@{} {}: attempt {} came too late: another attempt has the task by now",
            claim.dagId(),
            claim.date(),
            claim.taskId(),
            claim.attemptId());
      }
    }
    over.accept(attempts(together));
    for (Ending ending : together) {
      if (!refused.contains(ending.claim().attemptId())) {
        tell(ending);
      }
    }
    afterwards.run();
  }

  private void tell(Ending ending) {
    try {
      listener.ended(ending);
    } catch (RuntimeException e) {
      LOG.error("a fault in a listener", e);
    }
  }

  private void giveUp(List<Ending> endings, Throwable why) {
    LOG.error("{} endings were not written down: their leases run out", endings.size(), why);
    over.accept(attempts(endings));
  }

  private static Set<String> attempts(List<Ending> endings) {
    return endings.stream()
        .map(ending -> ending.claim().attemptId())
        .collect(Collectors.toUnmodifiableSet());
  }
}

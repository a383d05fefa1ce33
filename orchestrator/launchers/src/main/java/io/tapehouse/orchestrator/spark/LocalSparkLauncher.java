package io.tapehouse.orchestrator.spark;

import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlMessage;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spark in a child process on all cores of this machine, started once and kept warm until it has
 * had nothing to do for a while. It ends when its standard input does, so it never outlives us, not
 * even when we are killed. An interrupt of a thread whose job runs ends the process with the job;
 * the next job starts another.
 */
public final class LocalSparkLauncher implements SparkLauncher {

  private static final Logger LOG = LoggerFactory.getLogger(LocalSparkLauncher.class);

  /**
   * How long an idle process may take to end in good order; one that writes its classes, longer.
   */
  private static final Duration PATIENCE =
      Duration.ofSeconds(EtlInstallation.recordsClasses() ? 120 : 20);

  /** How long one that is no more wanted may take before it is killed. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration LAST_LINES = Duration.ofSeconds(1);
  private static final long MOST_LOG_BYTES = 8L << 20;

  private final SparkCommand command;
  private final Path logs;
  private final Path scratch;
  private final Duration idleTimeout;
  private final SparkLog log;
  private final UnaryOperator<String> masking;

  /** Held by the one whose job runs, and while an idle process is being stopped. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "spark-idle");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable SparkChild child;
  private @Nullable ScheduledFuture<?> idle;
  private long uses;
  private boolean closed;

  /**
   * How the child is run.
   *
   * @param heap its {@code -Xmx}
   * @param idleTimeout it is stopped after so long without a job
   * @param jvmOptions more options, empty as a rule
   */
  public record SparkSettings(String heap, Duration idleTimeout, List<String> jvmOptions) {

    /** Copies the list. */
    public SparkSettings {
      jvmOptions = List.copyOf(jvmOptions);
    }
  }

  /**
   * A launcher that starts nothing yet.
   *
   * @param logs folder for the child's log and for Spark's event logs
   * @param scratch folder for its temporary files
   * @param masking takes secrets out of what it prints
   */
  public LocalSparkLauncher(
      EtlInstallation installation,
      Path logs,
      Path scratch,
      SparkSettings settings,
      UnaryOperator<String> masking) {
    this(
        new EtlCommand(installation, settings),
        logs,
        scratch,
        settings.idleTimeout(),
        MOST_LOG_BYTES,
        masking);
  }

  LocalSparkLauncher(
      SparkCommand command,
      Path logs,
      Path scratch,
      Duration idleTimeout,
      long mostLogBytes,
      UnaryOperator<String> masking) {
    this.command = command;
    this.logs = logs;
    this.scratch = scratch;
    this.idleTimeout = idleTimeout;
    this.log = new SparkLog(logs.resolve("spark.log"), mostLogBytes);
    this.masking = masking;
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void warmUp() throws IOException {
    child();
  }

  @Override
  public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    turn.lockInterruptibly();
    try {
      run(child(), job, outcomes, listener);
    } finally {
      turn.unlock();
    }
  }

  private void run(SparkChild current, EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    boolean done = false;
    try {
      current.begin(job, listener::log);
      while (!done) {
        EtlMessage message = current.next().orElse(null);
        if (message == null) {
          throw failure(current, job);
        }
        done = take(message, outcomes, listener);
      }
    } finally {
      if (done) {
        current.end(LAST_LINES);
        restart(current);
      } else {
        current.forget();
        discard(current);
      }
    }
  }

  /** Whether the job is over. */
  private static boolean take(
      EtlMessage message, Consumer<EtlOutcome> outcomes, Listener listener) {
    if (message instanceof EtlMessage.Progress progress) {
      listener.progress(progress.rows(), progress.bytes());
    } else if (message instanceof EtlMessage.Outcome outcome) {
      outcomes.accept(outcome.outcome());
    }
    return message instanceof EtlMessage.Done;
  }

  /** The process id of the child; empty: there is none. */
  synchronized OptionalLong pid() {
    SparkChild current = child;
    return current != null && current.isAlive()
        ? OptionalLong.of(current.pid())
        : OptionalLong.empty();
  }

  /** Ends the child, with the job that runs, if one does. No job runs afterwards. */
  @Override
  public void close() {
    SparkChild last;
    synchronized (this) {
      closed = true;
      last = child;
      child = null;
    }
    boolean atRest = turn.tryLock();
    try {
      if (last != null) {
        last.stop(atRest ? PATIENCE : GRACE);
      }
    } finally {
      if (atRest) {
        turn.unlock();
      }
    }
    awaitTimer();
    log.close();
  }

  /** One that is being stopped for idleness is not waited for any longer. */
  private void awaitTimer() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("an idle Spark process is still being stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The child, which is started if there is none. */
  private synchronized SparkChild child() throws IOException {
    if (closed) {
      throw new SparkFailedException("Spark is not to run any more: its launcher was closed");
    }
    SparkChild current = child;
    if (current == null || !current.isAlive()) {
      if (current != null) {
        current.stop(Duration.ZERO);
      }
      Path events = logs.resolve("spark-events");
      Files.createDirectories(events);
      current = SparkChild.start(command, events, scratch, log, masking);
      child = current;
    }
    restart(current);
    return current;
  }

  /** Lets the time begin anew after which the child is idle. */
  private synchronized void restart(SparkChild current) {
    long use = ++uses;
    if (idle != null) {
      idle.cancel(false);
    }
    if (!closed) {
      idle =
          timer.schedule(
              () -> stopIdle(current, use), idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void stopIdle(SparkChild resting, long lastUse) {
    // A job that runs begins the time anew at its end; one that comes now waits for its turn.
    if (!turn.tryLock()) {
      return;
    }
    try {
      boolean unused;
      synchronized (this) {
        unused = uses == lastUse && release(resting);
      }
      if (unused) {
        resting.stop(PATIENCE);
      }
    } finally {
      turn.unlock();
    }
  }

  private void discard(SparkChild broken) {
    release(broken);
    broken.stop(GRACE);
  }

  /** Whether it was the child until now. */
  private synchronized boolean release(SparkChild former) {
    if (child != former) {
      return false;
    }
    child = null;
    if (idle != null) {
      idle.cancel(false);
    }
    return true;
  }

  private SparkFailedException failure(SparkChild dead, EtlJob job) throws InterruptedException {
    synchronized (this) {
      if (closed) {
        return new SparkFailedException(
            "the Spark process was stopped while the job %s ran".formatted(job.jobId()));
      }
    }
    return new SparkFailedException(dead.lastWords(PATIENCE));
  }
}

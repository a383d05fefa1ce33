package io.tapehouse.orchestrator.spark;

import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A job that a thread of its own waits for, and what that one heard. */
final class Submitted implements SparkLauncher.Listener {

  final List<String> lines = new CopyOnWriteArrayList<>();
  final List<Long> rows = new CopyOnWriteArrayList<>();
  final List<EtlOutcome> outcomes = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstLine = new CountDownLatch(1);
  private final CompletableFuture<Throwable> ending = new CompletableFuture<>();
  private final Thread thread;

  private Submitted(SparkLauncher launcher, EtlJob job) {
    this.thread = new Thread(() -> run(launcher, job), "job " + job.jobId());
    thread.start();
  }

  static Submitted to(SparkLauncher launcher, EtlJob job) {
    return new Submitted(launcher, job);
  }

  private void run(SparkLauncher launcher, EtlJob job) {
    try {
      launcher.run(job, outcomes::add, this);
      ending.complete(new Ended());
    } catch (Throwable e) {
      ending.complete(e);
    } finally {
      firstLine.countDown();
    }
  }

  /** What is thrown when nothing is. */
  static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void progress(long rowsRead, long bytes) {
    rows.add(rowsRead);
  }

  @Override
  public void log(String line) {
    lines.add(line);
    firstLine.countDown();
  }

  void interrupt() {
    thread.interrupt();
  }

  Thread.State state() {
    return thread.getState();
  }

  void awaitLine() throws InterruptedException {
    if (!firstLine.await(20, TimeUnit.SECONDS) || lines.isEmpty()) {
      throw new AssertionError("expected a line of its log, found none; " + ending.getNow(null));
    }
  }

  /** What the job threw; {@link Ended} when nothing. */
  Throwable ending() throws InterruptedException, ExecutionException, TimeoutException {
    return ending.get(40, TimeUnit.SECONDS);
  }
}

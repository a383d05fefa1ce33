package io.tapehouse.emulators.emr;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Threads that run work for a fake service. */
final class WorkThreads {

  private final Runner runner;
  private final List<Work> all = new ArrayList<>();

  WorkThreads(Runner runner) {
    this.runner = runner;
  }

  /** A piece of work that runs. */
  final class Work {
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private @Nullable Thread thread;

    void cancel() {
      cancelled.set(true);
      synchronized (this) {
        if (thread != null) {
          thread.interrupt();
        }
      }
    }

    BooleanSupplier cancelled() {
      return cancelled::get;
    }

    /**
     * Begins it.
     *
     * @param ended receives the complaint, or null, when the runner has ended
     */
    private void begin(Submission submission, Consumer<@Nullable String> ended) {
      Thread started =
          new Thread(
              () -> {
                String complaint = null;
                try {
                  runner.run(submission);
                } catch (Throwable e) {
                  complaint = String.valueOf(e.getMessage());
                }
                ended.accept(complaint);
              },
              "fake-work " + submission.id());
      started.setDaemon(true);
      synchronized (this) {
        thread = started;
        started.start();
        if (cancelled.get()) {
          started.interrupt();
        }
      }
    }

    private synchronized @Nullable Thread thread() {
      return thread;
    }
  }

  synchronized Work add() {
    Work work = new Work();
    all.add(work);
    return work;
  }

  static void begin(Work work, Submission submission, Consumer<@Nullable String> ended) {
    work.begin(submission, ended);
  }

  /** Cancels everything and waits a while for it to end. */
  void close() {
    List<Work> left;
    synchronized (this) {
      left = List.copyOf(all);
    }
    left.forEach(Work::cancel);
    for (Work work : left) {
      Thread thread = work.thread();
      if (thread != null) {
        try {
          thread.join(10_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}

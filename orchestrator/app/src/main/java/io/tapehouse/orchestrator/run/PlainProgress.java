package io.tapehouse.orchestrator.run;

import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.PrintStream;
import java.util.Locale;

/**
 * A line for each task that ended: for files, pipes and people who scroll. What was skipped because
 * a task before it was has none: that task's line has the reason.
 */
public final class PlainProgress implements Progress {

  private static final long NANOS_BETWEEN_COUNTS = 5_000_000_000L;

  private final PrintStream out;
  private final long began = System.nanoTime();
  private long lastCount = began;

  /** Writes to {@code out}. */
  public PlainProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void planned(int tasks) {}

  @Override
  public void began(String task) {}

  @Override
  public synchronized void ended(TaskRecord task) {
    if (task.state() == TaskState.SKIPPED && task.detail().equals(DagResolver.NEEDS_SKIPPED)) {
      return;
    }
    line(
        "%s %s%s"
            .formatted(
                task.name(),
                task.state().text(),
                task.detail().isEmpty() ? "" : ": " + task.detail()));
  }

  @Override
  public void received(long bytes) {}

  @Override
  public synchronized void rows(long rows) {
    long now = System.nanoTime();
    if (now - lastCount > NANOS_BETWEEN_COUNTS) {
      lastCount = now;
      line("%,d rows through Spark".formatted(rows));
    }
  }

  @Override
  public synchronized void say(String line) {
    line(line);
  }

  @Override
  public void close() {}

  private void line(String text) {
    out.printf(Locale.ROOT, "%7.2f  %s%n", (System.nanoTime() - began) / 1e9, text);
  }
}

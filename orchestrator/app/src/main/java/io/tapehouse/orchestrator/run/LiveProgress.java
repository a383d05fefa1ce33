package io.tapehouse.orchestrator.run;

import io.tapehouse.orchestrator.state.TaskState;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One line at the foot of a terminal that is drawn anew some times a second: tasks, bytes, rows,
 * time. What failed scrolls past above it.
 */
public final class LiveProgress implements Progress {

  private static final long DRAW_MILLIS = 200;
  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final long start = System.nanoTime();
  private final Set<String> running = new LinkedHashSet<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> redrawing;
  private int planned;
  private int done;
  private long bytes;
  private long rows;

  /** Draws on {@code out}, which must be a terminal. */
  public LiveProgress(PrintStream out) {
    this.out = out;
    redrawing =
        clock.scheduleAtFixedRate(this::draw, DRAW_MILLIS, DRAW_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void planned(int tasks) {
    planned += tasks;
  }

  @Override
  public synchronized void began(String task) {
    running.add(task);
  }

  @Override
  public synchronized void ended(TaskRecord task) {
    running.remove(task.name());
    done++;
    if (task.state() == TaskState.FAILED) {
      above("%s %s: %s".formatted(task.name(), task.state().text(), task.detail()));
    }
  }

  @Override
  public synchronized void received(long more) {
    bytes += more;
  }

  @Override
  public synchronized void rows(long total) {
    rows = total;
  }

  @Override
  public synchronized void say(String line) {
    above(line);
  }

  @Override
  public void close() {
    redrawing.cancel(false);
    clock.shutdown();
    synchronized (this) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  private void above(String line) {
    out.print(CLEAR_LINE);
    out.println(line);
    draw();
  }

  private synchronized void draw() {
    String latest = running.isEmpty() ? "" : running.iterator().next();
    String line =
        "%5.1f s  tasks %d/%d  %.1f MB  %,d rows  %s"
            .formatted(
                (System.nanoTime() - start) / 1e9,
                done,
                Math.max(planned, done),
                bytes / 1e6,
                rows,
                latest);
    out.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), WIDTH)));
    out.flush();
  }
}

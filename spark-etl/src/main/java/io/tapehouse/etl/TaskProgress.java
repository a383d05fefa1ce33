package io.tapehouse.etl;

import io.tapehouse.store.job.EtlMessage;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Passes on what Spark counts, after each task. */
final class TaskProgress extends SparkListener {

  private final Consumer<EtlMessage> replies;
  private long rows;
  private long bytes;

  TaskProgress(Consumer<EtlMessage> replies) {
    this.replies = replies;
  }

  synchronized void begin() {
    rows = 0;
    bytes = 0;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() == null) {
      return; // a task that was lost before it began
    }
    EtlMessage.Progress progress;
    synchronized (this) {
      rows += end.taskMetrics().inputMetrics().recordsRead();
      bytes += end.taskMetrics().inputMetrics().bytesRead();
      progress = new EtlMessage.Progress(rows, bytes);
    }
    replies.accept(progress);
  }
}

package io.tapehouse.etl;

import io.tapehouse.etl.job.SparkJob;
import io.tapehouse.store.job.EtlMessage;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Passes on what Spark counts of files, after each task; what queries read was counted before. */
final class TaskProgress extends SparkListener {

  private final Consumer<EtlMessage> replies;
  private final Set<Integer> stages = new HashSet<>();
  private long rows;
  private long bytes;

  TaskProgress(Consumer<EtlMessage> replies) {
    this.replies = replies;
  }

  synchronized void begin() {
    stages.clear();
    rows = 0;
    bytes = 0;
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    if (submitted.properties() != null
        && submitted.properties().getProperty(SparkJob.READS_FILES) != null) {
      stages.add(submitted.stageInfo().stageId());
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() == null) {
      return; // a task that was lost before it began
    }
    EtlMessage.Progress progress;
    synchronized (this) {
      if (!stages.contains(end.stageId())) {
        return;
      }
      rows += end.taskMetrics().inputMetrics().recordsRead();
      bytes += end.taskMetrics().inputMetrics().bytesRead();
      progress = new EtlMessage.Progress(rows, bytes);
    }
    replies.accept(progress);
  }
}

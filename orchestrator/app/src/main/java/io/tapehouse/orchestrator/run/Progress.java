package io.tapehouse.orchestrator.run;

import io.tapehouse.orchestrator.pipeline.PipelineContext.Throughput;

/** Observes a run, from many threads. */
public interface Progress extends Throughput, AutoCloseable {

  /** So many tasks more are to be done. */
  void planned(int tasks);

  /** A task began. */
  void began(String task);

  /** A task ended, or waits for another attempt. */
  void ended(TaskRecord task);

  /** Something that a person should read now. */
  void say(String line);

  @Override
  void close();
}

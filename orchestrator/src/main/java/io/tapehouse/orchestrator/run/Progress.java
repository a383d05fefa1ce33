package io.tapehouse.orchestrator.run;

/** Is told how a run goes, by many threads. */
public interface Progress extends AutoCloseable {

  /** So many tasks more are to be done. */
  void planned(int tasks);

  /** A task began. */
  void began(String task);

  /** A task ended. */
  void ended(TaskRecord task);

  /** So many bytes more came in from the source. */
  void received(long bytes);

  /** So many rows passed through Spark in the running job. */
  void rows(long rows);

  /** Something that a person should read now. */
  void say(String line);

  @Override
  void close();
}

package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.store.job.EtlOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody who waits for a job on a thread of his own, and what he heard. */
final class Heard implements SparkLauncher.Listener {

  /** What a thread does. */
  interface Deed {
    void with(Heard heard) throws Exception;
  }

  final List<String> references = new CopyOnWriteArrayList<>();
  final List<String> lines = new CopyOnWriteArrayList<>();
  final List<EtlOutcome> outcomes = new CopyOnWriteArrayList<>();
  final List<Long> rows = new CopyOnWriteArrayList<>();
  private final CompletableFuture<@Nullable Throwable> ending = new CompletableFuture<>();
  private final Thread thread;

  private Heard(Deed deed) {
    thread =
        new Thread(
            () -> {
              try {
                deed.with(this);
                ending.complete(null);
              } catch (Throwable e) {
                ending.complete(e);
              }
            },
            "waits for a job");
  }

  static Heard when(Deed deed) {
    Heard heard = new Heard(deed);
    heard.thread.setDaemon(true);
    heard.thread.start();
    return heard;
  }

  void interrupt() {
    thread.interrupt();
  }

  /** What was thrown; null: nothing. */
  @Nullable Throwable ending() throws Exception {
    return ending.get(30, TimeUnit.SECONDS);
  }

  boolean ended() {
    return ending.isDone();
  }

  String reference() {
    return references.get(references.size() - 1);
  }

  @Override
  public void progress(long read, long bytes) {
    rows.add(read);
  }

  @Override
  public void log(String line) {
    lines.add(line);
  }

  @Override
  public void begins(String reference) {
    references.add(reference);
  }
}

package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.dag.DagTask;
import io.tapehouse.orchestrator.logs.AttemptLog;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.WorkQueue;
import io.tapehouse.orchestrator.task.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A running attempt, alone or in a batch, as its task's code sees it. */
final class RunningAttempt implements TaskContext {

  private final Claim claim;
  private final DagTask task;
  private final WorkQueue store;
  private final AttemptLog log;
  private final boolean inBatch;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicReference<@Nullable StopReason> breakOff = new AtomicReference<>();

  RunningAttempt(Claim claim, DagTask task, WorkQueue store, AttemptLog log, boolean inBatch) {
    this.claim = claim;
    this.task = task;
    this.store = store;
    this.log = log;
    this.inBatch = inBatch;
  }

  @Override
  public Claim claim() {
    return claim;
  }

  @Override
  public Optional<String> output(String taskId) {
    return Optional.ofNullable(store.outputs(claim.runId(), List.of(taskId)).get(taskId));
  }

  @Override
  public void log(String line) {
    log.line(inBatch ? claim.date() + " " + claim.taskId() + ": " + line : line);
  }

  @Override
  public boolean holds() {
    return store.holds(List.of(claim));
  }

  @Override
  public boolean isHandedOver() {
    StopReason why = breakOff.get();
    return why == StopReason.LOST || why == StopReason.SHUTDOWN;
  }

  @Override
  public void external(String id) {
    store.external(claim, id);
  }

  DagTask task() {
    return task;
  }

  AttemptLog attemptLog() {
    return log;
  }

  /** True for the first caller. */
  boolean endOnce() {
    return ended.compareAndSet(false, true);
  }

  boolean hasEnded() {
    return ended.get();
  }

  /** The first reason counts. */
  void breakOff(StopReason why) {
    breakOff.compareAndSet(null, why);
  }

  @Nullable StopReason breakOff() {
    return breakOff.get();
  }
}

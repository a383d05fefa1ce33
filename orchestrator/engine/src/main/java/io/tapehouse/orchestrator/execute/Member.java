package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.dag.DagTask;
import io.tapehouse.orchestrator.logs.AttemptLog;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.task.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An attempt at work; alone or in a batch. */
final class Member implements TaskContext {

  private final Claim claim;
  private final DagTask task;
  private final RunStore store;
  private final AttemptLog log;
  private final boolean inBatch;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicReference<@Nullable BreakOff> breakOff = new AtomicReference<>();

  Member(Claim claim, DagTask task, RunStore store, AttemptLog log, boolean inBatch) {
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
    BreakOff why = breakOff.get();
    return why == BreakOff.LOST || why == BreakOff.SHUTDOWN;
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

  /** True for the first that says so. */
  boolean endOnce() {
    return ended.compareAndSet(false, true);
  }

  boolean hasEnded() {
    return ended.get();
  }

  /** The first reason counts. */
  void breakOff(BreakOff why) {
    breakOff.compareAndSet(null, why);
  }

  @Nullable BreakOff breakOff() {
    return breakOff.get();
  }
}

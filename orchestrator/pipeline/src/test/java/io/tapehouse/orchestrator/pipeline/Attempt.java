package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.RunType;
import io.tapehouse.orchestrator.task.TaskContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt that holds its task, without a run store behind it. */
record Attempt(Claim claim, Map<String, String> outputs) implements TaskContext {

  /**
   * An attempt at a task.
   *
   * @param reference the work outside that the attempt before it left; null or empty: none
   */
  static Attempt at(String taskId, LocalDate date, @Nullable String reference) {
    return new Attempt(
        new Claim(
            1,
            1,
            "taiwan_index",
            date,
            RunType.SCHEDULED,
            "g",
            taskId,
            null,
            "new-" + date,
            2,
            2,
            0,
            0,
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            reference),
        Map.of());
  }

  /** The same after tasks that left something. */
  Attempt with(Map<String, String> left) {
    return new Attempt(claim, left);
  }

  @Override
  public Optional<String> output(String taskId) {
    return Optional.ofNullable(outputs.get(taskId));
  }

  @Override
  public void log(String line) {}

  @Override
  public boolean holds() {
    return true;
  }

  @Override
  public boolean isHandedOver() {
    return false;
  }

  @Override
  public void external(String id) {}
}

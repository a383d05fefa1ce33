package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.RunState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run to be recorded.
 *
 * @param dagId its DAG
 * @param date its logical date; a DAG has one run a date
 * @param type why there is a run
 * @param state {@code QUEUED}, or {@code SKIPPED} for a closed day
 * @param group runs of one group gather their batches together; see {@link RunStore#claim}
 * @param rank runs of a lower rank go first
 * @param note why it is skipped; empty as a rule
 * @param backfillId the backfill that it is made for
 * @param deadline when it should have ended; for those who watch
 * @param tasks its tasks; none for a skipped run
 */
public record NewRun(
    String dagId,
    LocalDate date,
    RunType type,
    RunState state,
    String group,
    long rank,
    String note,
    @Nullable Long backfillId,
    @Nullable Instant deadline,
    List<NewTask> tasks) {

  /**
   * A task of a run, {@code scheduled} at first.
   *
   * @param taskId unique in the run
   * @param depth length of the longest way to it from a task that needs none
   * @param pool where its attempts take a slot
   * @param batch attempts of tasks with the same word, DAG and group may be claimed together; null:
   *     always alone
   */
  public record NewTask(String taskId, int depth, String pool, @Nullable String batch) {}
}

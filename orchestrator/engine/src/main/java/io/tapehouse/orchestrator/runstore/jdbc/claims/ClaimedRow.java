package io.tapehouse.orchestrator.runstore.jdbc.claims;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.RunType;
import io.tapehouse.orchestrator.runstore.jdbc.runs.TaskRow;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task instance that is about to be claimed, with what its claim is to hold. */
record ClaimedRow(
    long id,
    long runId,
    String dagId,
    LocalDate date,
    RunType type,
    String group,
    String taskId,
    TaskState state,
    int number,
    int failures,
    int throttles,
    int deferrals,
    @Nullable Instant since,
    @Nullable Instant readyAt,
    @Nullable String externalId,
    RunState runState,
    boolean cancelRequested) {

  private static final String LOCK =
      "SELECT t.id, t.run_id, t.dag_id, r.logical_date AS \"date\", r.type,"
          + " t.run_group AS \"group\", t.task_id, t.state, t.number, t.failures, t.throttles,"
          + " t.deferrals, t.since, t.ready_at, t.external_id, r.state AS run_state,"
          + " r.cancel_requested"
          + " FROM task_instance t JOIN dag_run r ON r.id = t.run_id WHERE t.id = ANY(:ids)"
          + " ORDER BY t.run_rank, t.id";

  private static final Set<TaskState> CLAIMABLE =
      Set.of(TaskState.QUEUED, TaskState.DEFERRED, TaskState.UP_FOR_RETRY);

  /**
   * Those of the tasks that can be claimed and that no transaction has locked, in order, locked.
   */
  static Map<Long, ClaimedRow> lock(Transaction tx, Collection<Long> ids) {
    Map<Long, ClaimedRow> rows = new LinkedHashMap<>();
    tx.query(LOCK + tx.dialect().lockFree())
        .bind("ids", Transaction.numbers(ids))
        .mapTo(ClaimedRow.class)
        .forEach(row -> rows.put(row.id(), row));
    rows.values().removeIf(row -> !row.isClaimable());
    return rows;
  }

  /** Asked here, since in the query it would lead PostgreSQL astray from the primary keys. */
  private boolean isClaimable() {
    return CLAIMABLE.contains(state) && runState == RunState.RUNNING && !cancelRequested;
  }

  TaskRow task() {
    return new TaskRow(id, runId, taskId, state, false, number, null);
  }

  Claim claim(@Nullable Long batchId, String attemptId, long fence, int nextNumber, Instant now) {
    return new Claim(
        id,
        runId,
        dagId,
        date,
        type,
        group,
        taskId,
        batchId,
        attemptId,
        fence,
        nextNumber,
        failures,
        throttles,
        nextNumber == number ? deferrals : 0,
        since == null ? now : since,
        readyAt == null ? now : readyAt,
        externalId);
  }
}

package io.tapehouse.orchestrator.runstore.jdbc.claims;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.Ending.Fault;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunProgress;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunRows;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunTasks;
import io.tapehouse.orchestrator.runstore.jdbc.runs.TaskRow;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Batch;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.StoredText;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records how attempts ended. */
public final class AttemptEnds {

  private static final String TASK =
      "UPDATE task_instance SET state = :state, short_circuit = :shortCircuit, message = :message,"
          + " output = COALESCE(:output, output), failures = failures + :failures,"
          + " throttles = throttles + :throttles, deferrals = deferrals + :deferrals,"
          + " batch_id = NULL, external_id = CASE WHEN :undone THEN external_id END,"
          + " ready_at = :readyAt, ended_at = :endedAt, heartbeat_at = NULL"
          + " WHERE id = :id AND attempt_id = :attemptId AND state = 'running'";

  private static final String ATTEMPT =
      "UPDATE task_attempt SET state = :state, message = :message, ended_at = :endedAt"
          + " WHERE run_id = :runId AND task_instance_id = :id AND number = :number";

  /** States in which work that was begun outside goes on. */
  private static final Set<TaskState> UNDONE =
      Set.of(TaskState.QUEUED, TaskState.DEFERRED, TaskState.UP_FOR_RETRY);

  private final Transaction tx;
  private final RunTasks tasks;
  private final Batch taskRows;
  private final Batch attemptRows;

  private AttemptEnds(Transaction tx, RunTasks tasks) {
    this.tx = tx;
    this.tasks = tasks;
    this.taskRows = tx.batch(TASK);
    this.attemptRows = tx.batch(ATTEMPT);
  }

  /**
   * Records endings, and what follows for their runs.
   *
   * @return those that had lost their task before
   */
  public static List<Claim> end(Transaction tx, List<Ending> endings, Resolver resolver) {
    Set<Long> ids =
        endings.stream()
            .map(ending -> ending.claim().runId())
            .collect(Collectors.toCollection(TreeSet::new));
    Map<Long, Run> runs = RunRows.lock(tx, ids);
    RunTasks tasks = TaskRow.ofRuns(tx, runs.keySet());
    AttemptEnds ends = new AttemptEnds(tx, tasks);
    List<Claim> lost = new ArrayList<>();
    Set<Long> touched = new TreeSet<>();
    for (Ending ending : endings) {
      Claim claim = ending.claim();
      Run run = runs.get(claim.runId());
      TaskRow task = tasks.task(claim.runId(), claim.taskId());
      if (run == null
          || task == null
          || task.state() != TaskState.RUNNING
          || !claim.attemptId().equals(task.attemptId())) {
        lost.add(claim);
      } else {
        ends.record(run, task, ending);
        touched.add(run.id());
      }
    }
    tx.executeEach(ends.taskRows);
    ends.attemptRows.execute();
    runs.keySet().retainAll(touched);
    RunProgress.follow(tx, runs.values(), tasks, resolver);
    return lost;
  }

  private void record(Run run, TaskRow task, Ending ending) {
    TaskState wanted = ending.state();
    // A run that is being cancelled begins nothing any more.
    TaskState next = run.cancelRequested() && !wanted.isEnd() ? TaskState.CANCELLED : wanted;
    String message = StoredText.of(ending.message());
    TaskState state = task.become(tx, run.group(), task.number(), next, message);
    taskRows
        .bind("state", state)
        .bind("shortCircuit", ending.shortCircuit())
        .bind("message", message)
        .bind("output", ending.output())
        .bind("failures", ending.fault() == Fault.FAILURE ? 1 : 0)
        .bind("throttles", ending.fault() == Fault.THROTTLE ? 1 : 0)
        .bind("deferrals", state == TaskState.DEFERRED ? 1 : 0)
        .bind("undone", UNDONE.contains(state))
        .bind("readyAt", readyAt(state, ending.delay()))
        .bind("endedAt", state.isEnd() ? tx.now() : null)
        .bind("id", task.id())
        .bind("attemptId", task.attemptId())
        .add();
    attemptRows
        .bind("state", state == TaskState.QUEUED ? "handed_back" : state.text())
        .bind("message", message)
        .bind("endedAt", state == TaskState.DEFERRED ? null : tx.now())
        .bind("runId", task.runId())
        .bind("id", task.id())
        .bind("number", task.number())
        .add();
    tasks.changed(task.with(state, ending.shortCircuit()));
  }

  private @Nullable Instant readyAt(TaskState state, @Nullable Duration delay) {
    if (state.isEnd()) {
      return null;
    }
    return delay == null ? tx.now() : tx.now().plus(delay);
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.Ending.Fault;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
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
final class Ends {

  private static final String TASK =
      "UPDATE task_instance SET state = ?, short_circuit = ?, message = ?,"
          + " output = COALESCE(?, output), failures = failures + ?, throttles = throttles + ?,"
          + " deferrals = deferrals + ?, batch_id = NULL,"
          + " external_id = CASE WHEN ? THEN external_id END, ready_at = ?, ended_at = ?,"
          + " heartbeat_at = NULL WHERE id = ? AND attempt_id = ? AND state = 'running'";

  private static final String ATTEMPT =
      "UPDATE task_attempt SET state = ?, message = ?, ended_at = ?"
          + " WHERE run_id = ? AND task_instance_id = ? AND number = ?";

  /** States in which work that was begun outside goes on. */
  private static final Set<TaskState> UNDONE =
      Set.of(TaskState.QUEUED, TaskState.DEFERRED, TaskState.UP_FOR_RETRY);

  private final Tx tx;
  private final TasksOfRuns tasks;
  private final List<@Nullable Object[]> taskRows = new ArrayList<>();
  private final List<@Nullable Object[]> attemptRows = new ArrayList<>();

  private Ends(Tx tx, TasksOfRuns tasks) {
    this.tx = tx;
    this.tasks = tasks;
  }

  static List<Claim> end(Tx tx, List<Ending> endings, Resolver resolver) throws SQLException {
    Set<Long> ids =
        endings.stream()
            .map(ending -> ending.claim().runId())
            .collect(Collectors.toCollection(TreeSet::new));
    Map<Long, Run> runs = Runs.lock(tx, ids);
    TasksOfRuns tasks = TaskRow.ofRuns(tx, runs.keySet());
    Ends ends = new Ends(tx, tasks);
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
    tx.guarded(TASK, ends.taskRows);
    tx.batch(ATTEMPT, ends.attemptRows);
    runs.keySet().retainAll(touched);
    Consequences.follow(tx, runs.values(), tasks, resolver);
    return lost;
  }

  private void record(Run run, TaskRow task, Ending ending) throws SQLException {
    TaskState wanted = ending.state();
    // A run that is being cancelled begins nothing any more.
    TaskState next = run.cancelRequested() && !wanted.isEnd() ? TaskState.CANCELLED : wanted;
    String message = Message.of(ending.message());
    TaskState state = tx.events().add(task, run.group(), task.number(), next, message);
    taskRows.add(
        new @Nullable Object[] {
          state.text(),
          ending.shortCircuit(),
          message,
          ending.output(),
          ending.fault() == Fault.FAILURE ? 1 : 0,
          ending.fault() == Fault.THROTTLE ? 1 : 0,
          state == TaskState.DEFERRED ? 1 : 0,
          UNDONE.contains(state),
          readyAt(state, ending.delay()),
          state.isEnd() ? tx.now() : null,
          task.id(),
          task.attemptId()
        });
    attemptRows.add(
        new @Nullable Object[] {
          state == TaskState.QUEUED ? "handed_back" : state.text(),
          message,
          state == TaskState.DEFERRED ? null : tx.now(),
          task.runId(),
          task.id(),
          task.number()
        });
    tasks.changed(task.with(state, ending.shortCircuit()));
  }

  private @Nullable Instant readyAt(TaskState state, @Nullable Duration delay) throws SQLException {
    if (state.isEnd()) {
      return null;
    }
    return delay == null ? tx.now() : tx.now().plus(delay);
  }
}

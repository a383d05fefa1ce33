package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Attempt;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.BackfillDate;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.DagRecord;
import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.runstore.GridCell;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The half of the store that only looks. */
abstract class ReadingRunStore implements RunStore {

  final Transactions transactions;

  ReadingRunStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Instant now() {
    return transactions.read("now", Tx::now);
  }

  @Override
  public List<DagRecord> dags() {
    return transactions.read("DAGs", Dags::all);
  }

  @Override
  public Map<String, Integer> poolUse() {
    return transactions.read("use of pools", Pools::use);
  }

  @Override
  public List<Run> runs(RunQuery query) {
    return transactions.read("runs", tx -> Runs.find(tx, query));
  }

  @Override
  public int activeRuns(String dagId) {
    return transactions.read("active runs", tx -> Runs.active(tx, dagId));
  }

  @Override
  public Optional<Run> run(long runId) {
    return transactions.read("run", tx -> Runs.of(tx, "t.id = ?", runId)).stream().findFirst();
  }

  @Override
  public Optional<Run> run(String dagId, LocalDate date) {
    return transactions
        .read("run", tx -> Runs.of(tx, "t.dag_id = ? AND t.logical_date = ?", dagId, date))
        .stream()
        .findFirst();
  }

  @Override
  public List<TaskInstance> tasks(long runId) {
    return transactions.read("tasks", tx -> TaskReads.ofRun(tx, runId));
  }

  @Override
  public List<TaskInstance> tasksOfGroup(String group) {
    return transactions.read("tasks of a group", tx -> TaskReads.ofGroup(tx, group));
  }

  @Override
  public Map<String, String> outputs(long runId, Collection<String> taskIds) {
    return transactions.read("outputs", tx -> TaskReads.outputs(tx, runId, taskIds));
  }

  @Override
  public List<Attempt> attempts(long taskInstanceId) {
    return transactions.read("attempts", tx -> TaskReads.attempts(tx, taskInstanceId));
  }

  @Override
  public List<Event> events(long runId) {
    return transactions.read("events", tx -> EventReads.ofRun(tx, runId));
  }

  @Override
  public List<Event> eventsOfGroup(String group, long after, int most) {
    return transactions.read("events of a group", tx -> EventReads.ofGroup(tx, group, after, most));
  }

  @Override
  public List<GridCell> grid(String dagId, int dates) {
    return transactions.read("grid", tx -> TaskReads.grid(tx, dagId, dates));
  }

  @Override
  public boolean holds(Collection<Claim> claims) {
    return transactions.read("claims held", tx -> Leases.holds(tx, claims));
  }

  @Override
  public Optional<Backfill> backfill(long id) {
    return transactions.read("backfill", tx -> Backfills.find(tx, id));
  }

  @Override
  public List<Long> deserted(Duration silence) {
    return transactions.read("deserted runs", tx -> Backfills.deserted(tx, silence));
  }

  @Override
  public List<Backfill> backfills(boolean open) {
    return transactions.read("backfills", tx -> Backfills.all(tx, open));
  }

  @Override
  public List<BackfillDate> backfillDates(long id) {
    return transactions.read("dates of a backfill", tx -> Backfills.dates(tx, id));
  }

  @Override
  public HostHold hostHold(String host) {
    return transactions.read("hold of a host", tx -> Hosts.held(tx, host));
  }

  @Override
  public Set<String> attemptsInUse(
      @Nullable Instant forgotten, Function<String, Set<String>> named) {
    return transactions.read("attempts in use", tx -> Cleaning.inUse(tx, forgotten, named));
  }

  @Override
  public Map<String, Long> sizes() {
    return transactions.read("sizes", Cleaning::sizes);
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.BackfillDate;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.ClaimRequest;
import io.tapehouse.orchestrator.runstore.DagRecord;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.runstore.GridCell;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.runstore.TaskAttempt;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.runstore.jdbc.backfills.BackfillRows;
import io.tapehouse.orchestrator.runstore.jdbc.backfills.BackfillStateChange;
import io.tapehouse.orchestrator.runstore.jdbc.backfills.BackfillStep;
import io.tapehouse.orchestrator.runstore.jdbc.claims.AttemptEnds;
import io.tapehouse.orchestrator.runstore.jdbc.claims.Claiming;
import io.tapehouse.orchestrator.runstore.jdbc.claims.Leases;
import io.tapehouse.orchestrator.runstore.jdbc.claims.TakeOver;
import io.tapehouse.orchestrator.runstore.jdbc.housekeeping.Cleanup;
import io.tapehouse.orchestrator.runstore.jdbc.housekeeping.StoreIdentity;
import io.tapehouse.orchestrator.runstore.jdbc.registry.Hosts;
import io.tapehouse.orchestrator.runstore.jdbc.registry.Pools;
import io.tapehouse.orchestrator.runstore.jdbc.registry.RegisteredDags;
import io.tapehouse.orchestrator.runstore.jdbc.runs.ManualChanges;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunCreation;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunQueries;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunRows;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunStart;
import io.tapehouse.orchestrator.runstore.jdbc.schema.SchemaMigration;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Dialect;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transactions;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A run store on a relational database. Safe for use by many threads. */
public final class JdbcRunStore implements RunStore {

  private final HikariDataSource dataSource;
  private final Dialect dialect;
  private final Transactions transactions;
  private volatile @Nullable String tag;

  JdbcRunStore(HikariDataSource dataSource, Dialect dialect) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.transactions = new Transactions(dataSource, dialect);
  }

  /** The connections, for components with tables of their own beside; closed with the store. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Whether many processes may use the store at once. */
  public boolean clustered() {
    return dialect.clustered();
  }

  @Override
  public void migrate() {
    SchemaMigration.migrate(dataSource, dialect);
  }

  @Override
  public void belongsTo(String site) {
    transactions.change("site", tx -> StoreIdentity.bind(tx, site));
  }

  @Override
  public void fencesAbove(long fence) {
    transactions.change("fences", tx -> StoreIdentity.fencesAbove(tx, fence));
  }

  @Override
  public void close() {
    dataSource.close();
  }

  // DAGs and pools

  @Override
  public DagRecord register(String dagId, LocalDate startDate, boolean paused) {
    return transactions.write(
        "register", tx -> RegisteredDags.register(tx, dagId, startDate, paused));
  }

  @Override
  public void startDate(String dagId, LocalDate startDate) {
    transactions.change("start date", tx -> RegisteredDags.startDate(tx, dagId, startDate));
  }

  @Override
  public List<DagRecord> dags() {
    return transactions.read("DAGs", RegisteredDags::all);
  }

  @Override
  public void pause(String dagId, boolean paused) {
    transactions.change("pause", tx -> RegisteredDags.pause(tx, dagId, paused));
  }

  @Override
  public void pools(Map<String, Integer> slots) {
    transactions.change("pools", tx -> Pools.set(tx, slots));
  }

  @Override
  public Map<String, Integer> poolUse() {
    return transactions.read("use of pools", Pools::use);
  }

  // runs

  @Override
  public Instant now() {
    return transactions.read("now", Transaction::now);
  }

  @Override
  public List<Run> runs(RunQuery query) {
    return transactions.read("runs", tx -> RunRows.find(tx, query));
  }

  @Override
  public int activeRuns(String dagId) {
    return transactions.read("active runs", tx -> RunRows.active(tx, dagId));
  }

  @Override
  public Optional<Run> run(long runId) {
    return transactions.read("run", tx -> RunRows.find(tx, runId));
  }

  @Override
  public Optional<Run> run(String dagId, LocalDate date) {
    return transactions.read("run", tx -> RunRows.find(tx, dagId, date));
  }

  @Override
  public List<TaskInstance> tasks(long runId) {
    return transactions.read("tasks", tx -> RunQueries.tasksOfRun(tx, runId));
  }

  @Override
  public List<TaskInstance> tasksOfGroup(String group) {
    return transactions.read("tasks of a group", tx -> RunQueries.tasksOfGroup(tx, group));
  }

  @Override
  public List<TaskAttempt> attempts(long taskInstanceId) {
    return transactions.read("attempts", tx -> RunQueries.attempts(tx, taskInstanceId));
  }

  @Override
  public List<Event> events(long runId) {
    return transactions.read("events", tx -> RunQueries.eventsOfRun(tx, runId));
  }

  @Override
  public List<Event> eventsOfGroup(String group, long after, int most) {
    return transactions.read(
        "events of a group", tx -> RunQueries.eventsOfGroup(tx, group, after, most));
  }

  @Override
  public List<GridCell> grid(String dagId, int dates) {
    return transactions.read("grid", tx -> RunQueries.grid(tx, dagId, dates));
  }

  @Override
  public Map<LocalDate, Long> create(List<NewRun> runs) {
    return transactions.write("new runs", tx -> RunCreation.create(tx, runs));
  }

  @Override
  public void start(Collection<Long> runIds, Resolver resolver) {
    transactions.change("start", tx -> RunStart.start(tx, runIds, resolver));
  }

  @Override
  public int admit(String dagId, int most, Resolver resolver) {
    return transactions.read("admit", tx -> RunRows.mayBegin(tx, dagId, most)).isEmpty()
        ? 0
        : transactions.write("admit", tx -> RunStart.admit(tx, dagId, most, resolver));
  }

  @Override
  public void reopen(long runId, RunState state, String note, List<NewRun.NewTask> tasks) {
    transactions.change("reopen", tx -> RunStart.reopen(tx, runId, state, note, tasks));
  }

  @Override
  public int clear(Map<Long, Set<String>> tasks, String group, Resolver resolver) {
    return transactions.write("clear", tx -> ManualChanges.clear(tx, tasks, group, resolver));
  }

  @Override
  public void set(
      long runId, Set<String> taskIds, TaskState state, String reason, Resolver resolver) {
    transactions.change(
        "set", tx -> ManualChanges.set(tx, runId, taskIds, state, reason, resolver));
  }

  @Override
  public int cancel(Collection<Long> runIds, String reason, Resolver resolver) {
    return transactions.write("cancel", tx -> ManualChanges.cancel(tx, runIds, reason, resolver));
  }

  // the work queue

  @Override
  public List<Claim> claim(ClaimRequest request) {
    if (!transactions.read("claim", tx -> Claiming.isWorthwhile(tx, request))) {
      return List.of();
    }
    String prefix = tag();
    return transactions.write("claim", tx -> Claiming.claim(tx, request, prefix));
  }

  private String tag() {
    String known = tag;
    if (known == null) {
      known = transactions.read("identity", StoreIdentity::tag);
      tag = known;
    }
    return known;
  }

  @Override
  public List<Claim> end(List<Ending> endings, Resolver resolver) {
    return endings.isEmpty()
        ? List.of()
        : transactions.write("end", tx -> AttemptEnds.end(tx, endings, resolver));
  }

  @Override
  public Map<String, Boolean> heartbeat(String node) {
    return transactions.write("heartbeat", tx -> Leases.heartbeat(tx, node));
  }

  @Override
  public Map<String, Boolean> heartbeat(String node, Collection<String> attemptIds) {
    return transactions.write("heartbeat", tx -> Leases.heartbeat(tx, node, attemptIds));
  }

  @Override
  public boolean holds(Collection<Claim> claims) {
    return transactions.read("claims held", tx -> Leases.holds(tx, claims));
  }

  @Override
  public Map<String, String> outputs(long runId, Collection<String> taskIds) {
    return transactions.read("outputs", tx -> RunQueries.outputs(tx, runId, taskIds));
  }

  @Override
  public void external(Claim claim, String externalId) {
    transactions.change("work outside", tx -> Leases.external(tx, claim, externalId));
  }

  @Override
  public int takeOver(Duration lease, int most, Resolver resolver) {
    Set<Long> suspects = transactions.read("take over", tx -> TakeOver.suspects(tx, lease));
    return suspects.isEmpty()
        ? 0
        : transactions.write(
            "take over", tx -> TakeOver.takeOver(tx, suspects, lease, most, resolver));
  }

  // backfills

  @Override
  public Backfill createBackfill(NewBackfill backfill) {
    return transactions.write("new backfill", tx -> BackfillRows.create(tx, backfill));
  }

  @Override
  public Optional<Backfill> backfill(long id) {
    return transactions.read("backfill", tx -> BackfillRows.find(tx, id));
  }

  @Override
  public void alive(long backfillId) {
    transactions.change("alive", tx -> BackfillRows.alive(tx, backfillId));
  }

  @Override
  public List<Long> deserted(Duration silence) {
    return transactions.read("deserted runs", tx -> BackfillRows.deserted(tx, silence));
  }

  @Override
  public List<Backfill> backfills(boolean open) {
    return transactions.read("backfills", tx -> BackfillRows.all(tx, open));
  }

  @Override
  public List<BackfillDate> backfillDates(long id) {
    return transactions.read("dates of a backfill", tx -> BackfillRows.dates(tx, id));
  }

  @Override
  public Backfill move(long id, BackfillState state, Resolver resolver) {
    return transactions.write("backfill", tx -> BackfillStateChange.move(tx, id, state, resolver));
  }

  @Override
  public int advance(long id, int most, Function<LocalDate, NewRun> newRuns, Resolver resolver) {
    return transactions.write("backfill", tx -> BackfillStep.advance(tx, id, most, newRuns));
  }

  // hosts

  @Override
  public Duration reserve(String host, Duration every) {
    return transactions.write("turn of a host", tx -> Hosts.reserve(tx, host, every));
  }

  @Override
  public void holdHost(String host, Instant until, boolean banned) {
    transactions.change("hold of a host", tx -> Hosts.hold(tx, host, until, banned));
  }

  @Override
  public HostHold hostHold(String host) {
    return transactions.read("hold of a host", tx -> Hosts.held(tx, host));
  }

  // housekeeping

  @Override
  public long clean(Instant before) {
    long removed = 0;
    for (List<Long> old = old(before); !old.isEmpty(); old = old(before)) {
      List<Long> step = old;
      removed += transactions.write("clean", tx -> Cleanup.remove(tx, step, before));
    }
    transactions.change("clean", tx -> Cleanup.removeBackfills(tx, before));
    return removed;
  }

  private List<Long> old(Instant before) {
    return transactions.read("clean", tx -> Cleanup.old(tx, before));
  }

  @Override
  public Set<String> attemptsInUse(
      @Nullable Instant forgotten, Function<String, Set<String>> named) {
    return transactions.read("attempts in use", tx -> Cleanup.attemptsInUse(tx, forgotten, named));
  }

  @Override
  public Map<String, Long> sizes() {
    return transactions.read("sizes", Cleanup::sizes);
  }
}

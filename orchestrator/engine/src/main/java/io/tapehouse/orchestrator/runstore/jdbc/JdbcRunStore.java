package io.tapehouse.orchestrator.runstore.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.ClaimRequest;
import io.tapehouse.orchestrator.runstore.DagRecord;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A run store on a relational database. Safe for use by many threads. */
public final class JdbcRunStore extends ReadingRunStore {

  private final HikariDataSource dataSource;
  private final Dialect dialect;
  private volatile @Nullable String tag;

  JdbcRunStore(HikariDataSource dataSource, Dialect dialect) {
    super(new Transactions(dataSource, dialect));
    this.dataSource = dataSource;
    this.dialect = dialect;
  }

  /** The connections, for whoever keeps tables of its own beside; closed with the store. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Whether many processes may use the store at once. */
  public boolean clustered() {
    return dialect.clustered();
  }

  @Override
  public void migrate() {
    Schema.migrate(dataSource, dialect);
  }

  @Override
  public void belongsTo(String site) {
    change("site", tx -> Sites.belongTo(tx, site));
  }

  @Override
  public void alive(long backfillId) {
    change("alive", tx -> Backfills.alive(tx, backfillId));
  }

  @Override
  public void fencesAbove(long fence) {
    change("fences", tx -> Counters.above(tx, "fence", fence));
  }

  @Override
  public DagRecord register(String dagId, LocalDate startDate, boolean paused) {
    return transactions.write("register", tx -> Dags.register(tx, dagId, startDate, paused));
  }

  @Override
  public void startDate(String dagId, LocalDate startDate) {
    change("start date", tx -> Dags.startDate(tx, dagId, startDate));
  }

  @Override
  public void pause(String dagId, boolean paused) {
    change("pause", tx -> Dags.pause(tx, dagId, paused));
  }

  @Override
  public void pools(Map<String, Integer> slots) {
    change("pools", tx -> Pools.set(tx, slots));
  }

  @Override
  public Map<LocalDate, Long> create(List<NewRun> runs) {
    return transactions.write("new runs", tx -> RunCreation.create(tx, runs));
  }

  @Override
  public void start(Collection<Long> runIds, Resolver resolver) {
    change("start", tx -> Starting.start(tx, runIds, resolver));
  }

  @Override
  public int admit(String dagId, int most, Resolver resolver) {
    return transactions.read("admit", tx -> Runs.mayBegin(tx, dagId, most)).isEmpty()
        ? 0
        : transactions.write("admit", tx -> Starting.admit(tx, dagId, most, resolver));
  }

  @Override
  public void reopen(long runId, RunState state, String note, List<NewRun.NewTask> tasks) {
    change("reopen", tx -> Starting.reopen(tx, runId, state, note, tasks));
  }

  @Override
  public List<Claim> claim(ClaimRequest request) {
    if (!transactions.read("claim", tx -> Claiming.worthWhile(tx, request))) {
      return List.of();
    }
    String prefix = tag();
    return transactions.write("claim", tx -> Claiming.claim(tx, request, prefix));
  }

  @Override
  public List<Claim> end(List<Ending> endings, Resolver resolver) {
    return endings.isEmpty()
        ? List.of()
        : transactions.write("end", tx -> Ends.end(tx, endings, resolver));
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
  public void external(Claim claim, String externalId) {
    change("work outside", tx -> Leases.external(tx, claim, externalId));
  }

  @Override
  public int takeOver(Duration lease, int most, Resolver resolver) {
    Set<Long> suspects = transactions.read("take over", tx -> TakeOver.suspects(tx, lease));
    return suspects.isEmpty()
        ? 0
        : transactions.write(
            "take over", tx -> TakeOver.takeOver(tx, suspects, lease, most, resolver));
  }

  @Override
  public int clear(Map<Long, Set<String>> tasks, String group, Resolver resolver) {
    return transactions.write("clear", tx -> Clearing.clear(tx, tasks, group, resolver));
  }

  @Override
  public void set(
      long runId, Set<String> taskIds, TaskState state, String reason, Resolver resolver) {
    change("set", tx -> Wishes.set(tx, runId, taskIds, state, reason, resolver));
  }

  @Override
  public int cancel(Collection<Long> runIds, String reason, Resolver resolver) {
    return transactions.write("cancel", tx -> Wishes.cancel(tx, runIds, reason, resolver));
  }

  @Override
  public Backfill createBackfill(NewBackfill backfill) {
    return transactions.write("new backfill", tx -> Backfills.create(tx, backfill));
  }

  @Override
  public Backfill move(long id, BackfillState state, Resolver resolver) {
    return transactions.write("backfill", tx -> BackfillMove.move(tx, id, state, resolver));
  }

  @Override
  public int advance(long id, int most, Function<LocalDate, NewRun> newRuns, Resolver resolver) {
    return transactions.write("backfill", tx -> BackfillStep.advance(tx, id, most, newRuns));
  }

  @Override
  public Duration reserve(String host, Duration every) {
    return transactions.write("turn of a host", tx -> Hosts.reserve(tx, host, every));
  }

  @Override
  public void holdHost(String host, Instant until, boolean banned) {
    change("hold of a host", tx -> Hosts.hold(tx, host, until, banned));
  }

  @Override
  public long clean(Instant before) {
    long removed = 0;
    for (List<Long> old = old(before); !old.isEmpty(); old = old(before)) {
      List<Long> step = old;
      removed += transactions.write("clean", tx -> Cleaning.remove(tx, step, before));
    }
    transactions.write("clean", tx -> Cleaning.removeBackfills(tx, before));
    return removed;
  }

  private List<Long> old(Instant before) {
    return transactions.read("clean", tx -> Cleaning.old(tx, before));
  }

  @Override
  public void close() {
    dataSource.close();
  }

  private String tag() {
    String known = tag;
    if (known == null) {
      known =
          transactions
              .read("identity", tx -> tx.query("SELECT tag FROM store_identity", Row::text))
              .get(0);
      tag = known;
    }
    return known;
  }

  /** A transaction without an answer. */
  @FunctionalInterface
  private interface Change {
    void in(Tx tx) throws SQLException;
  }

  private void change(String what, Change change) {
    transactions.write(
        what,
        tx -> {
          change.in(tx);
          return true;
        });
  }
}

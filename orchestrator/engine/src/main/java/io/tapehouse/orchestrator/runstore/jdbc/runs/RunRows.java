package io.tapehouse.orchestrator.runstore.jdbc.runs;

import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Query;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.RunState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs, read and locked. */
public final class RunRows {

  /** How the groups of backfills begin. */
  static final String BACKFILLS = "backfill:";

  private static final String SELECT =
      "SELECT t.id, t.dag_id, t.logical_date AS \"date\", t.type, t.state,"
          + " t.run_group AS \"group\", t.run_rank AS \"rank\", t.note, t.backfill_id,"
          + " t.cancel_requested, t.deadline, t.created_at, t.queued_at, t.started_at, t.ended_at"
          + " FROM dag_run t";

  private RunRows() {}

  /** The runs that match; the newest dates first. */
  public static List<Run> find(Transaction tx, RunQuery query) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    List<String> conditions = new ArrayList<>();
    if (query.dagId() != null) {
      conditions.add("t.dag_id = :dagId");
      parameters.put("dagId", query.dagId());
    }
    if (query.from() != null) {
      conditions.add("t.logical_date >= :from");
      parameters.put("from", query.from());
    }
    if (query.to() != null) {
      conditions.add("t.logical_date <= :to");
      parameters.put("to", query.to());
    }
    if (query.group() != null) {
      conditions.add("t.run_group = :group");
      parameters.put("group", query.group());
    }
    if (!query.states().isEmpty()) {
      // Words of an enum, so that the engine sees that the index of active runs has them all.
      conditions.add(
          query.states().stream()
              .map(RunState::text)
              .sorted()
              .collect(Collectors.joining("', '", "t.state IN ('", "')")));
    }
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    Query select =
        tx.query(SELECT + where + " ORDER BY t.logical_date DESC, t.dag_id LIMIT :limit")
            .bind("limit", query.limit());
    parameters.forEach(select::bind);
    return select.mapTo(Run.class).list();
  }

  /** How many are running, without those of backfills' groups. */
  public static int active(Transaction tx, String dagId) {
    return tx.query(
            "SELECT COUNT(*) FROM dag_run WHERE dag_id = ? AND state = 'running'"
                + " AND run_group NOT LIKE 'backfill:%'",
            dagId)
        .mapTo(Integer.class)
        .one();
  }

  /** Queued ones that have a place, without those of backfills' groups. */
  public static List<Long> mayBegin(Transaction tx, String dagId, int most) {
    int free = most - active(tx, dagId);
    return free <= 0
        ? List.of()
        : tx.query(
                "SELECT id FROM dag_run WHERE dag_id = ? AND state = 'queued'"
                    + " AND run_group NOT LIKE 'backfill:%' ORDER BY run_rank, id LIMIT ?",
                dagId, free)
            .mapTo(Long.class)
            .list();
  }

  /** A run by its number. */
  public static Optional<Run> find(Transaction tx, long runId) {
    return tx.query(SELECT + " WHERE t.id = ?", runId).mapTo(Run.class).findOne();
  }

  /** A run by DAG and date. */
  public static Optional<Run> find(Transaction tx, String dagId, LocalDate date) {
    return tx.query(SELECT + " WHERE t.dag_id = ? AND t.logical_date = ?", dagId, date)
        .mapTo(Run.class)
        .findOne();
  }

  /** The runs of a DAG on dates from {@code from} to {@code to}, which is included. */
  public static List<Run> between(Transaction tx, String dagId, LocalDate from, LocalDate to) {
    return tx.query(
            SELECT + " WHERE t.dag_id = ? AND t.logical_date BETWEEN ? AND ?", dagId, from, to)
        .mapTo(Run.class)
        .list();
  }

  /** Those of the runs that there are, by number. */
  public static Map<Long, Run> byId(Transaction tx, Collection<Long> runIds) {
    return byId(tx, runIds, "");
  }

  /** Those of the runs that there are, by number, locked in this order. */
  public static Map<Long, Run> lock(Transaction tx, Collection<Long> runIds) {
    return byId(tx, runIds, tx.dialect().lock());
  }

  private static Map<Long, Run> byId(Transaction tx, Collection<Long> runIds, String lock) {
    Map<Long, Run> runs = new LinkedHashMap<>();
    if (!runIds.isEmpty()) {
      tx.query(SELECT + " WHERE t.id = ANY(:ids) ORDER BY t.id" + lock)
          .bind("ids", Transaction.numbers(runIds))
          .mapTo(Run.class)
          .forEach(run -> runs.put(run.id(), run));
    }
    return runs;
  }

  /** A queued run as it is once it has started. */
  static Run started(Run run, Instant now) {
    return change(run, run.state().to(RunState.RUNNING), now, run.note(), run.cancelRequested());
  }

  /** A running run for which a cancellation was requested, or taken back. */
  static Run cancelling(Run run, boolean requested, String note) {
    Instant started = run.startedAt() == null ? run.queuedAt() : run.startedAt();
    return change(run, run.state(), started, note, requested);
  }

  private static Run change(
      Run run, RunState state, Instant startedAt, String note, boolean cancelRequested) {
    return new Run(
        run.id(),
        run.dagId(),
        run.date(),
        run.type(),
        state,
        run.group(),
        run.rank(),
        note,
        run.backfillId(),
        cancelRequested,
        run.deadline(),
        run.createdAt(),
        run.queuedAt(),
        startedAt,
        null);
  }
}

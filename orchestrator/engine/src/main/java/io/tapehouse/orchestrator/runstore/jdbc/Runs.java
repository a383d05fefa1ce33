package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.RunType;
import io.tapehouse.orchestrator.state.RunState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs, read and locked. */
final class Runs {

  /** How the groups of backfills begin. */
  static final String BACKFILLS = "backfill:";

  private static final String SELECT =
      "SELECT t.id, t.dag_id, t.logical_date, t.type, t.state, t.run_group, t.run_rank, t.note,"
          + " t.backfill_id, t.cancel_requested, t.deadline, t.created_at, t.queued_at,"
          + " t.started_at, t.ended_at FROM dag_run t";

  private Runs() {}

  private static Run read(Row row) throws SQLException {
    return new Run(
        row.number(),
        row.text(),
        row.date(),
        RunType.valueOf(row.text().toUpperCase(Locale.ROOT)),
        row.runState(),
        row.text(),
        row.number(),
        row.text(),
        row.numberOrNull(),
        row.flag(),
        row.timeOrNull(),
        row.time(),
        row.time(),
        row.timeOrNull(),
        row.timeOrNull());
  }

  static List<Run> find(Tx tx, RunQuery query) throws SQLException {
    List<String> conditions = new ArrayList<>();
    List<@Nullable Object> parameters = new ArrayList<>();
    if (query.dagId() != null) {
      conditions.add("t.dag_id = ?");
      parameters.add(query.dagId());
    }
    if (query.from() != null) {
      conditions.add("t.logical_date >= ?");
      parameters.add(query.from());
    }
    if (query.to() != null) {
      conditions.add("t.logical_date <= ?");
      parameters.add(query.to());
    }
    if (query.group() != null) {
      conditions.add("t.run_group = ?");
      parameters.add(query.group());
    }
    if (!query.states().isEmpty()) {
      // Words of an enum, so that the engine sees that the index of active runs has them all.
      conditions.add(
          query.states().stream()
              .map(RunState::text)
              .sorted()
              .collect(Collectors.joining("', '", "t.state IN ('", "')")));
    }
    parameters.add(query.limit());
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return tx.query(
        SELECT + where + " ORDER BY t.logical_date DESC, t.dag_id LIMIT ?",
        Runs::read,
        parameters.toArray());
  }

  /** Running ones, without those of backfills' groups. */
  static int active(Tx tx, String dagId) throws SQLException {
    return tx.query(
            "SELECT COUNT(*) FROM dag_run WHERE dag_id = ? AND state = 'running'"
                + " AND run_group NOT LIKE 'backfill:%'",
            Row::count, dagId)
        .get(0);
  }

  /** Queued ones that have a place, without those of backfills' groups. */
  static List<Long> mayBegin(Tx tx, String dagId, int most) throws SQLException {
    int free = most - active(tx, dagId);
    return free <= 0
        ? List.of()
        : tx.query(
            "SELECT id FROM dag_run WHERE dag_id = ? AND state = 'queued'"
                + " AND run_group NOT LIKE 'backfill:%' ORDER BY run_rank, id LIMIT ?",
            Row::number, dagId, free);
  }

  static List<Run> of(Tx tx, String condition, @Nullable Object... parameters) throws SQLException {
    return tx.query(SELECT + " WHERE " + condition, Runs::read, parameters);
  }

  /** Those of the runs that there are, by number, locked in this order. */
  static Map<Long, Run> lock(Tx tx, Collection<Long> runIds) throws SQLException {
    Map<Long, Run> runs = new LinkedHashMap<>();
    if (!runIds.isEmpty()) {
      String sql = SELECT + " WHERE t.id = ANY(?) ORDER BY t.id" + tx.dialect().lock();
      tx.query(sql, Runs::read, tx.numbers(runIds)).forEach(run -> runs.put(run.id(), run));
    }
    return runs;
  }
}

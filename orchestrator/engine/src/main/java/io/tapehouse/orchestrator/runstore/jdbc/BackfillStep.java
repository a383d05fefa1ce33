package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes a backfill one step further; see {@code RunStore.advance}. */
final class BackfillStep {

  /** Dates that one step looks at: each is a row to be written, or less. */
  private static final int MOST_DATES = 1000;

  private final Tx tx;
  private final Backfill backfill;
  private final Function<LocalDate, NewRun> newRuns;
  private final List<DateRow> changed = new ArrayList<>();
  private final Map<LocalDate, NewRun> made = new HashMap<>();

  private BackfillStep(Tx tx, Backfill backfill, Function<LocalDate, NewRun> newRuns) {
    this.tx = tx;
    this.backfill = backfill;
    this.newRuns = date -> made.computeIfAbsent(date, newRuns);
  }

  static int advance(Tx tx, long id, int most, Function<LocalDate, NewRun> newRuns)
      throws SQLException {
    Optional<Backfill> backfill = Backfills.lock(tx, id);
    if (backfill.isEmpty() || backfill.get().state() != BackfillState.RUNNING) {
      return 0;
    }
    return new BackfillStep(tx, backfill.get(), newRuns).advance(most);
  }

  private int advance(int most) throws SQLException {
    List<DateRow> turns = new ArrayList<>();
    int active = endedAndActive(turns);
    int room = Math.min(backfill.maxActiveRuns() - active, most);
    if (room > 0 || !turns.isEmpty()) {
      turns.addAll(DateRow.in(tx, backfill.id(), DateState.WAITING, MOST_DATES));
    }
    treat(plan(turns, room));
    DateRow.write(tx, backfill.id(), changed);
    if (tx.first(
            "SELECT 1 FROM backfill_date WHERE backfill_id = ?"
                + " AND state IN ('waiting', 'active') LIMIT 1",
            Row::count,
            backfill.id())
        .isEmpty()) {
      Backfills.become(tx, backfill, BackfillState.FINISHED);
    }
    return changed.size();
  }

  /**
   * Notes the dates whose run has ended; those that waited for somebody else's have their turn now.
   *
   * @return how many have a place among the active ones
   */
  private int endedAndActive(List<DateRow> turns) throws SQLException {
    List<DateRow> rows = DateRow.in(tx, backfill.id(), DateState.ACTIVE, Integer.MAX_VALUE);
    List<Long> ids = rows.stream().map(DateRow::runId).filter(Objects::nonNull).toList();
    Map<Long, Run> runs =
        Runs.of(tx, "t.id = ANY(?)", tx.numbers(ids)).stream()
            .collect(Collectors.toMap(Run::id, Function.identity()));
    int active = 0;
    for (DateRow row : rows) {
      if (!row.isOver(runs.get(row.runId()))) {
        active++;
      } else if (row.isForeign()) {
        active++;
        turns.add(row);
      } else {
        changed.add(row.become(DateState.DONE, row.runId(), row.takenAt()));
      }
    }
    return active;
  }

  /** The dates whose turn it is, as far as there is room, with their runs locked. */
  private Map<DateRow, Optional<Run>> plan(List<DateRow> turns, int room) throws SQLException {
    Map<LocalDate, Run> known = runs(turns);
    List<DateRow> planned = new ArrayList<>();
    List<Long> toLock = new ArrayList<>();
    int left = room;
    for (DateRow row : turns) {
      Run run = known.get(row.date());
      Treatment treatment = Treatment.of(backfill, run, row.date(), newRuns);
      boolean takesPlace =
          treatment.takesPlace() && !(treatment == Treatment.CREATE && isClosed(row.date()));
      boolean hasPlace = row.state() == DateState.ACTIVE;
      if (takesPlace && !hasPlace && left-- <= 0) {
        break;
      }
      if (hasPlace && !takesPlace) {
        left++;
      }
      planned.add(row);
      if (run != null) {
        toLock.add(run.id());
      }
    }
    Map<Long, Run> locked = Runs.lock(tx, toLock);
    Map<DateRow, Optional<Run>> plan = new LinkedHashMap<>();
    for (DateRow row : planned) {
      Run run = known.get(row.date());
      plan.put(row, Optional.ofNullable(run == null ? null : locked.get(run.id())));
    }
    return plan;
  }

  private Map<LocalDate, Run> runs(List<DateRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return Map.of();
    }
    return Runs.of(
            tx,
            "t.dag_id = ? AND t.logical_date BETWEEN ? AND ?",
            backfill.dagId(),
            rows.stream().map(DateRow::date).min(LocalDate::compareTo).orElseThrow(),
            rows.stream().map(DateRow::date).max(LocalDate::compareTo).orElseThrow())
        .stream()
        .collect(Collectors.toMap(Run::date, Function.identity()));
  }

  private boolean isClosed(LocalDate date) {
    return newRuns.apply(date).state() == RunState.SKIPPED;
  }

  private void treat(Map<DateRow, Optional<Run>> plan) throws SQLException {
    Map<Treatment, Map<DateRow, @Nullable Run>> treatments = new HashMap<>();
    plan.forEach(
        (row, run) ->
            treatments
                .computeIfAbsent(
                    Treatment.of(backfill, run.orElse(null), row.date(), newRuns),
                    treatment -> new LinkedHashMap<>())
                .put(row, run.orElse(null)));
    RunTaking taking = new RunTaking(tx, backfill, newRuns, changed);
    taking.create(treatments.getOrDefault(Treatment.CREATE, Map.of()).keySet());
    taking.takeUp(treatments.getOrDefault(Treatment.TAKE_UP, Map.of()));
    taking.reopen(treatments.getOrDefault(Treatment.REOPEN, Map.of()));
    treatments.getOrDefault(Treatment.WAIT, Map.of()).forEach(taking::waitFor);
    treatments
        .getOrDefault(Treatment.DONE, Map.of())
        .forEach((row, run) -> taking.leave(row, run, DateState.DONE));
    treatments
        .getOrDefault(Treatment.LEAVE_ALONE, Map.of())
        .forEach((row, run) -> taking.leave(row, run, DateState.LEFT_ALONE));
  }
}

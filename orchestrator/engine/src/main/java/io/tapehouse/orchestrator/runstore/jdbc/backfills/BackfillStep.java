package io.tapehouse.orchestrator.runstore.jdbc.backfills;

import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunRows;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes a backfill one step further; see {@code RunStore.advance}. */
public final class BackfillStep {

  /** Dates that one step looks at: each is a row to be written, or less. */
  private static final int MOST_DATES = 1000;

  private final Transaction tx;
  private final Backfill backfill;
  private final Function<LocalDate, NewRun> newRuns;
  private final List<BackfillDateRow> changed = new ArrayList<>();
  private final Map<LocalDate, NewRun> made = new HashMap<>();

  private BackfillStep(Transaction tx, Backfill backfill, Function<LocalDate, NewRun> newRuns) {
    this.tx = tx;
    this.backfill = backfill;
    this.newRuns = date -> made.computeIfAbsent(date, newRuns);
  }

  /** One step; returns how many dates changed their state. */
  public static int advance(
      Transaction tx, long id, int most, Function<LocalDate, NewRun> newRuns) {
    Optional<Backfill> backfill = BackfillRows.lock(tx, id);
    if (backfill.isEmpty() || backfill.get().state() != BackfillState.RUNNING) {
      return 0;
    }
    return new BackfillStep(tx, backfill.get(), newRuns).advance(most);
  }

  private int advance(int most) {
    List<BackfillDateRow> turns = new ArrayList<>();
    int active = endedAndActive(turns);
    int room = Math.min(backfill.maxActiveRuns() - active, most);
    if (room > 0 || !turns.isEmpty()) {
      turns.addAll(BackfillDateRow.inState(tx, backfill.id(), DateState.WAITING, MOST_DATES));
    }
    act(plan(turns, room));
    BackfillDateRow.write(tx, backfill.id(), changed);
    if (tx.query(
            "SELECT 1 FROM backfill_date WHERE backfill_id = ?"
                + " AND state IN ('waiting', 'active') LIMIT 1",
            backfill.id())
        .mapTo(Integer.class)
        .findFirst()
        .isEmpty()) {
      BackfillRows.become(tx, backfill, BackfillState.FINISHED);
    }
    return changed.size();
  }

  /**
   * Notes the dates whose run has ended; those that waited for a run of another origin have their
   * turn now.
   *
   * @return how many have a place among the active ones
   */
  private int endedAndActive(List<BackfillDateRow> turns) {
    List<BackfillDateRow> rows =
        BackfillDateRow.inState(tx, backfill.id(), DateState.ACTIVE, Integer.MAX_VALUE);
    Map<Long, Run> runs = RunRows.byId(tx, BackfillDateRow.runIds(rows));
    int active = 0;
    for (BackfillDateRow row : rows) {
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
  private Map<BackfillDateRow, Optional<Run>> plan(List<BackfillDateRow> turns, int room) {
    Map<LocalDate, Run> known = runs(turns);
    List<BackfillDateRow> planned = new ArrayList<>();
    List<Long> toLock = new ArrayList<>();
    int left = room;
    for (BackfillDateRow row : turns) {
      Run run = known.get(row.date());
      DateAction action = DateAction.of(backfill, run, row.date(), newRuns);
      boolean takesPlace =
          action.takesPlace() && !(action == DateAction.CREATE && isClosed(row.date()));
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
    Map<Long, Run> locked = RunRows.lock(tx, toLock);
    Map<BackfillDateRow, Optional<Run>> plan = new LinkedHashMap<>();
    for (BackfillDateRow row : planned) {
      Run run = known.get(row.date());
      plan.put(row, Optional.ofNullable(run == null ? null : locked.get(run.id())));
    }
    return plan;
  }

  private Map<LocalDate, Run> runs(List<BackfillDateRow> rows) {
    if (rows.isEmpty()) {
      return Map.of();
    }
    return RunRows.between(
            tx,
            backfill.dagId(),
            rows.stream().map(BackfillDateRow::date).min(LocalDate::compareTo).orElseThrow(),
            rows.stream().map(BackfillDateRow::date).max(LocalDate::compareTo).orElseThrow())
        .stream()
        .collect(Collectors.toMap(Run::date, Function.identity()));
  }

  private boolean isClosed(LocalDate date) {
    return newRuns.apply(date).state() == RunState.SKIPPED;
  }

  private void act(Map<BackfillDateRow, Optional<Run>> plan) {
    Map<DateAction, Map<BackfillDateRow, @Nullable Run>> byAction = new HashMap<>();
    plan.forEach(
        (row, run) ->
            byAction
                .computeIfAbsent(
                    DateAction.of(backfill, run.orElse(null), row.date(), newRuns),
                    action -> new LinkedHashMap<>())
                .put(row, run.orElse(null)));
    DateActions actions = new DateActions(tx, backfill, newRuns, changed);
    actions.create(byAction.getOrDefault(DateAction.CREATE, Map.of()).keySet());
    actions.takeUp(byAction.getOrDefault(DateAction.TAKE_UP, Map.of()));
    actions.reopen(byAction.getOrDefault(DateAction.REOPEN, Map.of()));
    byAction.getOrDefault(DateAction.WAIT, Map.of()).forEach(actions::waitFor);
    byAction
        .getOrDefault(DateAction.DONE, Map.of())
        .forEach((row, run) -> actions.leave(row, run, DateState.DONE));
    byAction
        .getOrDefault(DateAction.LEAVE_ALONE, Map.of())
        .forEach((row, run) -> actions.leave(row, run, DateState.LEFT_ALONE));
  }
}

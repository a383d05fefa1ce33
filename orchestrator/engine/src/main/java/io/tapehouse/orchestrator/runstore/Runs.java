package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.IllegalTransitionException;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs, to record, begin and change by hand; a facet of {@link RunStore}. */
public interface Runs extends RunHistory {

  /**
   * Records runs of one DAG, unless it has one on their date already.
   *
   * @throws IllegalArgumentException when they are of several DAGs, or a task's pool is not known
   * @return the numbers of those that were recorded now, by date
   */
  Map<LocalDate, Long> create(List<NewRun> runs);

  /** Begins queued runs: their first tasks may go. Runs that are not queued any more stay. */
  void start(Collection<Long> runIds, Resolver resolver);

  /**
   * Begins queued runs of a DAG, those of the lowest rank first, without those of the groups of
   * backfills, while fewer than {@code most} are running; however many ask at once.
   *
   * @return how many began
   */
  int admit(String dagId, int most, Resolver resolver);

  /**
   * Records that a queued run is {@code skipped}, or one that was skipped as closed {@code queued},
   * since the calendar has changed; a run in another state stays, so that two nodes may ask for it.
   *
   * @param state {@code SKIPPED} or {@code QUEUED}
   * @param note why; empty as a rule for {@code QUEUED}
   * @param tasks tasks for a run that had none
   */
  void reopen(long runId, RunState state, String note, List<NewRun.NewTask> tasks);

  /**
   * Clears ended, waiting or running tasks of runs: they will be done again. A run that had ended
   * is queued again, for itself and no more for its backfill; one that is being cancelled goes on
   * after all; an attempt at work loses its task.
   *
   * @param tasks by run, the names of the tasks
   * @return how many were cleared
   */
  int clear(Map<Long, Set<String>> tasks, String group, Resolver resolver);

  /**
   * Sets tasks that are not running to {@code failed} or {@code skipped}.
   *
   * @throws IllegalTransitionException when one of them may not become that; nothing is changed
   */
  void set(long runId, Set<String> taskIds, TaskState state, String reason, Resolver resolver);

  /** Cancels runs: what has not begun at once, what runs as soon as its node notices. */
  int cancel(Collection<Long> runIds, String reason, Resolver resolver);
}

package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.IllegalTransitionException;
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
import org.jspecify.annotations.Nullable;

/**
 * Everything that the orchestrator remembers. Each method is one transaction. All times are the
 * store's own, so the clocks of the nodes do not matter. Every change of a task's state goes
 * through {@link TaskState#to} and leaves an {@link Event}.
 *
 * <p>Safe for use by many threads, and, where the implementation says so, by many processes. Every
 * method throws {@link RunStoreException} when the engine fails; nothing of a failed call is kept,
 * unless it says that its outcome is unknown.
 */
public interface RunStore extends AutoCloseable {

  /** Brings the schema up to this program's; does nothing when it is there already. */
  void migrate();

  /**
   * Says with which archive and warehouse the runs of this store work; the first word holds.
   *
   * @param site a name of theirs that no others have
   * @throws OtherSiteException when the store belongs to others
   */
  void belongsTo(String site);

  /** The store's clock. */
  Instant now();

  /** Makes every fence that is given out from now on higher than {@code fence}. */
  void fencesAbove(long fence);

  // DAGs and pools

  /** Remembers a DAG; one that is known keeps what is remembered of it. */
  DagRecord register(String dagId, LocalDate startDate, boolean paused);

  /** Sets the first logical date of a DAG; dates that were cleaned away stay behind it. */
  void startDate(String dagId, LocalDate startDate);

  /** All DAGs that were ever registered, by name. */
  List<DagRecord> dags();

  /** While a DAG is paused, none of its tasks is claimed; those that run go on. */
  void pause(String dagId, boolean paused);

  /** Sets the sizes of pools; others stay. */
  void pools(Map<String, Integer> slots);

  /** Slots taken in each pool: running and deferred tasks, a batch as one. */
  Map<String, Integer> poolUse();

  // runs

  /**
   * Records runs of one DAG, unless it has one on their date already.
   *
   * @throws IllegalArgumentException when they are of several DAGs, or a task's pool is not known
   * @return the numbers of those that were recorded now, by date
   */
  Map<LocalDate, Long> create(List<NewRun> runs);

  /** The runs that match. */
  List<Run> runs(RunQuery query);

  /** How many runs of a DAG are {@code running}, without those of the groups of backfills. */
  int activeRuns(String dagId);

  /** A run by its number. */
  Optional<Run> run(long runId);

  /** A run by DAG and date. */
  Optional<Run> run(String dagId, LocalDate date);

  /** The tasks of a run, by depth and name. */
  List<TaskInstance> tasks(long runId);

  /** The tasks of all runs of a group, with their outputs. */
  List<TaskInstance> tasksOfGroup(String group);

  /** The outputs of tasks of a run that left one, by name. */
  Map<String, String> outputs(long runId, Collection<String> taskIds);

  /** All attempts at a task, oldest first. */
  List<Attempt> attempts(long taskInstanceId);

  /** What happened in a run, oldest first. */
  List<Event> events(long runId);

  /** What happened in a group after an event; 0: from the beginning. */
  List<Event> eventsOfGroup(String group, long after, int most);

  /** The newest {@code dates} logical dates of a DAG with all their tasks. */
  List<GridCell> grid(String dagId, int dates);

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
   * since the calendar has changed; a run in another state stays, so that two nodes may say it.
   *
   * @param state {@code SKIPPED} or {@code QUEUED}
   * @param note why; empty as a rule for {@code QUEUED}
   * @param tasks tasks for a run that had none
   */
  void reopen(long runId, RunState state, String note, List<NewRun.NewTask> tasks);

  // work

  /**
   * Gives out tasks that may begin or go on: queued ones, and deferred ones and ones up for retry
   * whose time has come. Lower ranks first. Never more at once than their pool has slots, where
   * running and deferred tasks count, a batch as one. No task of a paused DAG.
   *
   * <p>A task with a batch word is given out only when no task of its group and DAG that is less
   * deep is queued or running, or when the batch is full, or when the first of it has waited for
   * {@link #LONGEST_GATHERING}; then all of its group that may begin come with it, in one batch.
   */
  List<Claim> claim(ClaimRequest request);

  /** The longest time for which a batch is gathered. */
  Duration LONGEST_GATHERING = Duration.ofMinutes(5);

  /**
   * Records how attempts ended, and what follows for their runs.
   *
   * @return those that were not recorded, since the attempt had lost its task before
   */
  List<Claim> end(List<Ending> endings, Resolver resolver);

  /**
   * Renews the leases of a node.
   *
   * @return the attempts that it still holds, with true where it should break off
   */
  Map<String, Boolean> heartbeat(String node);

  /**
   * Renews the leases of some of a node's attempts; those that it does not name, since it does not
   * know of them, run out.
   *
   * @return as {@link #heartbeat(String)}, of these attempts
   */
  Map<String, Boolean> heartbeat(String node, Collection<String> attemptIds);

  /** Whether all these attempts still hold their tasks and none is to be broken off. */
  boolean holds(Collection<Claim> claims);

  /**
   * Remembers the name of work outside that an attempt has begun. Later claims of the task bear it
   * until an attempt ends; where the attempt has lost its task, only the attempt keeps it.
   */
  void external(Claim claim, String externalId);

  /**
   * Takes tasks from attempts whose last sign of life is older than {@code lease}, or that never
   * gave one: they are queued again, or cancelled where that was wanted, or failed where they were
   * taken over {@code most} times before since they were last cleared.
   *
   * @return how many were taken
   */
  int takeOver(Duration lease, int most, Resolver resolver);

  // what people do

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

  // backfills

  /** Records a backfill. */
  Backfill createBackfill(NewBackfill backfill);

  /** A backfill by its number. */
  Optional<Backfill> backfill(long id);

  /** The process of a foreground run says that it is there. */
  void alive(long backfillId);

  /** Foreground runs that are open and whose process has said nothing for so long. */
  List<Long> deserted(Duration silence);

  /** Backfills, the newest first; {@code open}: only those that run or are paused. */
  List<Backfill> backfills(boolean open);

  /** All dates of a backfill in the order in which they begin. */
  List<BackfillDate> backfillDates(long id);

  /**
   * Pauses, resumes or finishes a backfill. {@code CANCELLED} also cancels its waiting dates and
   * its active runs.
   *
   * @throws IllegalTransitionException when it may not become that
   */
  Backfill move(long id, BackfillState state, Resolver resolver);

  /**
   * Takes a backfill one step further, if it is running: dates whose run has ended are done; then,
   * as far as its cap and {@code most} allow, the next dates begin. A date without a run gets the
   * one that {@code newRuns} makes; an ended run that the policy runs again, and that did not begin
   * after the backfill was made, is cleared and taken up; an active run of somebody else is waited
   * for, and takes a place among the active ones. A run that began after the backfill was made, and
   * has ended, is never run again. When every date has ended, the backfill is finished.
   *
   * @param newRuns makes the runs of dates that have none, and says the group and rank of those
   *     that are taken up, and whether a day that was closed is open now; called inside the
   *     transaction
   * @return how many dates changed their state
   */
  int advance(long id, int most, Function<LocalDate, NewRun> newRuns, Resolver resolver);

  // manners towards publishers, for all nodes

  /**
   * Books the next turn of a host.
   *
   * @return how long to wait for it
   */
  Duration reserve(String host, Duration every);

  /** Nobody asks a host before a time; it only grows. */
  void holdHost(String host, Instant until, boolean banned);

  /**
   * What a host wants.
   *
   * @param host its name
   * @param heldUntil nobody asks before
   * @param bannedUntil it refuses us until
   */
  record HostHold(String host, Optional<Instant> heldUntil, Optional<Instant> bannedUntil) {}

  /** What a host wants now. */
  HostHold hostHold(String host);

  // keeping house

  /**
   * Removes ended runs that ended before {@code before}, with everything that hangs on them, and
   * ended backfills without runs likewise; in small steps, each a transaction.
   *
   * @return how many runs were removed
   */
  long clean(Instant before);

  /**
   * Attempts that something here refers to: all of runs that have not ended, and those that are
   * named in the outputs of tasks.
   *
   * @param forgotten outputs of runs that ended before do not count; null: all do
   * @param named finds the attempts in an output; may be asked for one more than once
   */
  Set<String> attemptsInUse(@Nullable Instant forgotten, Function<String, Set<String>> named);

  /** Rows by table, for whoever keeps house. */
  Map<String, Long> sizes();

  @Override
  void close();
}

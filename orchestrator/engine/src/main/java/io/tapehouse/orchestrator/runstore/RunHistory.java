package io.tapehouse.orchestrator.runstore;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Runs, their tasks, attempts and events, to look at; a facet of {@link RunStore}. */
public interface RunHistory {

  /** The store's clock, by which all times here are given. */
  Instant now();

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

  /** All attempts at a task, oldest first. */
  List<TaskAttempt> attempts(long taskInstanceId);

  /** What happened in a run, oldest first. */
  List<Event> events(long runId);

  /** What happened in a group after an event; 0: from the beginning. */
  List<Event> eventsOfGroup(String group, long after, int most);

  /** The newest {@code dates} logical dates of a DAG with all their tasks. */
  List<GridCell> grid(String dagId, int dates);
}

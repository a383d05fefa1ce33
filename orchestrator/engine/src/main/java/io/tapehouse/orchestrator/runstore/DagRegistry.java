package io.tapehouse.orchestrator.runstore;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The DAGs and pools that the store knows; a facet of {@link RunStore}. */
public interface DagRegistry {

  /** Remembers a DAG; one that is known keeps what is remembered of it. */
  DagRecord register(String dagId, LocalDate startDate, boolean paused);

  /** Sets the first logical date of a DAG; dates that were cleaned away stay behind it. */
  void startDate(String dagId, LocalDate startDate);

  /** All DAGs that were ever registered, by name. */
  List<DagRecord> dags();

  /**
   * While a DAG is paused, none of its tasks is claimed; those that run go on.
   *
   * @throws IllegalArgumentException when the DAG is not known
   */
  void pause(String dagId, boolean paused);

  /** Sets the sizes of pools; others stay. */
  void pools(Map<String, Integer> slots);

  /** Slots taken in each pool: running and deferred tasks, a batch as one. */
  Map<String, Integer> poolUse();
}

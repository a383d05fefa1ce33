package io.tapehouse.orchestrator.dag;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All DAGs of the program. Immutable. */
public final class DagBook {

  private final Map<String, Dag> dags;

  private DagBook(Map<String, Dag> dags) {
    this.dags = dags;
  }

  /**
   * A book of DAGs.
   *
   * @param pools names of the pools that there are
   * @throws InvalidDagException when two have one id, or a task wants a pool that there is not
   */
  public static DagBook of(List<Dag> dags, Set<String> pools) {
    Map<String, Dag> byId = new LinkedHashMap<>();
    for (Dag dag : dags) {
      if (byId.put(dag.id(), dag) != null) {
        throw new InvalidDagException(dag.id(), "there are two DAGs of this id");
      }
      for (DagTask task : dag.tasks().values()) {
        if (!pools.contains(task.pool())) {
          throw new InvalidDagException(
              dag.id(),
              "task '%s' wants the pool '%s', and there is none; there are %s"
                  .formatted(task.id(), task.pool(), pools.stream().sorted().toList()));
        }
      }
    }
    return new DagBook(Collections.unmodifiableMap(byId));
  }

  /**
   * The same book, of which every task has code.
   *
   * @throws InvalidDagException when a task has none, since its DAG is a description
   */
  public DagBook requireCode() {
    for (Dag dag : dags.values()) {
      for (DagTask task : dag.tasks().values()) {
        if (task.body() == null) {
          throw new InvalidDagException(dag.id(), "task '%s' has no code".formatted(task.id()));
        }
      }
    }
    return this;
  }

  /** All, in the order in which they were given. */
  public Collection<Dag> all() {
    return dags.values();
  }

  /** Their ids. */
  public Set<String> ids() {
    return dags.keySet();
  }

  /** The DAG of an id. */
  public Optional<Dag> find(String id) {
    return Optional.ofNullable(dags.get(id));
  }
}

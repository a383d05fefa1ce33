package io.tapehouse.orchestrator.runstore.jdbc.registry;

import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Pools and the slots taken in them. */
public final class Pools {

  private Pools() {}

  /** A pool with a number of its slots: all of them, or those that are taken. */
  private record PoolSlots(String name, int slots) {}

  /** Sets the sizes of pools; others stay. */
  public static void set(Transaction tx, Map<String, Integer> slots) {
    for (Map.Entry<String, Integer> pool : new TreeMap<>(slots).entrySet()) {
      if (tx.execute("UPDATE pool SET slots = ? WHERE name = ?", pool.getValue(), pool.getKey())
          == 0) {
        tx.execute("INSERT INTO pool (name, slots) VALUES (?, ?)", pool.getKey(), pool.getValue());
      }
    }
  }

  /** Slots taken, for every pool. */
  public static Map<String, Integer> use(Transaction tx) {
    Map<String, Integer> use = new TreeMap<>();
    tx.query("SELECT name FROM pool").mapTo(String.class).forEach(name -> use.put(name, 0));
    use.putAll(taken(tx));
    return use;
  }

  /** A running batch takes one slot; a task that was deferred has left its batch. */
  private static Map<String, Integer> taken(Transaction tx) {
    Map<String, Integer> taken = new HashMap<>();
    tx.query(
            "SELECT pool AS name, COUNT(DISTINCT COALESCE(batch_id, -id)) AS slots"
                + " FROM task_instance WHERE state IN ('running', 'deferred') GROUP BY pool")
        .mapTo(PoolSlots.class)
        .forEach(pool -> taken.put(pool.name(), pool.slots()));
    return taken;
  }

  /** The free slots of every pool, as they are at this moment. */
  public static Map<String, Integer> free(Transaction tx) {
    return free(tx, "");
  }

  /** The free slots of every pool, locked: no other transaction takes any until this one ends. */
  public static Map<String, Integer> lockFree(Transaction tx) {
    return free(tx, tx.dialect().lock());
  }

  private static Map<String, Integer> free(Transaction tx, String lock) {
    List<PoolSlots> pools =
        tx.query("SELECT t.name, t.slots FROM pool t ORDER BY t.name" + lock)
            .mapTo(PoolSlots.class)
            .list();
    Map<String, Integer> taken = taken(tx);
    Map<String, Integer> free = new LinkedHashMap<>();
    pools.forEach(pool -> free.put(pool.name(), pool.slots() - taken.getOrDefault(pool.name(), 0)));
    return free;
  }

  /**
   * Refuses tasks whose pool is not known.
   *
   * @throws IllegalArgumentException when there is one
   */
  public static void check(Transaction tx, Collection<NewTask> tasks) {
    Set<String> wanted = tasks.stream().map(NewTask::pool).collect(Collectors.toSet());
    if (wanted.isEmpty()) {
      return;
    }
    List<String> known = tx.query("SELECT name FROM pool ORDER BY name").mapTo(String.class).list();
    for (NewTask task : tasks) {
      if (!known.contains(task.pool())) {
        throw new IllegalArgumentException(
            "task %s: no pool '%s'; there are %s".formatted(task.taskId(), task.pool(), known));
      }
    }
  }
}

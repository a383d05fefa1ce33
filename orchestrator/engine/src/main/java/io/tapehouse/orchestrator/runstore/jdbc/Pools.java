package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Pools and the slots taken in them. */
final class Pools {

  private Pools() {}

  private record Entry(String name, int slots) {

    static Entry read(Row row) throws SQLException {
      return new Entry(row.text(), row.count());
    }
  }

  static void set(Tx tx, Map<String, Integer> slots) throws SQLException {
    for (Map.Entry<String, Integer> pool : new TreeMap<>(slots).entrySet()) {
      if (tx.update("UPDATE pool SET slots = ? WHERE name = ?", pool.getValue(), pool.getKey())
          == 0) {
        tx.update("INSERT INTO pool (name, slots) VALUES (?, ?)", pool.getKey(), pool.getValue());
      }
    }
  }

  /** Slots taken, for every pool. */
  static Map<String, Integer> use(Tx tx) throws SQLException {
    Map<String, Integer> use = new TreeMap<>();
    tx.query("SELECT name FROM pool", Row::text).forEach(name -> use.put(name, 0));
    use.putAll(taken(tx));
    return use;
  }

  /** A running batch takes one slot; a task that was deferred has left its batch. */
  private static Map<String, Integer> taken(Tx tx) throws SQLException {
    Map<String, Integer> taken = new HashMap<>();
    tx.query(
            "SELECT pool, COUNT(DISTINCT COALESCE(batch_id, -id)) FROM task_instance"
                + " WHERE state IN ('running', 'deferred') GROUP BY pool",
            Entry::read)
        .forEach(entry -> taken.put(entry.name(), entry.slots()));
    return taken;
  }

  /** The free slots of every pool. Where they are locked, nobody else takes any meanwhile. */
  static Map<String, Integer> free(Tx tx, String lock) throws SQLException {
    List<Entry> pools =
        tx.query("SELECT t.name, t.slots FROM pool t ORDER BY t.name" + lock, Entry::read);
    Map<String, Integer> taken = taken(tx);
    Map<String, Integer> free = new LinkedHashMap<>();
    pools.forEach(pool -> free.put(pool.name(), pool.slots() - taken.getOrDefault(pool.name(), 0)));
    return free;
  }

  /** Refuses tasks whose pool is not known. */
  static void check(Tx tx, Collection<NewTask> tasks) throws SQLException {
    Set<String> wanted = tasks.stream().map(NewTask::pool).collect(Collectors.toSet());
    if (wanted.isEmpty()) {
      return;
    }
    List<String> known = tx.query("SELECT name FROM pool ORDER BY name", Row::text);
    for (NewTask task : tasks) {
      if (!known.contains(task.pool())) {
        throw new IllegalArgumentException(
            "task %s: no pool '%s'; there are %s".formatted(task.taskId(), task.pool(), known));
      }
    }
  }
}

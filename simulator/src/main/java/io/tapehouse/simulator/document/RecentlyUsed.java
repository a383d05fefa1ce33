package io.tapehouse.simulator.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps the values that were used last and makes the others again. Safe for many threads. */
public final class RecentlyUsed<K, V> {

  private final int capacity;
  private final Function<K, V> maker;
  private final LinkedHashMap<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

  public RecentlyUsed(int capacity, Function<K, V> maker) {
    this.capacity = capacity;
    this.maker = maker;
  }

  /** The value of a key. One value is made at a time, so that no value is made twice at once. */
  public synchronized V get(K key) {
    V known = values.get(key);
    if (known != null) {
      return known;
    }
    V made = maker.apply(key);
    values.put(key, made);
    if (values.size() > capacity) {
      Map.Entry<K, V> eldest = values.entrySet().iterator().next();
      values.remove(eldest.getKey());
    }
    return made;
  }
}

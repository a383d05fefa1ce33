package io.tapehouse.orchestrator.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was said of each key, by its full name. Who speaks last is right. */
final class GivenValues {

  private final Map<String, GivenValue> byKey = new LinkedHashMap<>();

  void put(String key, GivenValue given) {
    byKey.put(key, given);
  }

  Optional<GivenValue> get(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** All of which something was said. */
  Set<String> keys() {
    return byKey.keySet();
  }

  /** The names of a map's entries: those that are there by default, and those that were said. */
  Set<String> names(String key, ConfigKeys.Entries entries) {
    Set<String> names = new LinkedHashSet<>(entries.byDefault().keySet());
    String prefix = key + ".";
    for (String each : byKey.keySet()) {
      if (each.startsWith(prefix)) {
        names.add(each.substring(prefix.length()).replaceFirst("\\..*", ""));
      }
    }
    return names;
  }
}

package io.tapehouse.orchestrator.config;

import java.util.Map;

/** Values that are right one by one and wrong together. */
final class Contradictions {

  private Contradictions() {}

  /** Messages by the name of the key in the record. */
  static Map<String, String> in(Record section) {
    return section instanceof RunStoreConfig store ? runStore(store) : Map.of();
  }

  private static Map<String, String> runStore(RunStoreConfig store) {
    boolean server = store.kind() == RunStoreConfig.Kind.POSTGRES;
    if (server && store.url().isEmpty()) {
      return Map.of("url", "expected the database's JDBC address for kind postgres, found none");
    }
    if (!server && store.url().isPresent()) {
      return Map.of("kind", "expected postgres, since there is a url, found h2");
    }
    return Map.of();
  }
}

package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.Suggestion;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.query.NamedQueries;
import io.tapehouse.sql.query.NamedQuery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A named query and the values that a person gave: what is wrong is said with what was meant. */
final class ChosenQuery {

  private ChosenQuery() {}

  /**
   * The query of a name.
   *
   * @throws IllegalArgumentException when there is none; the message names the nearest
   */
  static NamedQuery named(String name) {
    return NamedQueries.find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no query '%s'; %s"
                        .formatted(
                            name, hint(name, NamedQueries.names(), "tapehouse sql --queries"))));
  }

  /**
   * A query with its values.
   *
   * @param given each as key=value
   * @throws IllegalArgumentException when one is unknown, missing, given twice or of another type
   */
  static BoundQuery bound(String name, List<String> given) {
    NamedQuery query = named(name);
    Map<String, String> values = new LinkedHashMap<>();
    for (String one : given) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "expected a parameter as key=value, found '%s'".formatted(one));
      }
      String key = one.substring(0, equals);
      if (!query.parameterNames().contains(key)) {
        throw new IllegalArgumentException(
            "%s has no parameter '%s'; %s"
                .formatted(
                    name,
                    key,
                    hint(key, query.parameterNames(), "tapehouse sql --describe " + name)));
      }
      if (values.put(key, one.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("%s is given twice".formatted(key));
      }
    }
    return query.bind(values);
  }

  private static String hint(String given, Collection<String> known, String list) {
    return Suggestion.to(given, known)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElse("there are " + String.join(", ", known) + " (" + list + ")");
  }
}

package io.tapehouse.sql.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query that ships with the program: one SQL for all engines.
 *
 * @param name as it is asked for
 * @param title what it answers, in a line
 * @param about what one should know of it: denominators, corporate actions, days without a page
 * @param parameters in the order in which people think of them
 * @param columns of the answer, in its order
 * @param sql without comments, with parameters as in {@link BoundQuery}
 */
public record NamedQuery(
    String name,
    String title,
    List<String> about,
    List<QueryParameter> parameters,
    List<QueryColumn> columns,
    String sql) {

  /** Copies the lists. */
  public NamedQuery {
    about = List.copyOf(about);
    parameters = List.copyOf(parameters);
    columns = List.copyOf(columns);
  }

  /** The names of the parameters. */
  public List<String> parameterNames() {
    return parameters.stream().map(QueryParameter::name).toList();
  }

  /**
   * The query with values.
   *
   * @param given texts by the names of the parameters
   * @throws IllegalArgumentException when a value is missing, or is none of its parameter's type,
   *     or there is no parameter of a name; the message names it and what was expected
   */
  public BoundQuery bind(Map<String, String> given) {
    List<String> known = parameterNames();
    for (String key : given.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "%s has no parameter '%s'; it has %s".formatted(name, key, String.join(", ", known)));
      }
    }
    Map<String, BoundValue> values = new LinkedHashMap<>();
    for (QueryParameter parameter : parameters) {
      String text = given.get(parameter.name());
      values.put(parameter.name(), text == null ? unbound(parameter) : parameter.bound(text));
    }
    return new BoundQuery(sql, values);
  }

  private BoundValue unbound(QueryParameter parameter) {
    return parameter
        .unbound()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s needs %s, %s: %s"
                        .formatted(
                            name, parameter.name(), parameter.expected(), parameter.meaning())));
  }
}

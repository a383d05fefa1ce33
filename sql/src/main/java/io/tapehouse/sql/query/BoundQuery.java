package io.tapehouse.sql.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A query and the values of its parameters. A parameter is a colon and a name, {@code :stock},
 * outside texts, names in quotes and comments, and may stand at several places. The values never
 * become part of the SQL: engines are given them beside it.
 *
 * @param sql with the parameters that {@code values} names; other colons are the SQL's own
 * @param values by the names of the parameters
 * @param files whether it may read files of the engine's machine, as {@code read_csv} does
 */
public record BoundQuery(String sql, Map<String, BoundValue> values, boolean files) {

  /** Copies the values. */
  public BoundQuery {
    values = Map.copyOf(values);
  }

  /** One that reads no files. */
  public BoundQuery(String sql, Map<String, BoundValue> values) {
    this(sql, values, false);
  }

  /** A query without parameters, which reads no files. */
  public static BoundQuery of(String sql) {
    return new BoundQuery(sql, Map.of());
  }

  /** The same query, which may read files. */
  public BoundQuery withFiles() {
    return new BoundQuery(sql, values, true);
  }

  /**
   * The SQL with something else in the place of each parameter.
   *
   * @param placeholder what the engine takes for the parameter of a name
   */
  public String sql(Function<String, String> placeholder) {
    if (values.isEmpty()) {
      return sql;
    }
    StringBuilder text = new StringBuilder();
    for (SqlPart part : SqlPart.of(sql)) {
      text.append(known(part).map(placeholder).orElse(part.text()));
    }
    return text.toString();
  }

  /** The values in the order of the places, with one for each place. */
  public List<BoundValue> inOrder() {
    if (values.isEmpty()) {
      return List.of();
    }
    List<BoundValue> ordered = new ArrayList<>();
    for (SqlPart part : SqlPart.of(sql)) {
      known(part).map(values::get).ifPresent(ordered::add);
    }
    return ordered;
  }

  private Optional<String> known(SqlPart part) {
    return part.parameter().filter(values::containsKey);
  }
}

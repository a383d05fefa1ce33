package io.tapehouse.sql.load;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lists over the scales of bars as SQL. Redshift, PostgreSQL and DuckDB have no common function
 * that makes a list, but there are only five scales.
 */
final class Scales {

  private static final List<Integer> ALL = List.of(1, 5, 15, 30, 60);

  private Scales() {}

  /** The scales with commas between them. */
  static String names() {
    return ALL.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** How many there are. */
  static int count() {
    return ALL.size();
  }

  /**
   * An aggregate: {@code value} of each scale where it is not NULL, as "5 on 1, 7 on 60".
   *
   * @param scale the column of the scale; a group has at most one row of each
   * @param value an expression of text
   */
  static String listed(String scale, String value) {
    String parts =
        ALL.stream()
            .map(
                one ->
                    "coalesce(', ' || max(CASE WHEN %1$s = %2$d THEN %3$s END) || ' on %2$d', '')"
                        .formatted(scale, one, value))
            .collect(Collectors.joining(" || "));
    String other =
        " || coalesce(', ' || max(CASE WHEN %s NOT IN (%s) THEN %s END) || ' on no scale', '')"
            .formatted(scale, names(), value);
    return "substring(" + parts + other + ", 3, 1000)";
  }
}

package io.tapehouse.sql.jdbc;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as SQL text. Used where a statement takes hundreds of them: binding each is far slower.
 */
public final class Literal {

  private Literal() {}

  /**
   * @throws IllegalArgumentException when {@code value} is of no type that is written here
   */
  public static String of(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof LocalDate date) {
      return "DATE '" + date + "'";
    }
    if (value instanceof LocalDateTime time) {
      return "TIMESTAMP '" + time.toLocalDate() + " " + time.toLocalTime() + "'";
    }
    throw new IllegalArgumentException("no SQL literal for " + value.getClass() + ": " + value);
  }

  /** A backslash escapes what follows it in Redshift and stands for itself elsewhere. */
  private static String text(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : quoted.replace("\\", "' || chr(92) || '");
  }

  /** Literals with commas between them. */
  public static String list(List<?> values) {
    return values.stream().map(Literal::of).collect(Collectors.joining(", "));
  }

  /** Literals in parentheses. */
  static String row(List<?> values) {
    // Not stream().toList(): rows hold nulls, and List.of would refuse them.
    return "(" + list(values) + ")";
  }
}

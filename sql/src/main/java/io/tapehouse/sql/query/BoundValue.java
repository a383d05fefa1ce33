package io.tapehouse.sql.query;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A value for a parameter.
 *
 * @param type what it is
 * @param text as it is written; null for NULL
 */
public record BoundValue(ParameterType type, @Nullable String text) {

  /** Refuses a text that is none of the type. */
  public BoundValue {
    if (text != null) {
      type.parse(text);
    }
  }

  /** What the engine is given. */
  public @Nullable Object value() {
    return text == null ? null : type.parse(text);
  }

  /** Binds it to a place of a statement, from 1. */
  public void bind(PreparedStatement statement, int position) throws SQLException {
    type.bind(statement, position, value());
  }
}

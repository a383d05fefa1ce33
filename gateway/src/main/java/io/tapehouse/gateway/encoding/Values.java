package io.tapehouse.gateway.encoding;

import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Takes the values of a row from DuckDB's result set, in the classes that are written. */
public final class Values {

  private Values() {}

  /** All values of the row on which {@code rows} stands. */
  public static @Nullable Object[] of(ResultSet rows, java.util.List<ResultColumn> columns)
      throws SQLException {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(rows, i + 1, columns.get(i));
    }
    return values;
  }

  private static @Nullable Object value(ResultSet rows, int at, ResultColumn column)
      throws SQLException {
    Object value = rows.getObject(at);
    if (value == null) {
      return null;
    }
    if (value instanceof Array list && column.isArray()) {
      @Nullable Object[] elements = (Object[]) list.getArray();
      @Nullable Object[] plain = new Object[elements.length];
      for (int i = 0; i < plain.length; i++) {
        plain[i] = plain(elements[i], column.type());
      }
      return plain;
    }
    if (value instanceof Timestamp) {
      // A java.sql.Timestamp goes through the zone of this machine, where some times do not exist.
      return rows.getObject(at, LocalDateTime.class);
    }
    return value instanceof Array ? value.toString() : plain(value, column.type());
  }

  private static @Nullable Object plain(@Nullable Object value, PgType type) throws SQLException {
    if (value instanceof Blob blob) {
      return blob.getBytes(1, (int) blob.length());
    }
    if (value instanceof java.sql.Date date) {
      return date.toLocalDate();
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    return value != null && type == PgType.INTERVAL ? Interval.parse(value.toString()) : value;
  }
}

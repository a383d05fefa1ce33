package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a row one after the other, from left to right. */
final class Row {

  private final ResultSet rows;
  private int column;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  boolean next() throws SQLException {
    column = 0;
    return rows.next();
  }

  long number() throws SQLException {
    return rows.getLong(++column);
  }

  int count() throws SQLException {
    return rows.getInt(++column);
  }

  boolean flag() throws SQLException {
    return rows.getBoolean(++column);
  }

  String text() throws SQLException {
    return rows.getString(++column);
  }

  LocalDate date() throws SQLException {
    return rows.getObject(++column, LocalDate.class);
  }

  Instant time() throws SQLException {
    return rows.getObject(++column, OffsetDateTime.class).toInstant();
  }

  TaskState taskState() throws SQLException {
    return TaskState.of(text());
  }

  RunState runState() throws SQLException {
    return RunState.of(text());
  }

  @Nullable Long numberOrNull() throws SQLException {
    long value = rows.getLong(++column);
    return rows.wasNull() ? null : value;
  }

  @Nullable String textOrNull() throws SQLException {
    return rows.getString(++column);
  }

  @Nullable Instant timeOrNull() throws SQLException {
    OffsetDateTime value = rows.getObject(++column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}

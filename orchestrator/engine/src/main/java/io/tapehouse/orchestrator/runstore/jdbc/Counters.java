package io.tapehouse.orchestrator.runstore.jdbc;

import java.sql.SQLException;

/** Numbers that are given out once. Whoever takes some holds the counter until it commits. */
final class Counters {

  private Counters() {}

  /** The first of {@code count} numbers. */
  static long take(Tx tx, String name, int count) throws SQLException {
    tx.update("UPDATE counter SET last_value = last_value + ? WHERE name = ?", count, name);
    return tx.query("SELECT last_value FROM counter WHERE name = ?", Row::number, name).get(0)
        - count
        + 1;
  }

  /** Makes every number from now on higher than {@code value}. */
  static void above(Tx tx, String name, long value) throws SQLException {
    tx.update(
        "UPDATE counter SET last_value = ? WHERE name = ? AND last_value < ?", value, name, value);
  }
}

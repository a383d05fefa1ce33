package io.tapehouse.sql.migration;

import io.tapehouse.sql.jdbc.Session;

/** How an engine takes the migrations, whose text is the same for all. */
public interface MigrationDialect {

  /**
   * Keeps other migrators out until the transaction ends: nothing to do where one process owns the
   * database.
   */
  default void lock(Session session) {}

  /** A statement of a migration as this engine is given it. */
  default String statement(String sql) {
    return sql;
  }
}

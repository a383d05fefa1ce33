package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** What differs between the engines. */
public enum Dialect {
  /** One process; all its write transactions go one after the other, so no row need be locked. */
  H2("h2", "random_uuid()", "", "", "tables_h2.sql") {
    @Override
    String clock() {
      return "CURRENT_TIMESTAMP";
    }

    @Override
    boolean repeatable(SQLException failure) {
      return false;
    }
  },

  /** Many nodes. */
  POSTGRES(
      "postgres",
      "gen_random_uuid()",
      " FOR UPDATE OF t",
      " FOR UPDATE OF t SKIP LOCKED",
      "tables_postgres.sql") {
    /**
     * Serialisation failure, deadlock, unique violation: another transaction was first; try again.
     */
    private static final Set<String> REPEATABLE = Set.of("40001", "40P01", "23505");

    @Override
    String clock() {
      return "clock_timestamp()";
    }

    @Override
    boolean repeatable(SQLException failure) {
      return failure.getSQLState() != null && REPEATABLE.contains(failure.getSQLState());
    }
  };

  private final String folder;
  private final String uuid;
  private final String lock;
  private final String lockFree;
  private final String quartzTables;

  Dialect(String folder, String uuid, String lock, String lockFree, String quartzTables) {
    this.folder = folder;
    this.uuid = uuid;
    this.lock = lock;
    this.lockFree = lockFree;
    this.quartzTables = quartzTables;
  }

  /** The time now, also inside a transaction that began long ago. */
  abstract String clock();

  /** Whether the same transaction may well succeed when it is tried again. */
  abstract boolean repeatable(SQLException failure);

  /** After a query of table {@code t}: locks its rows until the transaction ends. */
  public String lock() {
    return lock;
  }

  /** After a query of table {@code t}: locks its rows, without those that are locked. */
  public String lockFree() {
    return lockFree;
  }

  /** Whether many processes may use one database. */
  public boolean clustered() {
    return this == POSTGRES;
  }

  /** The folder of its own migrations. */
  public String folder() {
    return folder;
  }

  /** What migrations of all engines name by a placeholder. */
  public Map<String, String> placeholders() {
    return Map.of("uuid", uuid);
  }

  /** The name of Quartz's own tables in Quartz's library. */
  public String quartzTables() {
    return "org/quartz/impl/jdbcjobstore/" + quartzTables;
  }
}

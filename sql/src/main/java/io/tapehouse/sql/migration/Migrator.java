package io.tapehouse.sql.migration;

import io.tapehouse.sql.SchemaException;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.jdbc.Session;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the migrations that a database lacks, each in a transaction of its own, and keeps in
 * {@code schema_migration} which text was applied. Immutable.
 */
public final class Migrator {

  private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

  private static final String LEDGER =
      """
      CREATE TABLE IF NOT EXISTS schema_migration (
          version INTEGER NOT NULL,
          name VARCHAR(100) NOT NULL,
          sha256 VARCHAR(64) NOT NULL,
          applied_at TIMESTAMP NOT NULL
      )""";

  private final List<Migration> migrations;
  private final MigrationDialect dialect;
  private final Clock clock;

  private Migrator(List<Migration> migrations, MigrationDialect dialect, Clock clock) {
    this.migrations = List.copyOf(migrations);
    this.dialect = dialect;
    this.clock = clock;
  }

  /** The migrations that ship with this program. */
  public static Migrator shipped(MigrationDialect dialect, Clock clock) {
    return new Migrator(Migration.all(), dialect, clock);
  }

  /** Other migrations: for tests of the rules alone. */
  static Migrator of(List<Migration> migrations, MigrationDialect dialect, Clock clock) {
    return new Migrator(migrations, dialect, clock);
  }

  /**
   * Applies what is missing.
   *
   * @throws SchemaException when an applied migration has another text now, or the database has one
   *     that this program does not know
   */
  public void migrate(Session session) {
    createLedger(session);
    Map<Integer, String> applied = applied(session);
    for (Migration migration : migrations) {
      if (!applied.containsKey(migration.version())) {
        apply(session, migration);
      }
    }
  }

  /**
   * Two that create one table at once: an engine may tell the slower one that the table exists, IF
   * NOT EXISTS or not (PostgreSQL does, between its look and its write).
   */
  private void createLedger(Session session) {
    try {
      session.execute(dialect.statement(LEDGER));
    } catch (WarehouseException e) {
      try {
        session.list("SELECT version FROM schema_migration WHERE 1 = 0", row -> row.getInt(1));
      } catch (WarehouseException absent) {
        e.addSuppressed(absent);
        throw e;
      }
      LOG.debug("schema_migration was created by another process meanwhile", e);
    }
  }

  private Map<Integer, String> applied(Session session) {
    Map<Integer, String> applied = new TreeMap<>();
    session
        .list(
            "SELECT version, sha256 FROM schema_migration",
            row -> Map.entry(row.getInt(1), row.getString(2)))
        .forEach(entry -> applied.put(entry.getKey(), entry.getValue()));
    verify(applied);
    return applied;
  }

  private void verify(Map<Integer, String> applied) {
    int newest = migrations.stream().mapToInt(Migration::version).max().orElse(0);
    applied.forEach(
        (version, sha256) -> {
          if (version > newest) {
            throw new SchemaException(
                "the database is at migration %d, this program knows them up to %d: use a newer Tapehouse"
                    .formatted(version, newest));
          }
        });
    for (Migration migration : migrations) {
      String sha256 = applied.get(migration.version());
      if (sha256 != null && !sha256.equals(migration.sha256())) {
        throw new SchemaException(
            "migration V%03d %s was changed after it was applied: the database has %s, this program %s"
                .formatted(migration.version(), migration.name(), sha256, migration.sha256()));
      }
    }
  }

  private void apply(Session session, Migration migration) {
    LOG.info("migration V{} {}", migration.version(), migration.name());
    LocalDateTime now =
        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    session.transaction(
        inside -> {
          dialect.lock(inside);
          // Another process may have applied it while this one waited.
          if (applied(inside).containsKey(migration.version())) {
            return migration.version();
          }
          for (String statement : migration.script().statements()) {
            inside.execute(dialect.statement(statement));
          }
          inside.insert(
              "schema_migration",
              List.of(List.of(migration.version(), migration.name(), migration.sha256(), now)));
          return migration.version();
        });
  }
}

package io.tapehouse.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.sql.SchemaException;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.duckdb.DuckDbErrors;
import io.tapehouse.sql.jdbc.Session;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigratorTest {

  private static final Migration ONE = migration(1, "CREATE TABLE a (x INTEGER);\n");
  private static final Migration TWO =
      migration(2, "-- why; not\nINSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);");

  private Connection connection;
  private Session session;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    session = new Session(connection, new DuckDbErrors());
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void appliesWhatIsMissingOnce() {
    migrate(ONE);
    migrate(ONE, TWO);
    migrate(ONE, TWO);
    assertThat(session.number("SELECT sum(x) FROM a")).isEqualTo(3);
    assertThat(
            session.list(
                "SELECT version, name FROM schema_migration ORDER BY 1", row -> row.getString(2)))
        .containsExactly("m1", "m2");
  }

  @Test
  void refusesAnAppliedMigrationWhoseTextChanged() {
    migrate(ONE);
    assertThatThrownBy(() -> migrate(migration(1, "CREATE TABLE a (x BIGINT);"), TWO))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("V001 m1 was changed after it was applied");
    assertThat(session.number("SELECT count(*) FROM a")).isZero();
  }

  @Test
  void refusesADatabaseThatIsNewer() {
    migrate(ONE, TWO);
    assertThatThrownBy(() -> migrate(ONE))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "the database is at migration 2, this program knows them up to 1: use a newer Tapehouse");
  }

  @Test
  void aMigrationThatFailsLeavesNothing() {
    migrate(ONE);
    Migration broken = migration(2, "INSERT INTO a VALUES (1);\nINSERT INTO b VALUES (1);");
    assertThatThrownBy(() -> migrate(ONE, broken)).isInstanceOf(WarehouseException.class);
    assertThat(session.number("SELECT count(*) FROM a")).isZero();
    assertThat(session.number("SELECT count(*) FROM schema_migration")).isEqualTo(1);
  }

  @Test
  void shippedMigrationsAreNumberedAndTakenByBothEngines() {
    List<Migration> all = Migration.all();
    assertThat(all).extracting(Migration::version).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 11);
    // Words that one of the two does not take, and casts and clauses of one alone.
    Pattern oneEngineOnly =
        Pattern.compile(
            "(?i)\\b(HUGEINT|UINTEGER|STRUCT|TEXT|DOUBLE(?! PRECISION)|MACRO|SEQUENCE|DISTKEY|SORTKEY"
                + "|DISTSTYLE|ENCODE|IDENTITY|REFERENCES|OR REPLACE|IF NOT EXISTS|GETDATE|TIMESTAMPTZ)\\b|::");
    for (Migration migration : all) {
      for (String statement : migration.script().statements()) {
        assertThat(oneEngineOnly.matcher(statement).find()).as(statement).isFalse();
      }
    }
  }

  private void migrate(Migration... migrations) {
    Migrator.of(Arrays.asList(migrations), new MigrationDialect() {}, Clock.systemUTC())
        .migrate(session);
  }

  private static Migration migration(int version, String text) {
    return new Migration(version, "m" + version, new SqlScript("test", text));
  }
}

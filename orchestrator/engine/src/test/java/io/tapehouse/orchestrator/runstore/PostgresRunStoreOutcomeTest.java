package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Connections to PostgreSQL that are lost. */
class PostgresRunStoreOutcomeTest extends StoreContract {

  PostgresRunStoreOutcomeTest() {
    super(new PostgresEngine());
  }

  @Test
  void saysThatTheOutcomeOfALostCommitIsUnknown() {
    sql(
        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$");
    sql(
        "CREATE CONSTRAINT TRIGGER dies AFTER UPDATE ON pool DEFERRABLE INITIALLY DEFERRED"
            + " FOR EACH ROW EXECUTE FUNCTION die()");
    assertThatThrownBy(() -> store.pools(Map.of("load", 7)))
        .isInstanceOf(CommitOutcomeUnknownException.class)
        .hasMessageContaining("lost during the commit");
    sql("DROP TRIGGER dies ON pool");
    sql("DROP FUNCTION die()");
    store.pools(Map.of("load", 8));
    assertThat(store.poolUse()).containsKey("load");
  }

  @Test
  void saysThatAConnectionLostBeforeChangedNothing() {
    sql(
        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$");
    sql("CREATE TRIGGER dies AFTER UPDATE ON pool FOR EACH ROW EXECUTE FUNCTION die()");
    assertThatThrownBy(() -> store.pools(Map.of("load", 7)))
        .isExactlyInstanceOf(RunStoreException.class);
    sql("DROP TRIGGER dies ON pool");
    sql("DROP FUNCTION die()");
  }
}

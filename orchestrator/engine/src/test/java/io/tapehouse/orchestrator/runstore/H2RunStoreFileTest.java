package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.runstore.jdbc.RunStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of H2. */
class H2RunStoreFileTest {

  private static final LocalDate DAY = LocalDate.of(2024, 11, 5);

  @TempDir Path folder;

  /** What is in the file is all that a killed process leaves. */
  @Test
  void hasEveryCommitInTheFileAtOnce() throws IOException {
    Path file = folder.resolve("run-store.mv.db");
    Path left = folder.resolve("left.mv.db");
    try (JdbcRunStore store = RunStores.h2(file)) {
      store.migrate();
      store.register("taiwan_index", DAY, false);
      Files.copy(file, left);
    }
    try (JdbcRunStore store = RunStores.h2(left)) {
      store.migrate();
      assertThat(store.dags()).hasSize(1);
      assertThat(store.clustered()).isFalse();
    }
  }

  @Test
  void opensWithoutTheEndingToo() {
    try (JdbcRunStore store = RunStores.h2(folder.resolve("my store"))) {
      store.migrate();
    }
    assertThat(folder.resolve("my store.mv.db")).exists();
    assertThatThrownBy(() -> RunStores.h2(folder.resolve("a;b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a;b");
  }

  @Test
  void refusesWhatIsNoStore() throws IOException {
    Path file = Files.writeString(folder.resolve("run-store.mv.db"), "no store, but a text");
    assertThatThrownBy(() -> RunStores.h2(file))
        .isInstanceOf(RunStoreException.class)
        .hasMessageContaining("run-store.mv.db");
  }

  @Test
  void refusesAStoreOfANewerProgram() throws Exception {
    try (JdbcRunStore store = RunStores.h2(folder.resolve("new"))) {
      store.migrate();
      try (Connection connection = store.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "UPDATE \"flyway_schema_history\" SET \"version\" = '99'" + " WHERE \"version\" = '3'");
      }
      assertThatThrownBy(store::migrate).hasMessageContaining("found 99: it is a newer program's");
    }
  }
}

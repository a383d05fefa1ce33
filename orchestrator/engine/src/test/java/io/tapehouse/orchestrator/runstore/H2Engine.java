package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.runstore.jdbc.RunStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** H2 in a file of its own. */
public final class H2Engine implements Engine {

  private final Path folder;

  /** An empty file. */
  public H2Engine() {
    try {
      folder = Files.createTempDirectory("run-store");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return folder.resolve("run-store.mv.db");
  }

  @Override
  public JdbcRunStore open() {
    return RunStores.h2(file());
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file());
      Files.deleteIfExists(folder.resolve("run-store.trace.db"));
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

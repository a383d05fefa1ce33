package io.tapehouse.sql;

import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Warehouses for tests: each is a copy of one that was migrated once, since migrating takes longer
 * than most tests.
 */
final class MigratedDuckDb {

  private static byte @Nullable [] migrated;

  private MigratedDuckDb() {}

  /** Opens the warehouse of a folder, an empty one where there is none. */
  static Warehouse open(Path home, Lake lake, Clock clock) {
    Path file = home.resolve("warehouse.duckdb");
    try {
      if (Files.notExists(file)) {
        Files.createDirectories(home);
        Files.write(file, migrated());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DuckDbWarehouse.open(file, WarehouseConfig.DEFAULT, lake, clock);
  }

  private static synchronized byte[] migrated() throws IOException {
    byte[] bytes = migrated;
    if (bytes == null) {
      Path folder = Files.createTempDirectory("migrated");
      Path file = folder.resolve("warehouse.duckdb");
      Lake lake = new Lake(new FolderObjectStore(folder.resolve("lake")));
      try (Warehouse warehouse = DuckDbWarehouse.open(file, WarehouseConfig.DEFAULT, lake)) {
        warehouse.migrate();
      }
      bytes = Files.readAllBytes(file);
      migrated = bytes;
      Files.delete(file);
    }
    return bytes;
  }
}

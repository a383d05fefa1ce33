package io.tapehouse.store.lake;

import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Conformed Parquet: {@code <table>/<dataset>/<date>/<attempt>/part-*.parquet}, visible by the
 * {@code _manifest.json} beside it. Safe for use by many threads.
 */
public final class Lake {

  private static final String MANIFEST = "_manifest.json";

  private final ObjectStore store;

  /** A lake in {@code store}. */
  public Lake(ObjectStore store) {
    this.store = store;
  }

  /** Folder of an attempt, ending with {@code /}. */
  public static String folder(String table, String dataset, LocalDate date, String attemptId) {
    return table + "/" + dataset + "/" + date + "/" + attemptId + "/";
  }

  /**
   * Makes an attempt visible.
   *
   * @throws IllegalStateException when the attempt has a manifest already: attempts are never
   *     reused
   */
  public void publish(Manifest manifest) throws IOException {
    if (!store.putIfAbsent(
        manifest.folder() + MANIFEST,
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest))) {
      throw new IllegalStateException(manifest.folder() + " has a manifest already");
    }
  }

  /** The manifest of an attempt, if it was made visible. */
  public Optional<Manifest> manifest(String table, String dataset, LocalDate date, String attemptId)
      throws IOException {
    String key = folder(table, dataset, date, attemptId) + MANIFEST;
    if (store.stat(key).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = store.open(key)) {
      return Optional.of(Json.MAPPER.readValue(in, Manifest.class));
    }
  }

  /** Where the loader finds the files of an attempt: paths or {@code s3://} addresses. */
  public List<String> locations(Manifest manifest) {
    return manifest.files().stream()
        .map(file -> store.location(manifest.folder() + file.name()))
        .toList();
  }

  /** Removes an attempt of one table, its manifest first so that it is never half visible. */
  public void delete(String table, String dataset, LocalDate date, String attemptId)
      throws IOException {
    String folder = folder(table, dataset, date, attemptId);
    store.delete(folder + MANIFEST);
    for (ObjectStore.ObjectInfo object : store.list(folder)) {
      store.delete(object.key());
    }
  }

  /** The object store below. */
  public ObjectStore store() {
    return store;
  }
}

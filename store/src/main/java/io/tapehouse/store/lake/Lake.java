package io.tapehouse.store.lake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conformed Parquet: {@code <table>/<dataset>/<date>/<attempt>/part-*.parquet}, visible by the
 * {@code _manifest.json} beside it. Safe for use by many threads.
 */
public final class Lake {

  private static final String MANIFEST = "_manifest.json";

  /** The folder of an attempt; what begins with _ beside the tables is of jobs. */
  private static final Pattern ATTEMPT =
      Pattern.compile("([^/_][^/]*)/([^/]+)/(\\d{4}-\\d{2}-\\d{2})/([^/]+)/");

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

  /**
   * An attempt of one table as it lies there, with a manifest or without: what a crash left of it,
   * or of its removal.
   *
   * @param table table of the lake
   * @param partition the dataset and the date that its file is filed under
   * @param attemptId the attempt
   * @param files how many objects it has
   * @param bytes of all of them
   * @param written when the newest of them was written, by the clock of the store
   */
  public record StoredAttempt(
      String table,
      @JsonUnwrapped Partition partition,
      String attemptId,
      int files,
      long bytes,
      Instant written) {

    /** Id of the dataset. */
    public String dataset() {
      return partition.dataset();
    }

    /** The date that its file is filed under. */
    public LocalDate date() {
      return partition.date();
    }
  }

  /** All attempts, by their folders. */
  public List<StoredAttempt> attempts() throws IOException {
    NavigableMap<String, StoredAttempt> found = new TreeMap<>();
    for (ObjectStore.WrittenObject object : store.listWritten("")) {
      Matcher attempt = ATTEMPT.matcher(object.key());
      if (attempt.lookingAt()) {
        stored(attempt, object).ifPresent(one -> found.merge(attempt.group(), one, Lake::together));
      }
    }
    return List.copyOf(found.values());
  }

  private static Optional<StoredAttempt> stored(Matcher attempt, ObjectStore.WrittenObject object) {
    try {
      return Optional.of(
          new StoredAttempt(
              attempt.group(1),
              new Partition(attempt.group(2), LocalDate.parse(attempt.group(3))),
              attempt.group(4),
              1,
              object.size(),
              object.written()));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // the lake is a folder that people look into
    }
  }

  private static StoredAttempt together(StoredAttempt one, StoredAttempt other) {
    return new StoredAttempt(
        one.table(),
        one.partition(),
        one.attemptId(),
        one.files() + other.files(),
        one.bytes() + other.bytes(),
        one.written().isAfter(other.written()) ? one.written() : other.written());
  }

  /** The object store below. */
  public ObjectStore store() {
    return store;
  }
}

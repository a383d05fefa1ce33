package io.tapehouse.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where bytes live: named objects that appear whole or not at all. Keys are relative paths with
 * {@code /} between their parts; no part is empty, {@code .} or {@code ..}. Implementations are
 * safe for use by many threads and, for the same place, by many processes.
 */
public interface ObjectStore {

  /**
   * An object and its size.
   *
   * @param key its name
   * @param size in bytes
   */
  record ObjectInfo(String key, long size) {}

  /**
   * An object, and when it was written.
   *
   * @param key its name
   * @param size in bytes
   * @param written by the clock of the store
   */
  record WrittenObject(String key, long size, Instant written) {}

  /**
   * Writes an object unless one of this key exists. A reader sees either nothing or all of it,
   * after a crash too.
   *
   * @param source a local file; it is left as it is
   * @return whether it was written; false: the key was taken, and nothing was changed
   */
  boolean putIfAbsent(String key, Path source) throws IOException;

  /** The same for bytes in memory. */
  boolean putIfAbsent(String key, byte[] bytes) throws IOException;

  /**
   * Opens an object; the caller closes the stream.
   *
   * @throws java.nio.file.NoSuchFileException when there is none of this key
   */
  InputStream open(String key) throws IOException;

  /**
   * A local file with the object's bytes, to be read and not written: the object itself where the
   * store is a folder, else a copy in {@code scratch}.
   *
   * @throws java.nio.file.NoSuchFileException when there is none of this key
   */
  Path localCopy(String key, Path scratch) throws IOException;

  /** Size of an object, if it exists. */
  Optional<ObjectInfo> stat(String key) throws IOException;

  /**
   * All objects below {@code prefix}, a key followed by {@code /} or the empty string, in the order
   * of their keys.
   */
  default List<ObjectInfo> list(String prefix) throws IOException {
    return listWritten(prefix).stream()
        .map(object -> new ObjectInfo(object.key(), object.size()))
        .toList();
  }

  /** The same, with the times. */
  List<WrittenObject> listWritten(String prefix) throws IOException;

  /**
   * The parts of keys that follow {@code prefix} directly, sorted: what a folder listing would
   * show, without going through everything below.
   */
  List<String> children(String prefix) throws IOException;

  /** Removes an object; nothing happens when there is none. */
  void delete(String key) throws IOException;

  /** Where a program outside Tapehouse finds an object: a path or an {@code s3://} address. */
  String location(String key);
}

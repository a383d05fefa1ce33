package io.tapehouse.etl.place;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * A place of objects: the path of a folder, with or without {@code file:}, or an address of one of
 * Hadoop's file systems, as {@code s3://bucket/archive}.
 *
 * @param text as a job has it, without a slash at its end
 */
public record Location(String text) {

  /** Of two letters or more: one is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** Takes the slashes off the end. */
  public Location {
    text = text.replaceFirst("(?<=[^/:])/+$", "");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("expected a folder or an address, found an empty text");
    }
  }

  /** Whether it is a folder of this machine. */
  public boolean isFolder() {
    return !SCHEME.matcher(text).matches() || text.startsWith("file:");
  }

  /** The place that holds this one. */
  public Location parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? new Location(".") : new Location(text.substring(0, Math.max(1, slash)));
  }

  /** The last part of its name. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /**
   * What lies here.
   *
   * @param durability of a folder
   * @param hadoop settings of Hadoop, asked for only where this is no folder
   */
  public ObjectStore store(Durability durability, Supplier<Configuration> hadoop)
      throws IOException {
    return isFolder()
        ? new FolderObjectStore(folder(), durability)
        : new HadoopObjectStore(path(), hadoop.get());
  }

  /** As Hadoop names it: a folder is of this machine, whatever file system is Hadoop's default. */
  public org.apache.hadoop.fs.Path path() {
    return isFolder()
        ? new org.apache.hadoop.fs.Path(folder().toAbsolutePath().toUri())
        : new org.apache.hadoop.fs.Path(text);
  }

  private Path folder() {
    return text.startsWith("file:") ? Path.of(URI.create(text).getPath()) : Path.of(text);
  }
}

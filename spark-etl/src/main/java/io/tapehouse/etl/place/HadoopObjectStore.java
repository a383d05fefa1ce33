package io.tapehouse.etl.place;

import io.tapehouse.store.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * An {@link ObjectStore} on one of Hadoop's file systems.
 *
 * <p>Of two that write one key at once, one wins where the file system can write under a condition,
 * as S3A since Hadoop 3.4.2. On another S3 the last one wins, so nothing here is written twice with
 * contents that do not mean the same. Elsewhere an object is written beside the others and renamed.
 */
final class HadoopObjectStore implements ObjectStore {

  private static final String CONDITIONAL =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
  private static final String INCOMING = ".incoming";

  private final FileSystem files;
  private final Path root;

  /** Writes an object's bytes. */
  @FunctionalInterface
  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  HadoopObjectStore(Path root, Configuration hadoop) throws IOException {
    this.files = root.getFileSystem(hadoop);
    this.root = root;
  }

  @Override
  public boolean putIfAbsent(String key, java.nio.file.Path source) throws IOException {
    return put(key, out -> Files.copy(source, out));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    return put(key, out -> out.write(bytes));
  }

  @Override
  public InputStream open(String key) throws IOException {
    try {
      return files.open(path(key));
    } catch (FileNotFoundException e) {
      throw missing(key, e);
    }
  }

  @Override
  public java.nio.file.Path localCopy(String key, java.nio.file.Path scratch) throws IOException {
    Path file = path(key);
    java.nio.file.Path copy = scratch.resolve(file.getName());
    try (FSDataInputStream in =
        FutureIO.awaitFuture(
            files
                .openFile(file)
                .opt(
                    OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                    OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_WHOLE_FILE)
                .build())) {
      Files.copy(in, copy);
    } catch (FileNotFoundException e) {
      throw missing(key, e);
    }
    return copy;
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    try {
      FileStatus status = files.getFileStatus(path(key));
      return status.isFile() ? Optional.of(new ObjectInfo(key, status.getLen())) : Optional.empty();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<WrittenObject> listWritten(String prefix) throws IOException {
    List<WrittenObject> found = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> all = files.listFiles(folder(prefix), true);
      while (all.hasNext()) {
        LocatedFileStatus each = all.next();
        found.add(
            new WrittenObject(
                key(each.getPath()),
                each.getLen(),
                Instant.ofEpochMilli(each.getModificationTime())));
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    found.removeIf(object -> object.key().startsWith(INCOMING + "/"));
    found.sort(Comparator.comparing(WrittenObject::key));
    return found;
  }

  @Override
  public List<String> children(String prefix) throws IOException {
    try {
      return Arrays.stream(files.listStatus(folder(prefix)))
          .map(status -> status.getPath().getName())
          .filter(name -> !name.equals(INCOMING))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public void delete(String key) throws IOException {
    files.delete(path(key), false);
  }

  @Override
  public String location(String key) {
    return path(key).toString();
  }

  private boolean put(String key, Content content) throws IOException {
    Path target = path(key);
    if (files.exists(target)) {
      return false;
    }
    if (files.hasPathCapability(target, CONDITIONAL)) {
      return putIfNoneMatches(target, content);
    }
    if (root.toUri().getScheme().startsWith("s3")) {
      return putUnlessSeen(target, content);
    }
    Path incoming = new Path(new Path(root, INCOMING), UUID.randomUUID().toString());
    try {
      FSDataOutputStreamBuilder<?, ?> builder = files.createFile(incoming);
      builder.recursive();
      write(builder, incoming, content);
      files.mkdirs(target.getParent());
      return !files.exists(target) && files.rename(incoming, target);
    } finally {
      files.delete(incoming, false);
    }
  }

  private boolean putIfNoneMatches(Path target, Content content) throws IOException {
    try {
      FSDataOutputStreamBuilder<?, ?> builder = files.createFile(target);
      // "Overwrite" takes back the look before the write; the condition is looked at when it ends.
      builder.overwrite(true);
      builder.must(CONDITIONAL, true);
      write(builder, target, content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (PathIOException e) {
      if (files.exists(target)) {
        return false; // 412: another one was quicker
      }
      throw e;
    }
  }

  private boolean putUnlessSeen(Path target, Content content) throws IOException {
    try {
      FSDataOutputStreamBuilder<?, ?> builder = files.createFile(target);
      builder.overwrite(false);
      write(builder, target, content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private void write(FSDataOutputStreamBuilder<?, ?> builder, Path target, Content content)
      throws IOException {
    FSDataOutputStream out = builder.build();
    try {
      content.write(out);
    } catch (IOException | RuntimeException e) {
      abandon(out, target);
      throw e;
    }
    out.close();
  }

  /** Closing an object of S3 would make a part of it visible. */
  private void abandon(FSDataOutputStream out, Path target) throws IOException {
    try {
      out.abort();
    } catch (UnsupportedOperationException e) {
      out.close();
      files.delete(target, false);
    }
  }

  private Path folder(String prefix) {
    return prefix.isEmpty() ? root : path(prefix.substring(0, prefix.length() - 1));
  }

  private Path path(String key) {
    for (String part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("'" + key + "' is no key of an object");
      }
    }
    return new Path(root, key);
  }

  private String key(Path file) {
    return root.toUri().relativize(file.toUri()).getPath();
  }

  private NoSuchFileException missing(String key, IOException cause) {
    NoSuchFileException missing = new NoSuchFileException(location(key));
    missing.initCause(cause);
    return missing;
  }
}

package io.tapehouse.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An {@link ObjectStore} in a folder. A new object is written beside the tree, forced to disk by
 * default, and then linked into its place: linking fails where a name is taken, so of two writers
 * one wins and no reader ever sees a part.
 */
public final class FolderObjectStore implements ObjectStore {

  /** Unfinished objects; not a legal key, so nothing that is listed can collide with it. */
  private static final String INCOMING = ".incoming";

  private final Path root;
  private final Durability durability;

  /** What a power cut may take. */
  public enum Durability {
    /** Nothing that was written: each object is forced to disk before it appears. */
    FORCED,
    /**
     * Objects of the last moments, though never when only this process is killed. For what can be
     * made again and is not read again after a crash, as attempts in the lake.
     */
    LEFT_TO_THE_SYSTEM
  }

  /** A store in {@code root}, which need not exist yet. */
  public FolderObjectStore(Path root) {
    this(root, Durability.FORCED);
  }

  /** A store in {@code root}, which need not exist yet. */
  public FolderObjectStore(Path root, Durability durability) {
    this.root = root.toAbsolutePath().normalize();
    this.durability = durability;
  }

  /**
   * Removes what writers left behind that were killed. Only for a caller that knows that no other
   * process writes here now.
   */
  public void sweep() throws IOException {
    Path folder = root.resolve(INCOMING);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : (Iterable<Path>) left::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public boolean putIfAbsent(String key, Path source) throws IOException {
    Path target = resolve(key);
    if (Files.exists(target)) {
      return false;
    }
    Path incoming = incoming();
    try {
      Files.copy(source, incoming, StandardCopyOption.REPLACE_EXISTING);
      return publish(incoming, target);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    Path target = resolve(key);
    if (Files.exists(target)) {
      return false;
    }
    Path incoming = incoming();
    try {
      Files.write(incoming, bytes);
      return publish(incoming, target);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  @Override
  public InputStream open(String key) throws IOException {
    Path file = resolve(key);
    if (Files.isDirectory(file)) {
      throw new NoSuchFileException(file.toString()); // opening a folder fails only at the read
    }
    return Files.newInputStream(file);
  }

  @Override
  public Path localCopy(String key, Path scratch) throws IOException {
    Path file = resolve(key);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return file;
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    Path file = resolve(key);
    return Files.isRegularFile(file)
        ? Optional.of(new ObjectInfo(key, Files.size(file)))
        : Optional.empty();
  }

  @Override
  public List<WrittenObject> listWritten(String prefix) throws IOException {
    Path folder = folder(prefix);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<WrittenObject> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            return visited.equals(root.resolve(INCOMING))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              String key = root.relativize(file).toString().replace('\\', '/');
              found.add(
                  new WrittenObject(
                      key, attributes.size(), attributes.lastModifiedTime().toInstant()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // deleted since its folder was read
            }
            throw e;
          }
        });
    found.sort(Comparator.comparing(WrittenObject::key));
    return found;
  }

  @Override
  public List<String> children(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder(prefix))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(INCOMING))
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }

  @Override
  public void delete(String key) throws IOException {
    Path file = resolve(key);
    if (!Files.isDirectory(file)) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public String location(String key) {
    return resolve(key).toString();
  }

  private boolean publish(Path incoming, Path target) throws IOException {
    force(incoming);
    Files.createDirectories(target.getParent());
    try {
      Files.createLink(target, incoming);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      // A file system without hard links (FAT): the move may replace, so ask once more before it.
      if (Files.exists(target)) {
        return false;
      }
      Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
    }
    force(target.getParent());
    return true;
  }

  private void force(Path path) throws IOException {
    if (durability == Durability.LEFT_TO_THE_SYSTEM) {
      return;
    }
    boolean folder = Files.isDirectory(path);
    if (folder && java.io.File.separatorChar == '\\') {
      return; // Windows opens no folder; its rename is durable without.
    }
    try (FileChannel channel =
        FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private Path incoming() throws IOException {
    Path folder = root.resolve(INCOMING);
    Files.createDirectories(folder);
    return folder.resolve(UUID.randomUUID().toString());
  }

  private Path folder(String prefix) {
    return ObjectKeys.checkedPrefix(prefix).isEmpty()
        ? root
        : resolve(prefix.substring(0, prefix.length() - 1));
  }

  private Path resolve(String key) {
    if (List.of(ObjectKeys.checked(key).split("/", -1)).contains(INCOMING)) {
      throw new IllegalArgumentException("'" + key + "' is no key of an object");
    }
    Path path = root.resolve(key).normalize();
    if (!path.startsWith(root)) {
      throw new IllegalArgumentException("'" + key + "' leads out of " + root);
    }
    return path;
  }
}

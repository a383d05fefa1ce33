package io.tapehouse.orchestrator.home;

import io.tapehouse.orchestrator.source.DataKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A home that this process owns until it closes it or ends, however it ends: the operating system
 * holds the lock. No other process writes to it meanwhile.
 */
public final class OwnedHome implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long PAUSE_MILLISECONDS = 20;

  /**
   * Homes that this very process owns, and the words on it. On POSIX systems closing any channel of
   * a file gives up all locks of the process on it, so that the file must not even be looked at.
   */
  private static final Map<Path, String> OURS = new ConcurrentHashMap<>();

  private final Home home;
  private final FileChannel channel;
  private final FileLock lock;

  private OwnedHome(Home home, FileChannel channel, FileLock lock) {
    this.home = home;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes a home, making it if it is not there.
   *
   * @param purpose who takes it and what for, for the message to a second process
   * @throws HomeInUseException when another process owns it
   * @throws WrongHomeException when it holds the other kind of data
   */
  public static OwnedHome take(Home home, DataKind kind, String purpose) throws IOException {
    return take(home, purpose, PATIENCE, () -> checkKind(home, kind));
  }

  /**
   * Takes a home for a moment, whatever data it holds, making it if it is not there.
   *
   * @param purpose who takes it and what for, for the message to a second process
   * @throws HomeInUseException when another process owns it; at once
   */
  public static OwnedHome takeAsItIs(Home home, String purpose) throws IOException {
    return take(home, purpose, Duration.ZERO, () -> {});
  }

  /**
   * Declares what kind of data comes into a home, which another process may own, making it if it is
   * not there.
   *
   * @throws WrongHomeException when it holds the other kind of data
   */
  public static void keep(Home home, DataKind kind) throws IOException {
    Files.createDirectories(home.root());
    checkKind(home, kind);
  }

  private static OwnedHome take(Home home, String purpose, Duration patience, Check check)
      throws IOException {
    Files.createDirectories(home.root());
    Path real = home.root().toRealPath();
    String words =
        "process %d since %s: %s"
            .formatted(
                ProcessHandle.current().pid(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                purpose);
    String own = OURS.putIfAbsent(real, words);
    if (own != null) {
      throw new HomeInUseException(home, own);
    }
    try {
      return lock(home, words, patience, check);
    } catch (IOException | RuntimeException e) {
      OURS.remove(real);
      throw e;
    }
  }

  private static OwnedHome lock(Home home, String words, Duration patience, Check check)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            home.ownerFile(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = awaitLock(channel, patience);
      if (lock == null) {
        throw new HomeInUseException(home, read(channel));
      }
      // Of an owner that was killed; its port may belong to another process now.
      Files.deleteIfExists(home.controlFile());
      write(channel, words);
      check.check();
      empty(home.scratch());
      Files.createDirectories(home.scratch());
      Files.createDirectories(home.logs());
      return new OwnedHome(home, channel, lock);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private interface Check {
    void check() throws IOException;
  }

  /** A command may have the home for a moment, and a look-up of the owner has its lock. */
  private static @Nullable FileLock awaitLock(FileChannel channel, Duration patience)
      throws IOException {
    long until = System.nanoTime() + patience.toNanos();
    FileLock lock = tryLock(channel);
    while (lock == null && System.nanoTime() < until) {
      try {
        Thread.sleep(PAUSE_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
      lock = tryLock(channel);
    }
    return lock;
  }

  /** Who owns a home now, in words; empty when it has no owner. */
  public static Optional<String> owner(Home home) throws IOException {
    if (!Files.exists(home.ownerFile())) {
      return Optional.empty();
    }
    String own = OURS.get(home.root().toRealPath());
    if (own != null) {
      return Optional.of(own);
    }
    try (FileChannel channel =
        FileChannel.open(home.ownerFile(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        lock.release();
        return Optional.empty();
      }
      return Optional.of(read(channel));
    }
  }

  /** The home. */
  public Home home() {
    return home;
  }

  @Override
  public void close() throws IOException {
    Path real = home.root().toRealPath();
    try {
      channel.truncate(0);
      lock.release();
      channel.close();
    } finally {
      OURS.remove(real);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      // Past the end of the text, so that the one who is refused may read it where locks are
      // mandatory.
      return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void checkKind(Home home, DataKind kind) throws IOException {
    Path file = home.kindFile();
    if (!Files.exists(file)) {
      try {
        Files.writeString(file, kind.name() + "\n", StandardOpenOption.CREATE_NEW);
        return;
      } catch (FileAlreadyExistsException e) {
        // A process that does not own it has just declared it.
      }
    }
    String found = Files.readString(file).strip();
    if (!found.equals(kind.name())) {
      throw new WrongHomeException(home, found, kind);
    }
  }

  private static void empty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        try {
          Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException e) {
          // A process of the owner before us is just dying and still writes; the next owner clears.
        }
      }
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1024);
    channel.read(buffer, 0);
    return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }
}

package io.tapehouse.orchestrator.logs;

import io.tapehouse.orchestrator.runstore.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where the logs of attempts lie: {@code <dag>/<date>/<task>/<number>.log}. The members of a batch
 * share one log; then that file holds a line that names it.
 */
public final class AttemptLogs {

  private static final String POINTER = "-> ";

  private final Path folder;
  private final Masking masking;
  private final Clock clock;

  /**
   * Logs under a folder.
   *
   * @param secrets texts that never appear in them, also with line breaks in them
   */
  public AttemptLogs(Path folder, Supplier<Set<String>> secrets, Clock clock) {
    this.folder = folder;
    this.masking = new Masking(secrets);
    this.clock = clock;
  }

  /** What takes secrets out of their lines, for other places where an attempt's words go. */
  public Masking masking() {
    return masking;
  }

  /** The log of an attempt; an attempt that goes on appends. */
  public AttemptLog open(Claim claim) {
    return new AttemptLog(path(claim), masking, () -> {}, clock);
  }

  /** The one log of all members of a batch. */
  public AttemptLog openBatch(List<Claim> claims) {
    Claim first = claims.get(0);
    Path shared =
        folder
            .resolve(name(first.dagId()))
            .resolve("batches")
            .resolve(name(first.attemptId()) + ".log");
    return new AttemptLog(shared, masking, () -> point(claims, shared), clock);
  }

  /**
   * The file of an attempt, behind the batch that it was in; empty: it wrote nothing.
   *
   * @throws IllegalArgumentException for what is no id
   */
  public Optional<Path> find(String dagId, LocalDate date, String taskId, int number)
      throws IOException {
    Path file = path(dagId, date, taskId, number);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (java.io.BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      if (line != null && line.startsWith(POINTER)) {
        return Optional.of(inside(folder.resolve(line.substring(POINTER.length()))));
      }
    }
    return Optional.of(file);
  }

  private void point(List<Claim> claims, Path shared) {
    try {
      for (Claim claim : claims) {
        Path file = path(claim);
        Files.createDirectories(file.getParent());
        Files.writeString(file, POINTER + folder.relativize(shared) + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log " + shared, e);
    }
  }

  private Path path(Claim claim) {
    return path(claim.dagId(), claim.date(), claim.taskId(), claim.number());
  }

  private Path path(String dagId, LocalDate date, String taskId, int number) {
    return inside(
        folder
            .resolve(name(dagId))
            .resolve(date.toString())
            .resolve(name(taskId))
            .resolve(number + ".log"));
  }

  /** Ids come from the command line, too. */
  private static String name(String id) {
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "expected the id of a DAG or a task, found '%s'".formatted(id));
    }
    return id;
  }

  private Path inside(Path file) {
    if (!file.normalize().startsWith(folder.normalize())) {
      throw new IllegalArgumentException("expected a log in %s, found %s".formatted(folder, file));
    }
    return file;
  }

  /** Removes logs in which nothing was written since {@code limit}, and folders that are empty. */
  public void removeBefore(Instant limit) {
    OldFiles.remove(folder, limit);
  }
}

package io.tapehouse.orchestrator.logs;

import io.tapehouse.orchestrator.runstore.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
  private static final String MASK = "[secret]";

  private final Path folder;
  private final Supplier<Set<String>> secrets;
  private final Clock clock;

  /**
   * Logs under a folder.
   *
   * @param secrets texts that never appear in them
   */
  public AttemptLogs(Path folder, Supplier<Set<String>> secrets, Clock clock) {
    this.folder = folder;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** The log of an attempt; an attempt that goes on appends. */
  public AttemptLog open(Claim claim) {
    return new AttemptLog(path(claim), this::redact, () -> {}, clock);
  }

  /** The one log of all members of a batch. */
  public AttemptLog openBatch(List<Claim> claims) {
    Claim first = claims.get(0);
    Path shared =
        folder.resolve(first.dagId()).resolve("batches").resolve(first.attemptId() + ".log");
    return new AttemptLog(shared, this::redact, () -> point(claims, shared), clock);
  }

  /** The file of an attempt, behind the batch that it was in; empty: it wrote nothing. */
  public Optional<Path> find(String dagId, LocalDate date, String taskId, int number)
      throws IOException {
    Path file = path(dagId, date, taskId, number);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (java.io.BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      if (line != null && line.startsWith(POINTER)) {
        return Optional.of(folder.resolve(line.substring(POINTER.length())));
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
    return folder.resolve(dagId).resolve(date.toString()).resolve(taskId).resolve(number + ".log");
  }

  private String redact(String text) {
    String clean = text;
    for (String secret : secrets.get()) {
      if (!secret.isEmpty()) {
        clean = clean.replace(secret, MASK);
      }
    }
    return clean;
  }
}

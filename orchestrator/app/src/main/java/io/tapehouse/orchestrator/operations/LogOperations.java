package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.TaskAttempt;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Logs of attempts, part by part. */
final class LogOperations {

  static final int PART = 256 * 1024;

  private final OperationsContext with;
  private final Lookup lookup;

  LogOperations(OperationsContext with, Lookup lookup) {
    this.with = with;
    this.lookup = lookup;
  }

  LogPart part(LogRequest request) throws IOException {
    Run run = lookup.run(request.run());
    TaskInstance task = lookup.tasks(run, Set.of(request.task())).get(0);
    TaskAttempt attempt = attempt(run, task, request.attempt());
    // Looked at before the file is read: what an attempt wrote at its end is not to be missed.
    boolean ended =
        attempt.endedAt() != null || with.schedulerPresence() == SchedulerPresence.NO_SCHEDULER;
    Optional<Path> file =
        with.logs().find(run.dagId(), run.date(), task.taskId(), attempt.number());
    byte[] bytes = file.isEmpty() ? new byte[0] : read(file.get(), request.offset());
    boolean more = bytes.length == PART;
    return new LogPart(
        run.dagId(),
        run.date(),
        task.taskId(),
        attempt.number(),
        attempt.state(),
        bytes,
        request.offset() + bytes.length,
        ended && !more,
        more);
  }

  private TaskAttempt attempt(Run run, TaskInstance task, @Nullable Integer number)
      throws OperationFailedException {
    List<TaskAttempt> attempts = with.store().attempts(task.id());
    if (attempts.isEmpty()) {
      throw new OperationFailedException(
          "%s %s has no attempt yet: it is %s%s"
              .formatted(
                  run.name(),
                  task.taskId(),
                  task.state().text(),
                  task.message().isEmpty() ? "" : ", " + task.message()));
    }
    if (number == null) {
      return attempts.get(attempts.size() - 1);
    }
    return attempts.stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new OperationFailedException(
                    "%s %s has no attempt %d; there are %s"
                        .formatted(
                            run.name(),
                            task.taskId(),
                            number,
                            attempts.stream().map(TaskAttempt::number).toList())));
  }

  private static byte[] read(Path file, long offset) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(PART);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = channel.read(buffer, offset + buffer.position());
      }
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}

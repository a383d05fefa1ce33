package io.tapehouse.orchestrator.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The log of an attempt, or of a batch of them. There is no file until there is a line; every line
 * is with the operating system before {@link #line} returns, so it outlives the process. Safe for
 * use by many threads.
 */
public final class AttemptLog implements AutoCloseable {

  private final Path file;
  private final UnaryOperator<String> redaction;
  private final Runnable beforeFirstLine;
  private final Clock clock;
  private @Nullable Writer writer;
  private boolean written;
  private boolean closed;

  AttemptLog(Path file, UnaryOperator<String> redaction, Runnable beforeFirstLine, Clock clock) {
    this.file = file;
    this.redaction = redaction;
    this.beforeFirstLine = beforeFirstLine;
    this.clock = clock;
  }

  /**
   * Adds a line, or several, with the time before it and without secrets. One that comes after the
   * end, from a thread that was slower, is added too.
   */
  public synchronized void line(String text) {
    try {
      Writer out = writer;
      if (out == null) {
        if (!written) {
          beforeFirstLine.run();
        }
        Files.createDirectories(file.getParent());
        out =
            Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        writer = out;
      }
      out.write(clock.instant().truncatedTo(ChronoUnit.MILLIS) + "  " + redaction.apply(text));
      out.write('\n');
      out.flush();
      written = true;
      if (closed) {
        close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log " + file, e);
    }
  }

  /** Whether anything was written. */
  public synchronized boolean hasLines() {
    return written;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Writer out = writer;
    writer = null;
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close the log " + file, e);
      }
    }
  }
}

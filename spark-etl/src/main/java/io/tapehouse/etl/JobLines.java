package io.tapehouse.etl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Jobs, a line each, read ahead by a thread of its own: only so is the end of the one who sends
 * them noticed while a job runs. A process that went on would write under a home that has a new
 * owner.
 */
final class JobLines {

  private static final int ABANDONED = 3;

  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
  private final Object lock = new Object();
  private boolean busy;
  private boolean ended;

  private JobLines() {}

  static JobLines read(InputStream in) {
    JobLines lines = new JobLines();
    Thread reader = new Thread(() -> lines.readAll(in), "jobs");
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  /** The next job; empty when there will be none. */
  Optional<String> next() {
    try {
      Optional<String> line = lines.take();
      synchronized (lock) {
        busy = line.isPresent();
        if (busy && ended) {
          abandon();
        }
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The job is over. */
  void done() {
    synchronized (lock) {
      busy = false;
    }
  }

  private void readAll(InputStream in) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(Optional.of(line));
      }
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(JobLines.class).warn("no more jobs: {}", e.toString());
    }
    synchronized (lock) {
      ended = true;
      if (busy) {
        abandon();
      }
    }
    lines.add(Optional.empty());
  }

  private static void abandon() {
    Runtime.getRuntime().halt(ABANDONED);
  }
}

package io.tapehouse.orchestrator.spark;

import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Spark process and the pipes to it. Threads of its own read what it says, so that whoever waits
 * for it can be interrupted, and it never waits for us.
 */
final class SparkChild {

  private static final Logger LOG = LoggerFactory.getLogger(SparkChild.class);

  private static final int LOG_LINES = 15;

  /** A killed process is gone sooner, and so is what it left in its pipes. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Process process;
  private final ScratchFolder scratch;
  private final SparkLog log;
  private final BlockingQueue<Optional<EtlMessage>> replies = new LinkedBlockingQueue<>();
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final Thread errors;
  private volatile @Nullable Thread sending;
  private @Nullable Heard heard;

  /** Who hears the process's standard error while a job runs. */
  private record Heard(String end, Consumer<String> lines) {}

  private SparkChild(Process process, ScratchFolder scratch, SparkLog log) {
    this.process = process;
    this.scratch = scratch;
    this.log = log;
    this.errors = daemon("spark-log", this::readErrors);
    errors.start();
    daemon("spark-replies", this::readReplies).start();
  }

  static SparkChild start(SparkCommand command, Path events, Path scratches, SparkLog log)
      throws IOException {
    ScratchFolder scratch = ScratchFolder.in(scratches);
    try {
      return new SparkChild(
          new ProcessBuilder(command.line(events, scratch.path())).start(), scratch, log);
    } catch (IOException e) {
      scratch.delete();
      throw e;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Gives it a job. From now on its standard error goes to {@code lines} too. */
  void begin(EtlJob job, Consumer<String> lines) throws IOException {
    byte[] words = (Json.MAPPER.writeValueAsString(job) + "\n").getBytes(StandardCharsets.UTF_8);
    // Nothing is left of the job before, unless a count that came late.
    replies.removeIf(Optional::isPresent);
    synchronized (this) {
      heard = new Heard(EtlMessage.endOfLog(job.jobId()), lines);
    }
    // A process that does not read would make us wait where no interrupt reaches.
    Thread sender = daemon("spark-jobs", () -> send(words));
    sending = sender;
    sender.start();
  }

  /** What it says next; empty: it will say nothing any more. */
  Optional<EtlMessage> next() throws InterruptedException {
    return replies.take();
  }

  /**
   * The job is over: waits a moment for the last of what the process said on standard error. An
   * interrupt ends the waiting and is kept.
   */
  synchronized void end(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (heard != null && errors.isAlive()) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          break;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    heard = null;
  }

  /** Nobody wants to hear of the job any more. */
  synchronized void forget() {
    heard = null;
  }

  /**
   * Ends its input, on which it ends by itself: at once where a job runs, else in good order. After
   * {@code grace}, or when this thread is interrupted, it is killed. It is gone when this returns.
   */
  void stop(Duration grace) {
    boolean interrupted = false;
    try {
      if (endInput()) {
        process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    kill();
    interrupted |= awaitEnd();
    scratch.delete();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How it ended, once it said its last, and the end of its log. */
  String lastWords(Duration patience) throws InterruptedException {
    String end =
        process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
            ? "ended with exit code " + process.exitValue()
            : "answers no more";
    kill();
    errors.join(LAST_WORDS.toMillis());
    return "the Spark process %s; the end of %s:%n%s"
        .formatted(end, log.file(), String.join(System.lineSeparator(), lastLines()));
  }

  private List<String> lastLines() {
    synchronized (lastLines) {
      return List.copyOf(lastLines);
    }
  }

  /** False where the input cannot be ended without waiting for the process to read it. */
  private boolean endInput() throws InterruptedException {
    Thread sender = sending;
    if (sender != null && sender.isAlive()) {
      return false;
    }
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.debug("the Spark process had closed its input: {}", e.toString());
    }
    return true;
  }

  /** By its handle: the process's own method waits for whoever writes to its input. */
  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }

  /** Whether the thread was interrupted meanwhile. */
  private boolean awaitEnd() {
    boolean interrupted = false;
    long until = System.nanoTime() + LAST_WORDS.toNanos();
    while (true) {
      try {
        if (!process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOG.warn("the Spark process {} was killed and is still there", process.pid());
        }
        errors.join(LAST_WORDS.toMillis());
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private void send(byte[] words) {
    try {
      OutputStream jobs = process.getOutputStream();
      jobs.write(words);
      jobs.flush();
    } catch (IOException e) {
      // It is dying, and the end of its replies will say so.
      LOG.debug("the Spark process takes no job: {}", e.toString());
    }
  }

  private void readReplies() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        replies.add(Optional.of(Json.MAPPER.readValue(line, EtlMessage.class)));
      }
    } catch (IOException e) {
      hear("tapehouse: cannot understand the Spark process: " + e.getMessage());
      kill();
    }
    replies.add(Optional.empty());
  }

  private void readErrors() {
    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      LOG.debug("no more of the Spark process's log: {}", e.toString());
    }
    synchronized (this) {
      notifyAll();
    }
  }

  private void hear(String line) {
    log.line(line);
    synchronized (lastLines) {
      lastLines.addLast(line);
      if (lastLines.size() > LOG_LINES) {
        lastLines.removeFirst();
      }
    }
    synchronized (this) {
      Heard now = heard;
      if (now == null) {
        return;
      }
      if (line.equals(now.end())) {
        heard = null;
        notifyAll();
        return;
      }
      try {
        now.lines().accept(line);
      } catch (RuntimeException e) {
        LOG.warn("a job's log takes no more lines: {}", e.toString());
        heard = null;
      }
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}

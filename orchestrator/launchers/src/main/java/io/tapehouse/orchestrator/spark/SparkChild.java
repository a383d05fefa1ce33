package io.tapehouse.orchestrator.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlMessage;
import io.tapehouse.store.job.EtlReplies;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Spark process and the pipes to it. Its own threads read its messages, so that a thread that
 * waits for it can be interrupted, and it never waits for us.
 */
final class SparkChild {

  private static final Logger LOG = LoggerFactory.getLogger(SparkChild.class);

  private static final int LOG_LINES = 15;

  /** A killed process is gone sooner, and so is what it left in its pipes. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Process process;
  private final SparkScratch scratch;
  private final SparkLog log;
  private final UnaryOperator<String> masking;
  private final BlockingQueue<Optional<EtlMessage>> replies = new LinkedBlockingQueue<>();
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final Thread errors;
  private final Thread output;
  private volatile @Nullable Thread sending;
  private @Nullable Heard heard;

  /** Who hears what the process prints while a job runs. */
  private record Heard(String end, Consumer<String> lines) {}

  private SparkChild(
      Process process,
      EtlReplies channel,
      SparkScratch scratch,
      SparkLog log,
      UnaryOperator<String> masking) {
    this.process = process;
    this.scratch = scratch;
    this.log = log;
    this.masking = masking;
    this.errors = daemon("spark-log", () -> readLog(process.errorReader(StandardCharsets.UTF_8)));
    errors.start();
    // The JVM and native libraries print there when they like; no message comes that way.
    this.output =
        daemon("spark-output", () -> readLog(process.inputReader(StandardCharsets.UTF_8)));
    output.start();
    daemon("spark-replies", () -> readReplies(channel)).start();
  }

  /**
   * Starts one.
   *
   * @param masking takes secrets out of what it prints
   */
  static SparkChild start(
      SparkCommand command,
      Path events,
      Path scratches,
      SparkLog log,
      UnaryOperator<String> masking)
      throws IOException {
    SparkScratch scratch = SparkScratch.in(scratches);
    EtlReplies channel = EtlReplies.open();
    try {
      ProcessBuilder builder = new ProcessBuilder(command.line(events, scratch.path()));
      ChildEnvironment.limit(builder.environment());
      builder.environment().put(EtlReplies.VARIABLE, channel.address());
      return new SparkChild(builder.start(), channel, scratch, log, masking);
    } catch (IOException e) {
      channel.close();
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

  /** Gives it a job. From now on what it prints goes to {@code lines} too. */
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

  /** Its next message; empty: no more will come. */
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

  /** Discards further messages of the job. */
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
    awaitLog();
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

  /** By its handle: the process's own method waits for writers to its input. */
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
        awaitLog();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private void awaitLog() throws InterruptedException {
    errors.join(LAST_WORDS.toMillis());
    output.join(LAST_WORDS.toMillis());
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

  private void readReplies(EtlReplies channel) {
    try (BufferedReader reader = channel.accept(process)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        replies.add(Optional.of(Json.MAPPER.readValue(line, EtlMessage.class)));
      }
    } catch (JsonProcessingException e) {
      hear("tapehouse: cannot understand the Spark process: " + e.getMessage());
      kill();
    } catch (IOException e) {
      // It has ended, or is about to: only this side closes the connection.
      LOG.debug("no more replies of the Spark process: {}", e.toString());
    }
    replies.add(Optional.empty());
  }

  private void readLog(BufferedReader lines) {
    try (BufferedReader reader = lines) {
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

  private void hear(String said) {
    String line = masking.apply(said);
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

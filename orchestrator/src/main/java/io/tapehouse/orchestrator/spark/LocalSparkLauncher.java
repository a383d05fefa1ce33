package io.tapehouse.orchestrator.spark;

import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlMessage;
import io.tapehouse.store.job.EtlOutcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Spark in a child process on all cores of this machine, started once and kept warm. It ends when
 * its standard input does, so it never outlives us, not even when we are killed.
 */
public final class LocalSparkLauncher implements SparkLauncher {

  private static final String MAIN = "io.tapehouse.etl.EtlServer";
  private static final int LOG_LINES = 15;
  private static final long PATIENCE_SECONDS = 20;

  private final EtlInstallation installation;
  private final Path logs;
  private final Path scratch;
  private final SparkSettings settings;
  private volatile @Nullable Process process;
  private volatile @Nullable BufferedReader replies;

  /**
   * How the child is run.
   *
   * @param heap its {@code -Xmx}
   * @param jvmOptions more options, empty as a rule
   */
  public record SparkSettings(String heap, List<String> jvmOptions) {}

  /**
   * A launcher that starts nothing yet.
   *
   * @param logs folder for the child's log and for Spark's event logs
   * @param scratch folder for its temporary files
   */
  public LocalSparkLauncher(
      EtlInstallation installation, Path logs, Path scratch, SparkSettings settings) {
    this.installation = installation;
    this.logs = logs;
    this.scratch = scratch;
    this.settings = settings;
  }

  @Override
  public synchronized void warmUp() throws IOException {
    if (process != null && process.isAlive()) {
      return;
    }
    Path events = logs.resolve("spark-events");
    Files.createDirectories(events);
    Process started =
        new ProcessBuilder(command(events))
            .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    process = started;
    replies = started.inputReader(StandardCharsets.UTF_8);
  }

  @Override
  public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    warmUp();
    Process child = java.util.Objects.requireNonNull(process);
    try {
      OutputStream jobs = child.getOutputStream();
      jobs.write(Json.MAPPER.writeValueAsBytes(job));
      jobs.write('\n');
      jobs.flush();
    } catch (IOException e) {
      throw failed(child, e);
    }
    while (true) {
      EtlMessage message = next(child);
      if (message instanceof EtlMessage.Progress progress) {
        listener.progress(progress.rows(), progress.bytes());
      } else if (message instanceof EtlMessage.Outcome outcome) {
        listener.outcome(outcome.outcome());
        outcomes.accept(outcome.outcome());
      } else if (message instanceof EtlMessage.Done) {
        return;
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    Process child = process;
    if (child == null) {
      return;
    }
    process = null;
    try {
      child.getOutputStream().close();
      if (!child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
    } catch (IOException e) {
      child.destroyForcibly();
    } catch (InterruptedException e) {
      child.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private EtlMessage next(Process child) throws IOException, InterruptedException {
    String line = java.util.Objects.requireNonNull(replies).readLine();
    if (line == null) {
      throw failed(child, null);
    }
    return Json.MAPPER.readValue(line, EtlMessage.class);
  }

  private SparkFailedException failed(Process child, @Nullable IOException cause)
      throws IOException, InterruptedException {
    String end =
        child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
            ? "ended with exit code " + child.exitValue()
            : "answers no more";
    child.destroyForcibly();
    process = null;
    List<String> lines =
        Files.exists(log()) ? Files.readAllLines(log(), StandardCharsets.UTF_8) : List.of();
    SparkFailedException failure =
        new SparkFailedException(
            "the Spark process %s; the end of %s:%n%s"
                .formatted(
                    end,
                    log(),
                    String.join(
                        System.lineSeparator(),
                        lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()))));
    if (cause != null) {
      failure.addSuppressed(cause);
    }
    return failure;
  }

  private Path log() {
    return logs.resolve("spark.log");
  }

  private List<String> command(Path events) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + settings.heap());
    command.add("-XX:+UseParallelGC");
    command.add("-Djava.io.tmpdir=" + scratch);
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Duser.timezone=UTC");
    command.add("-Dspark.master=local[*]");
    command.add("-Dspark.driver.host=127.0.0.1");
    command.add("-Dspark.driver.bindAddress=127.0.0.1");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.local.dir=" + scratch);
    command.add("-Dspark.eventLog.enabled=true");
    command.add("-Dspark.eventLog.dir=" + events.toUri());
    command.add("-Dspark.eventLog.rolling.enabled=false");
    command.add("-Dspark.eventLog.compress=false");
    command.add("-Xlog:disable");
    command.addAll(installation.classArchiveOptions());
    if (Runtime.version().feature() >= 24) {
      // Hadoop and Netty reach for memory and native code in ways that newer Java warns about.
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(settings.jvmOptions());
    command.add("-cp");
    command.add(installation.classPath());
    command.add(MAIN);
    return command;
  }
}

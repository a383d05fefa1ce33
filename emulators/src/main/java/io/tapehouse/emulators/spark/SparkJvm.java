package io.tapehouse.emulators.spark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM that runs a class of Spark, listens on loopback only, and ends with {@link #kill} or with
 * the process that started it. Safe for use by many threads.
 */
final class SparkJvm {

  /** Options for a JVM that lives for seconds. */
  static final String QUICK_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final Duration END = Duration.ofSeconds(20);

  private final String name;
  private final Process process;
  private final Consumer<String> listener;
  private final List<String> log = new ArrayList<>();
  private final Thread reader;
  private final Thread hook = new Thread(this::destroy, "spark-kill");
  private boolean ended;

  private SparkJvm(String name, Process process, Consumer<String> listener) {
    this.name = name;
    this.process = process;
    this.listener = listener;
    this.reader = new Thread(this::read, name + "-log");
    reader.setDaemon(true);
    reader.start();
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts one.
   *
   * @param name for messages
   * @param options of the JVM
   * @param command the main class and its arguments
   * @param listener receives each line of its output
   */
  static SparkJvm start(
      String name,
      SparkHome home,
      List<String> options,
      List<String> command,
      Consumer<String> listener)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(QUICK_START.split(" ")));
    line.addAll(options);
    line.add("-cp");
    line.add(home.classPath() + File.pathSeparator + ownClasses());
    line.add(SparkMain.class.getName());
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    // Whatever the parent's options ask for (agents, debuggers, other heaps), the child is plain.
    builder.environment().keySet().removeIf(key -> key.startsWith("SPARK_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().put("SPARK_HOME", home.folder().toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_LOCAL_HOSTNAME", "127.0.0.1");
    return new SparkJvm(name, builder.start(), listener);
  }

  Process process() {
    return process;
  }

  /** What it said so far. */
  List<String> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  /** Waits for a line and returns the first group of it. */
  String awaitLine(Pattern pattern, Duration patience) throws IOException {
    long until = System.nanoTime() + patience.toNanos();
    synchronized (log) {
      int looked = 0;
      while (true) {
        for (; looked < log.size(); looked++) {
          Matcher matcher = pattern.matcher(log.get(looked));
          if (matcher.find()) {
            return matcher.group(1);
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (ended || left <= 0) {
          throw new IOException(
              "%s did not say %s; it said:%n%s".formatted(name, pattern, String.join("\n", log)));
        }
        try {
          log.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while waiting for " + name, e);
        }
      }
    }
  }

  /** Waits for its end and for its last words. */
  int await() throws InterruptedException {
    int code = process.waitFor();
    reader.join(END.toMillis());
    forget();
    return code;
  }

  /** Kills it and what it started. All are gone when this returns. */
  void kill() {
    List<ProcessHandle> all = destroy();
    forget();
    for (ProcessHandle each : all) {
      try {
        each.onExit().get(END.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        throw new IllegalStateException(name + " was killed and is still there: " + each, e);
      }
    }
  }

  private List<ProcessHandle> destroy() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    return all;
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is ending: the hook runs or has run.
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (log) {
          log.add(line);
          log.notifyAll();
        }
        listener.accept(line);
      }
    } catch (IOException e) {
      // Nothing more is to be read of a process that was killed.
    }
    synchronized (log) {
      ended = true;
      log.notifyAll();
    }
  }

  private static Path ownClasses() {
    try {
      return Path.of(SparkMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("classes are loaded from a file", e);
    }
  }
}

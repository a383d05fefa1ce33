package io.tapehouse.emulators.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Spark's own cluster manager on this machine: a master and workers, each in a JVM of its own, on
 * loopback and on free ports. {@link #close} ends them and the executors; so does the end of the
 * process that started them. Safe for use by many threads.
 */
public final class SparkStandalone implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED =
      Pattern.compile("Successfully registered with master (\\S+)");

  private final Path folder;
  private final SparkHome home;
  private final SparkJvm master;
  private final String url;
  private final List<SparkJvm> workers = new CopyOnWriteArrayList<>();
  private final List<Path> workFolders = new CopyOnWriteArrayList<>();
  private final List<SparkSubmit> submissions = new CopyOnWriteArrayList<>();

  private SparkStandalone(Path folder, SparkHome home, SparkJvm master, String url) {
    this.folder = folder;
    this.home = home;
    this.master = master;
    this.url = url;
  }

  /**
   * Starts a master; nothing runs before {@link #addWorker}.
   *
   * @param folder for its files; made if it is not there
   */
  public static SparkStandalone start(Path folder) throws IOException {
    SparkHome home = SparkHome.make(folder.resolve("home"));
    SparkJvm master =
        SparkJvm.start(
            "the Spark master",
            home,
            List.of("-Xmx256m", "-Dspark.master.rest.enabled=false"),
            List.of(
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0"),
            line -> {});
    try {
      return new SparkStandalone(folder, home, master, master.awaitLine(MASTER, START));
    } catch (IOException | RuntimeException e) {
      master.kill();
      throw e;
    }
  }

  /**
   * Adds a worker and waits until the master knows it.
   *
   * @param memory for all its executors, as Spark writes it: {@code 1g}
   */
  public void addWorker(int cores, String memory) throws IOException {
    Path work = Files.createTempDirectory(folder, "worker-");
    workFolders.add(work);
    SparkJvm worker =
        SparkJvm.start(
            "a Spark worker",
            home,
            List.of("-Xmx256m", "-Djava.io.tmpdir=" + work),
            List.of(
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                Integer.toString(cores),
                "--memory",
                memory,
                "--work-dir",
                work.toString(),
                url),
            line -> {});
    workers.add(worker);
    worker.awaitLine(REGISTERED, START);
  }

  /** Kills all workers with their executors; applications wait for others. */
  public void removeWorkers() {
    // Executors are a worker's children, so it is asked for them before it is gone.
    workers.forEach(SparkJvm::kill);
    workers.clear();
  }

  /** What {@code spark.master} is to be. */
  public String url() {
    return url;
  }

  /** The executors that run now, of all applications. */
  public List<ProcessHandle> executors() {
    return workers.stream().flatMap(worker -> worker.process().descendants()).toList();
  }

  /** What all executors said so far, those that are gone too, one after the other. */
  public List<String> executorLog() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path work : workFolders) {
      try (Stream<Path> files = Files.walk(work)) {
        for (Path file : files.filter(each -> each.endsWith("stderr")).sorted().toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }

  /**
   * Runs {@code spark-submit} in client mode: the driver is the child.
   *
   * @param mainClass of the application
   * @param applicationJar with its classes
   * @param arguments of the application
   * @param settings of Spark; the master and what keeps it on loopback is set here
   * @param log receives each line of output of the driver and of {@code spark-submit}
   */
  public SparkSubmit submit(
      String mainClass,
      Path applicationJar,
      List<String> arguments,
      Map<String, String> settings,
      Consumer<String> log)
      throws IOException {
    SparkSubmit submission =
        SparkSubmit.start(
            home,
            folder,
            new SparkSubmit.Application(mainClass, applicationJar, arguments, settings),
            url,
            log);
    submissions.add(submission);
    return submission;
  }

  /** Kills the drivers that still run; the master ends their executors. */
  public void killSubmissions() {
    submissions.forEach(SparkSubmit::kill);
    submissions.clear();
  }

  @Override
  public void close() {
    killSubmissions();
    removeWorkers();
    master.kill();
    home.remove();
  }
}

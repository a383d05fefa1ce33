import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What docs/performance.md quotes. Whole processes, in turn, so that a machine whose speed drifts hurts all alike; the
 * median of the runs. Usage: {@code java benchmarks/Benchmark.java FOLDER [RUNS]} with a replay folder that has the
 * ticks of 2021-07-26 and of 2024-11-05 to 2024-12-20. Linux: memory is the sum of PSS over all processes.
 */
public final class Benchmark {

  private static final String ALL_DAYS = "2024-11-05/2024-12-20";

  private final Path root = Path.of("").toAbsolutePath();
  private final Path replay;
  private final int runs;
  private final Path work;
  private final Map<String, List<double[]>> figures = new LinkedHashMap<>();

  private Benchmark(Path replay, int runs) throws IOException {
    this.replay = replay;
    this.runs = runs;
    this.work = Files.createTempDirectory("tapehouse-benchmark-");
  }

  public static void main(String[] arguments) throws Exception {
    new Benchmark(
            Path.of(arguments[0]).toAbsolutePath(), arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5)
        .run();
  }

  private void run() throws Exception {
    Path csv = unzip();
    tapehouse("warm up the disk", "2021-07-26", "2021-07-26");
    figures.clear();
    for (int i = 0; i < runs; i++) {
      tapehouse("one day, futures and options, cold", "2021-07-26", "2021-07-26");
      List<Double> again = warm("2021-07-26", "2021-07-26", "2021-07-26", "2021-07-26");
      add("one day, the second in the process", again.get(1), 0);
      add("one day, the fourth in the process", again.get(3), 0);
      List<Double> after = warm("2024-11-05", "2024-11-06", "2024-11-07", "2021-07-26");
      add("one day, after three without options", after.get(3), 0);
      tapehouse("1 day of futures, cold", "2024-11-05", "2024-11-05");
      tapehouse("8 days of futures, cold", "2024-11-05", "2024-11-14");
      tapehouse("34 days of futures, cold", "2024-11-05", "2024-12-20");
      List<Double> warm34 = warm(ALL_DAYS, ALL_DAYS, ALL_DAYS);
      add("34 days of futures, the third in the process", warm34.get(2), 0);
      duckDb("34 days, DuckDB script over CSV", "bars.sql", csv);
      duckDb("34 days, tuned DuckDB script over CSV", "bars-tuned.sql", csv);
      polars("34 days, Polars over CSV", csv);
      polars("34 days, Polars over zips", replay.resolve("taifex.futures_tick"));
      plainJava("34 days, plain Java, two threads");
    }
    System.out.printf("%-46s %9s %9s %9s %9s%n", "median of " + runs, "seconds", "min", "max", "PSS MB");
    figures.forEach(
        (name, values) ->
            System.out.printf(
                "%-46s %9.2f %9.2f %9.2f %9.0f%n",
                name, median(values, 0), min(values), max(values), median(values, 1)));
    double tapehouse = median(figures.get("34 days of futures, cold"), 0);
    figures.forEach(
        (name, values) -> {
          if (name.startsWith("34 days, ")) {
            System.out.printf("Tapehouse / %s: %.2f%n", name, tapehouse / median(values, 0));
          }
        });
    delete(work);
  }

  private void tapehouse(String name, String from, String to) throws Exception {
    Path home = work.resolve("home");
    measure(
        name,
        root.resolve("tapehouse").toString(), "run", "--source", "replay:" + replay, "--from", from, "--to", to,
        "--home", home.toString());
    delete(home);
  }

  /** Days in one process: Spark is warm. Read off the program's own clock, a line a day. */
  private List<Double> warm(String... dates) throws Exception {
    Path homes = work.resolve("homes");
    Path log = work.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                java(), "-Xmx512m", "-cp",
                root.resolve("orchestrator/app/target") + "/*:" + root.resolve("orchestrator/app/target/lib") + "/*",
                root.resolve("benchmarks/WarmDay.java").toString(), replay.toString(), homes.toString(),
                root.resolve("spark-etl/target").toString()));
    command.addAll(List.of(dates));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
    List<Double> seconds = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      if (line.matches("\\d+ [\\d.]+")) {
        seconds.add(Double.parseDouble(line.split(" ")[1]));
      }
    }
    delete(homes);
    return seconds;
  }

  private void duckDb(String name, String script, Path csv) throws Exception {
    Path database = work.resolve("bars.duckdb");
    measure(
        name,
        java(), "-cp", root.resolve("orchestrator/app/target/lib") + "/*",
        root.resolve("benchmarks/DuckDbScript.java").toString(), root.resolve("benchmarks").resolve(script).toString(),
        csv + "/Daily_*.csv", database.toString());
    Files.deleteIfExists(database);
  }

  /** Needs {@code python3 -m venv target/polars && target/polars/bin/pip install polars}. */
  private void polars(String name, Path input) throws Exception {
    Path python = root.resolve("target/polars/bin/python");
    if (!Files.exists(python)) {
      System.err.println(name + ": skipped, no " + python);
      return;
    }
    Path bars = work.resolve("polars");
    measure(
        name,
        python.toString(), root.resolve("benchmarks/polars_bars.py").toString(), input.toString(), bars.toString(),
        "2024-11-05", "2024-12-20");
    delete(bars);
  }

  private void plainJava(String name) throws Exception {
    measure(
        name,
        java(), "-Xmx1g", "-cp", root.resolve("spark-etl/target") + "/*:" + root.resolve("spark-etl/target/lib") + "/*",
        root.resolve("benchmarks/PlainJavaBars.java").toString(), replay.resolve("taifex.futures_tick").toString(),
        "2024-11-05", "2024-12-20");
  }

  private void measure(String name, String... command) throws Exception {
    Path log = work.resolve("log");
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long most = 0;
    while (!process.waitFor(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
      most = Math.max(most, proportionalSetSize(process.toHandle()));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(name + ": " + Files.readString(log));
    }
    add(name, seconds, most / 1e6);
    System.err.printf("%-46s %6.2f s%n", name, seconds);
  }

  private static long proportionalSetSize(ProcessHandle process) {
    long own = 0;
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
        if (line.startsWith("Pss:")) {
          own = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException e) {
      own = 0; // it has just ended
    }
    return own + process.children().mapToLong(Benchmark::proportionalSetSize).sum();
  }

  private Path unzip() throws IOException {
    Path csv = Files.createDirectories(work.resolve("csv"));
    try (Stream<Path> days = Files.list(replay.resolve("taifex.futures_tick"))) {
      for (Path day : (Iterable<Path>) days.sorted()::iterator) {
        if (LocalDate.parse(day.getFileName().toString()).getYear() == 2024) {
          try (Stream<Path> files = Files.list(day)) {
            for (Path zip : (Iterable<Path>) files::iterator) {
              try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
                ZipEntry entry = in.getNextEntry();
                Files.copy((InputStream) in, csv.resolve(entry.getName()));
              }
            }
          }
        }
      }
    }
    return csv;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void add(String name, double seconds, double megabytes) {
    figures.computeIfAbsent(name, key -> new ArrayList<>()).add(new double[] {seconds, megabytes});
  }

  private static double median(List<double[]> values, int column) {
    double[] sorted = values.stream().mapToDouble(value -> value[column]).sorted().toArray();
    return sorted.length % 2 == 1
        ? sorted[sorted.length / 2]
        : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
  }

  private static double min(List<double[]> values) {
    return values.stream().mapToDouble(value -> value[0]).min().orElseThrow();
  }

  private static double max(List<double[]> values) {
    return values.stream().mapToDouble(value -> value[0]).max().orElseThrow();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
          Files.delete(file);
        }
      }
    }
  }
}

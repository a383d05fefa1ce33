import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.logs.Masking;
import io.tapehouse.orchestrator.pipeline.Patience;
import io.tapehouse.orchestrator.run.PlainProgress;
import io.tapehouse.orchestrator.run.ForegroundRun;
import io.tapehouse.orchestrator.service.HomeSession;
import io.tapehouse.orchestrator.site.LocalSite;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.orchestrator.spark.EtlInstallation;
import io.tapehouse.orchestrator.spark.LocalSparkLauncher;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs one after the other in one process, each into a new home: from the zips to committed rows. All but the first
 * find Spark and the engine warm. Arguments: replay folder, a folder for the homes, folder of the ETL, and for each run a
 * date, or the first and the last with a slash between them. The property {@code dags} names DAGs instead of {@code
 * taiwan_index}, with commas between them.
 */
public final class WarmDay {

  public static void main(String[] arguments) throws Exception {
    Path work = Path.of(arguments[1]);
    Path logs = Files.createDirectories(work.resolve("logs"));
    Path scratch = Files.createDirectories(work.resolve("scratch"));
    try (LocalSparkLauncher spark =
        new LocalSparkLauncher(
            new EtlInstallation(Path.of(arguments[2])),
            logs,
            scratch,
            new LocalSparkLauncher.SparkSettings("1g", Duration.ofMinutes(10), List.of()),
            Masking.NOTHING)) {
      for (int i = 1; i <= arguments.length - 3; i++) {
        List<LocalDate> dates = dates(Path.of(arguments[0]), arguments[2 + i]);
        run(arguments[0], new Home(work.resolve("home-" + i)), spark, dates, i);
      }
    }
  }

  private static void run(String replay, Home home, SparkLauncher spark, List<LocalDate> dates, int number) throws Exception {
    Sources.Choice choice = Sources.choose("replay:" + replay, List.of());
    LoadedConfiguration configuration = LoadedConfiguration.load(Optional.empty(), Map.of());
    PlainProgress progress = new PlainProgress(new PrintStream(PrintStream.nullOutputStream()));
    try (OwnedHome owned = OwnedHome.take(home, choice.kind(), "benchmark");
        HomeSession session =
            HomeSession.open(
                owned,
                configuration,
                choice,
                new LocalSite(home, configuration.configuration()),
                new Lent(spark),
                (rest, tries) -> Patience.ofForeground(rest),
                progress,
                Clock.systemUTC())) {
      long began = System.nanoTime();
      for (String dag : System.getProperty("dags", "taiwan_index").split(",")) {
        if (!new ForegroundRun(session, progress)
            .run(Dictionary.load().dag(dag), dates, List.of())
            .succeeded()) {
          throw new IllegalStateException(dag + " of " + dates + " failed");
        }
      }
      System.out.printf("%d %.2f%n", number, (System.nanoTime() - began) / 1e9);
    }
  }

  /** A date, or those of a range of which there are ticks. */
  private static List<LocalDate> dates(Path replay, String text) throws IOException {
    if (!text.contains("/")) {
      return List.of(LocalDate.parse(text));
    }
    LocalDate first = LocalDate.parse(text.substring(0, text.indexOf('/')));
    LocalDate last = LocalDate.parse(text.substring(text.indexOf('/') + 1));
    try (Stream<Path> days = Files.list(replay.resolve("taifex.futures_tick"))) {
      return days.map(day -> LocalDate.parse(day.getFileName().toString()))
          .filter(date -> !date.isBefore(first) && !date.isAfter(last))
          .sorted()
          .toList();
    }
  }

  /** Closing a session does not end the Spark that all days share. */
  private record Lent(SparkLauncher spark) implements SparkLauncher {

    @Override
    public void warmUp() throws IOException {
      spark.warmUp();
    }

    @Override
    public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
        throws IOException, InterruptedException {
      spark.run(job, outcomes, listener);
    }

    @Override
    public void close() {}
  }
}

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.run.DagSpec;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.PlainProgress;
import io.tapehouse.orchestrator.run.RunContext;
import io.tapehouse.orchestrator.run.Runner;
import io.tapehouse.orchestrator.source.ReplaySource;
import io.tapehouse.orchestrator.spark.EtlInstallation;
import io.tapehouse.orchestrator.spark.LocalSparkLauncher;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.lake.Lake;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Days one after the other in one process, each into a new home: from the zips to committed rows. All but the first
 * find Spark and the engine warm. Arguments: replay folder, a folder for the homes, folder of the ETL, dates.
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
            new LocalSparkLauncher.SparkSettings("1g", List.of()))) {
      for (int i = 1; i <= arguments.length - 3; i++) {
        run(Path.of(arguments[0]), new Home(work.resolve("home-" + i)), spark, LocalDate.parse(arguments[2 + i]), i);
      }
    }
  }

  private static void run(Path replay, Home home, LocalSparkLauncher spark, LocalDate date, int number)
      throws Exception {
    Archive archive = new Archive(new FolderObjectStore(home.archive()), Clock.systemUTC());
    Lake lake = new Lake(new FolderObjectStore(home.lake(), FolderObjectStore.Durability.LEFT_TO_THE_SYSTEM));
    try (OwnedHome owned = OwnedHome.take(home, OwnedHome.Kind.REAL, "benchmark");
        DuckDbWarehouse warehouse = DuckDbWarehouse.open(home.warehouse(), WarehouseConfig.DEFAULT, lake)) {
      warehouse.migrate();
      long began = System.nanoTime();
      RunContext context =
          new RunContext(
              "warm-" + number, owned.home(), Dictionary.load(), new ReplaySource(replay, archive), archive, lake,
              warehouse, spark, new PlainProgress(new PrintStream(PrintStream.nullOutputStream())), Clock.systemUTC());
      if (!new Runner(context, DagSpec.TAIWAN_INDEX).run(new DateSelection.One(date)).succeeded()) {
        throw new IllegalStateException(date + " failed");
      }
      System.out.printf("%d %.2f%n", number, (System.nanoTime() - began) / 1e9);
    }
  }
}

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
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Days one after the other in one process, so that all but the first find Spark and the warehouse warm: from the zip
 * to committed rows. Arguments: replay folder, home, folder of the ETL, dates.
 */
public final class WarmDay {

  public static void main(String[] arguments) throws Exception {
    Home home = new Home(Path.of(arguments[1]));
    Archive archive = new Archive(new FolderObjectStore(home.archive()), Clock.systemUTC());
    Lake lake = new Lake(new FolderObjectStore(home.lake()));
    try (OwnedHome owned = OwnedHome.take(home, OwnedHome.Kind.REAL, "benchmark");
        LocalSparkLauncher spark =
            new LocalSparkLauncher(
                new EtlInstallation(Path.of(arguments[2])),
                home.logs(),
                home.scratch(),
                new LocalSparkLauncher.SparkSettings("1g", List.of()));
        DuckDbWarehouse warehouse = DuckDbWarehouse.open(home.warehouse(), WarehouseConfig.DEFAULT, lake)) {
      warehouse.migrate();
      for (int i = 3; i < arguments.length; i++) {
        long began = System.nanoTime();
        RunContext context =
            new RunContext(
                "warm-" + i, owned.home(), Dictionary.load(), new ReplaySource(Path.of(arguments[0]), archive), archive,
                lake, warehouse, spark, new PlainProgress(new PrintStream(PrintStream.nullOutputStream())),
                Clock.systemUTC());
        boolean well =
            new Runner(context, DagSpec.TAIWAN_INDEX)
                .run(new DateSelection.One(LocalDate.parse(arguments[i])))
                .succeeded();
        if (!well) {
          throw new IllegalStateException(arguments[i] + " failed");
        }
        System.out.printf("%s %.2f%n", arguments[i], (System.nanoTime() - began) / 1e9);
      }
    }
  }
}

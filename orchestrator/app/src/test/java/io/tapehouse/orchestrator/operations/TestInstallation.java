package io.tapehouse.orchestrator.operations;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.calendar.ArchiveCalendars;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.TriggerRule;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.pipeline.WarehousePlanner;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.runstore.jdbc.RunStores;
import io.tapehouse.orchestrator.task.TaskResult;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.lake.Lake;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Two small DAGs and a run store in the home. */
final class TestInstallation implements OperationsBackend {

  static final String DAG = "quotes";
  static final String IDLE = "quiet_one";

  /** These DAGs load nothing. */
  static final Queries NO_WAREHOUSE =
      (query, format, out) -> {
        throw new NoSuchFileException("there is no warehouse");
      };

  static DagBook book() {
    return DagBook.of(
        List.of(
            Dag.named(DAG)
                .title("Quotes of the day")
                .zone("Asia/Taipei")
                .calendar("TWSE")
                .daily("18:30")
                .startDate(LocalDate.of(2024, 1, 1))
                .deadline("21:00")
                .task("extract.a", task -> task.does(context -> TaskResult.success("done")))
                .task("extract.b", task -> task.does(context -> TaskResult.success("done")))
                .task(
                    "transform",
                    task ->
                        task.does(context -> TaskResult.success("done"))
                            .needs("extract.a")
                            .after("extract.b"))
                .task(
                    "report",
                    task ->
                        task.does(context -> TaskResult.success("done"))
                            .needs("transform")
                            .rule(TriggerRule.ALL_DONE))
                .build(),
            Dag.named(IDLE)
                .task("only", task -> task.does(context -> TaskResult.success("done")))
                .build()),
        Set.of("default"));
  }

  @Override
  public DagBook dags(Home home, Configuration configuration) {
    return book();
  }

  @Override
  public Archive archive(Home home, Configuration configuration) {
    return new Archive(new FolderObjectStore(home.archive()), Clock.systemUTC());
  }

  @Override
  public WarehousePlanner warehousePlanner(Home home, Configuration configuration) {
    return planner(home);
  }

  /** Of a home whose warehouse holds nothing. */
  static WarehousePlanner planner(Home home) {
    Archive archive = new Archive(new FolderObjectStore(home.archive()), Clock.systemUTC());
    return new WarehousePlanner(
        Dictionary.load(), archive, new CalendarBook(archive), false, (from, to) -> List.of());
  }

  /** As an owner has them. */
  static ArchiveCalendars calendars(Home home) {
    return ArchiveCalendars.of(
        new CalendarBook(new Archive(new FolderObjectStore(home.archive()), Clock.systemUTC())));
  }

  @Override
  public UnusedAttempts unusedAttempts(Home home, Configuration configuration) {
    return lake(home);
  }

  /** The ledger is a file of attempts, a line each. */
  static UnusedAttempts lake(Home home) {
    return new UnusedAttempts(
        () -> new Lake(new FolderObjectStore(home.lake())),
        () ->
            Files.exists(home.warehouse())
                ? Set.copyOf(Files.readAllLines(home.warehouse()))
                : Set.of(),
        Duration.ofDays(7),
        Clock.systemUTC());
  }

  @Override
  public Queries queries(Home home, Configuration configuration) {
    return NO_WAREHOUSE;
  }

  @Override
  public RunStore open(Home home, Configuration configuration) {
    RunStore store = RunStores.h2(home.runStore());
    store.migrate();
    return store;
  }
}

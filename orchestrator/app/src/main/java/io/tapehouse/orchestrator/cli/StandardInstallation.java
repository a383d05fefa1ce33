package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.operations.OperationsBackend;
import io.tapehouse.orchestrator.operations.Queries;
import io.tapehouse.orchestrator.operations.UnusedAttempts;
import io.tapehouse.orchestrator.operations.WarehouseQueries;
import io.tapehouse.orchestrator.pipeline.WarehousePlanner;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.service.DescribedDags;
import io.tapehouse.orchestrator.service.OpenStore;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.site.Sites;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The DAGs and run stores of this program. */
final class StandardInstallation implements OperationsBackend {

  @Override
  public DagBook dags(Home home, Configuration configuration) {
    return DescribedDags.of(configuration);
  }

  @Override
  public Archive archive(Home home, Configuration configuration) {
    return new Archive(Sites.of(home, configuration).archive(), Clock.systemUTC());
  }

  @Override
  public UnusedAttempts unusedAttempts(Home home, Configuration configuration) {
    return new UnusedAttempts(
        () -> new Lake(Sites.of(home, configuration).lake()),
        () -> ledger(home, configuration),
        configuration.retention().unusedAttempts(),
        Clock.systemUTC());
  }

  @Override
  public WarehousePlanner warehousePlanner(Home home, Configuration configuration) {
    Archive archive = archive(home, configuration);
    return new WarehousePlanner(
        Dictionary.load(),
        archive,
        new CalendarBook(archive),
        configuration.pipeline().keepTicks(),
        (from, to) -> {
          try (Site site = Sites.of(home, configuration);
              Warehouse warehouse = site.warehouseForQueries()) {
            return warehouse.committed(from, to);
          } catch (NoSuchFileException e) {
            return List.of(); // no warehouse yet, or one that is to be made anew
          }
        });
  }

  @Override
  public Queries queries(Home home, Configuration configuration) {
    return (query, format, out) -> {
      try (Site site = Sites.of(home, configuration);
          Warehouse warehouse = site.warehouseForQueries()) {
        new WarehouseQueries(warehouse).sql(query, format, out);
      }
    };
  }

  private static Set<String> ledger(Home home, Configuration configuration) throws IOException {
    try (Site site = Sites.of(home, configuration);
        Warehouse warehouse = site.warehouseForQueries()) {
      return warehouse.attempts();
    } catch (NoSuchFileException e) {
      return Set.of(); // no warehouse yet, or one that is to be made anew
    }
  }

  @Override
  public RunStore open(Home home, Configuration configuration) {
    RunStore store = OpenStore.of(home, configuration.runStore()).store();
    try {
      store.migrate();
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }
}

package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.operations.Installation;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.service.DescribedDags;
import io.tapehouse.orchestrator.service.OpenStore;
import io.tapehouse.store.archive.Archive;
import java.time.Clock;

/** The DAGs and run stores of this program. */
final class StandardInstallation implements Installation {

  @Override
  public DagBook dags(Home home, Configuration configuration) {
    return DescribedDags.of(home, configuration);
  }

  @Override
  public Archive archive(Home home, Configuration configuration) {
    return new Archive(Sites.of(home, configuration).archive(), Clock.systemUTC());
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

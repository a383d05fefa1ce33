package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.operations.Installation;
import io.tapehouse.orchestrator.runstore.RunStore;
import java.io.IOException;
import java.util.List;

/** The DAGs and run stores of this program. */
final class StandardInstallation implements Installation {

  @Override
  public DagBook dags(Configuration configuration) {
    return DagBook.of(List.of(), configuration.pools().keySet());
  }

  @Override
  public RunStore open(Home home, Configuration configuration) throws IOException {
    throw new IOException("there is no run store yet");
  }
}

package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.pipeline.WarehousePlanner;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;

/** What only the composition root knows: which DAGs there are, and which run store. */
public interface OperationsBackend {

  /** The DAGs, with what the configuration changes in them. */
  DagBook dags(Home home, Configuration configuration);

  /**
   * Opens the run store, its schema as this program wants it.
   *
   * @param home that the caller owns, unless {@link #isShared}
   */
  RunStore open(Home home, Configuration configuration) throws IOException;

  /** The archive, for looking things up. */
  Archive archive(Home home, Configuration configuration);

  /** The lake, for keeping house; nothing is opened before it is asked. */
  UnusedAttempts unusedAttempts(Home home, Configuration configuration);

  /** Plans what of the warehouse would be made anew; nothing is opened before it is asked. */
  WarehousePlanner warehousePlanner(Home home, Configuration configuration);

  /** Asks the warehouse, which is open for the time of a query alone. */
  Queries queries(Home home, Configuration configuration);

  /** Whether the store is not in the home, so that it can be used without owning the home. */
  default boolean isShared(Configuration configuration) {
    return switch (configuration.runStore().kind()) {
      case H2 -> false;
      case POSTGRES -> true;
    };
  }
}

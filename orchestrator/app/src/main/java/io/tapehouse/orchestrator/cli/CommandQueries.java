package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.OperationsAccess;
import io.tapehouse.orchestrator.operations.OperationsBackend;
import io.tapehouse.orchestrator.operations.Queries;
import io.tapehouse.orchestrator.operations.WarehouseQueries;
import io.tapehouse.orchestrator.site.LocalSite;
import io.tapehouse.sql.Warehouse;

/** Queries of a command, by its options. */
final class CommandQueries {

  private CommandQueries() {}

  /** Queries of the owner of the home, and of the warehouse itself where there is none. */
  static Queries of(ConfigOption option) {
    OperationsBackend installation = new StandardInstallation();
    return OperationsAccess.queries(
        option.home(),
        (query, format, out) -> {
          if (!option.isDefault()) {
            installation
                .queries(option.home(), option.load().configuration())
                .sql(query, format, out);
            return;
          }
          // Without the configuration, which costs more than the query.
          try (Warehouse warehouse = LocalSite.warehouseForQueries(option.home())) {
            new WarehouseQueries(warehouse).sql(query, format, out);
          }
        });
  }
}

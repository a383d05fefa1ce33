package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.control.ControlClient;
import io.tapehouse.orchestrator.control.HomeOwner;
import io.tapehouse.orchestrator.control.SqlRequest;
import io.tapehouse.orchestrator.site.LocalSite;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.site.Sites;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseInUseException;
import java.io.IOException;
import java.util.Optional;

/** The warehouse's answer to a query on standard output, through the process that owns the home. */
final class WarehouseAnswer {

  private static final int ATTEMPTS = 5;

  private WarehouseAnswer() {}

  /**
   * Asks the owner of the home, or the warehouse itself where there is none.
   *
   * @throws WarehouseInUseException when other processes kept taking the warehouse between the look
   *     for an owner and the opening
   */
  static void write(ConfigOption option, SqlRequest request) throws IOException {
    for (int attempt = 1; !answered(option, request, attempt); ) {
      attempt++;
    }
  }

  private static boolean answered(ConfigOption option, SqlRequest request, int attempt)
      throws IOException {
    Optional<ControlClient> owner = HomeOwner.open(option.home());
    if (owner.isPresent()) {
      try (ControlClient client = owner.get()) {
        request.answer(client, new StandardOutput());
        return true;
      }
    }
    try {
      ask(option, request);
      return true;
    } catch (WarehouseInUseException e) {
      if (attempt == ATTEMPTS) {
        throw e;
      }
      return false;
    }
  }

  private static void ask(ConfigOption option, SqlRequest request) throws IOException {
    if (option.isDefault()) {
      try (Warehouse warehouse = LocalSite.warehouseForQueries(option.home())) {
        request.answer(warehouse, new StandardOutput());
      }
      return;
    }
    try (Site site = Sites.of(option.home(), option.load().configuration());
        Warehouse warehouse = site.warehouseForQueries()) {
      request.answer(warehouse, new StandardOutput());
    }
  }
}

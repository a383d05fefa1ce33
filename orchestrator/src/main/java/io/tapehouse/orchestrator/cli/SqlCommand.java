package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.control.ControlClient;
import io.tapehouse.orchestrator.control.Door;
import io.tapehouse.orchestrator.control.SqlRequest;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseInUseException;
import io.tapehouse.sql.result.ResultFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tapehouse sql}: asks the warehouse, through whoever has it. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Asks the warehouse and writes the answer to standard output.")
final class SqlCommand implements Callable<Integer> {

  private static final int ATTEMPTS = 5;

  @Mixin private ConfigOption configOption = new ConfigOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv or json. Default: table.")
  private @Nullable ResultFormat format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "QUERY", description = "A query that reads.")
  private String query = "";

  @Override
  public Integer call() throws IOException {
    SqlRequest request = new SqlRequest(query, format());
    for (int attempt = 1; !answer(request, attempt); ) {
      attempt++;
    }
    return 0;
  }

  private ResultFormat format() {
    ResultFormat named = format;
    if (!json) {
      return named == null ? ResultFormat.TABLE : named;
    }
    if (named != null && named != ResultFormat.JSON) {
      throw TapehouseCommand.incomplete(
          spec, "--json does not go with --format " + Words.of(named));
    }
    return ResultFormat.JSON;
  }

  /** False when somebody took the warehouse between our looking and our opening it. */
  private boolean answer(SqlRequest request, int attempt) throws IOException {
    Optional<ControlClient> owner = Door.open(configOption.home());
    if (owner.isPresent()) {
      try (ControlClient client = owner.get()) {
        request.answer(client, new StandardOutput());
        return true;
      }
    }
    try (Site site = Sites.of(configOption.home(), configOption.load().configuration());
        Warehouse warehouse = site.warehouseForQueries()) {
      request.answer(warehouse, new StandardOutput());
      return true;
    } catch (WarehouseInUseException e) {
      if (attempt == ATTEMPTS) {
        throw e;
      }
      return false;
    }
  }
}

package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.HomeInUseException;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.result.ResultFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tapehouse sql}: asks the warehouse. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Asks the warehouse and writes the answer to standard output.")
final class SqlCommand implements Callable<Integer> {

  @Mixin private TapehouseCommand.HomeOption homeOption = new TapehouseCommand.HomeOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json. Default: table.")
  private ResultFormat format = ResultFormat.TABLE;

  @Parameters(paramLabel = "QUERY", description = "A query that reads.")
  private String query = "";

  @Override
  public Integer call() throws IOException {
    Home home = homeOption.home();
    if (!Files.exists(home.warehouse())) {
      throw new NoSuchFileException(
          "there is no warehouse in %s yet; tapehouse run makes one".formatted(home.root()));
    }
    Optional<String> owner = OwnedHome.owner(home);
    if (owner.isPresent()) {
      throw new HomeInUseException(home, owner.get());
    }
    try (Warehouse warehouse =
        DuckDbWarehouse.openReadOnly(home.warehouse(), WarehouseConfig.DEFAULT)) {
      Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
      warehouse.query(query, format.to(out));
      out.flush();
    }
    return 0;
  }
}

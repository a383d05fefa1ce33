package io.tapehouse.orchestrator.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tapehouse db}: the run store's house-keeping. */
@Command(
    name = "db",
    mixinStandardHelpOptions = true,
    description = "The run store: how large it is, and cleaning it of old runs.")
final class DbCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw TapehouseCommand.incomplete(spec, "db clean or info");
  }

  /** Removes old runs. */
  @Command(
      name = "clean",
      mixinStandardHelpOptions = true,
      description = {
        "Removes runs that ended long ago, with their history, and what nothing refers to any more"
            + " in the lake, as lake clean does; no data of the archive and of the warehouse. Logs"
            + " go that are older than logs.keep of the configuration, 90 days."
      })
  int clean(
      @Mixin OperationsOptions options,
      @Option(
              names = "--before",
              paramLabel = "D",
              description =
                  "Those that ended before this date, in UTC. Default: retention.runs of the"
                      + " configuration, 730 days.")
          @Nullable LocalDate before,
      @Option(names = "--dry-run", description = "Only shows how many.") boolean dryRun)
      throws IOException {
    return options.answer(
        operations -> dryRun ? operations.oldRuns(before) : operations.clean(before),
        cleaning ->
            List.of(
                "%s that ended before %s %sremoved"
                    .formatted(
                        DisplayText.count(cleaning.runs(), "run"),
                        cleaning.before(),
                        dryRun ? "would be " : ""),
                LakeCommand.summary(cleaning.lake(), dryRun)));
  }

  /** Shows how large it is. */
  @Command(
      name = "info",
      mixinStandardHelpOptions = true,
      description = "Rows of each table of the run store.")
  int info(@Mixin OperationsOptions options) throws IOException {
    return options.answer(operations -> operations.sizes(), DbCommand::text);
  }

  private static List<String> text(Map<String, Long> sizes) {
    Columns columns = new Columns("TABLE", "ROWS");
    new TreeMap<>(sizes).forEach(columns::row);
    return columns.lines();
  }
}

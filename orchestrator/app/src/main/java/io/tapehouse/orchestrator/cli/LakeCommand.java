package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.LakeCleaning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tapehouse lake}: the lake's house-keeping. */
@Command(
    name = "lake",
    mixinStandardHelpOptions = true,
    description = "The lake: cleaning it of attempts that nothing refers to.")
final class LakeCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw TapehouseCommand.incomplete(spec, "lake clean");
  }

  /** Removes unused attempts. */
  @Command(
      name = "clean",
      mixinStandardHelpOptions = true,
      description = {
        "Removes attempts to which no row of the warehouse's load_ledger, no run that has not ended"
            + " and no output of a task refers, and which are older than"
            + " retention.unused-attempts of the configuration, 7 days. A scheduler may work"
            + " meanwhile."
      })
  int clean(
      @Mixin OperationsOptions options,
      @Option(names = "--dry-run", description = "Only shows which.") boolean dryRun)
      throws IOException {
    return options.answer(
        operations -> dryRun ? operations.unusedAttempts() : operations.removeUnusedAttempts(),
        cleaning -> text(cleaning, dryRun));
  }

  private static List<String> text(LakeCleaning cleaning, boolean dryRun) {
    List<String> lines = new ArrayList<>();
    if (!cleaning.attempts().isEmpty()) {
      Columns columns =
          new Columns("TABLE", "DATASET", "DATE", "ATTEMPT", "FILES", "BYTES", "WRITTEN");
      cleaning
          .attempts()
          .forEach(
              each ->
                  columns.row(
                      each.table(),
                      each.dataset(),
                      each.date(),
                      each.attemptId(),
                      each.files(),
                      each.bytes(),
                      DisplayText.moment(each.written())));
      lines.addAll(columns.lines());
    }
    lines.add(summary(cleaning, dryRun));
    return lines;
  }

  static String summary(LakeCleaning cleaning, boolean dryRun) {
    return "%s of the lake from before %s, %d bytes, %sremoved; %d kept"
        .formatted(
            DisplayText.count(cleaning.attempts().size(), "unused attempt"),
            DisplayText.moment(cleaning.before()),
            cleaning.bytes(),
            dryRun ? "would be " : "",
            cleaning.kept());
  }
}

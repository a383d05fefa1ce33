package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.BackfillAnswers;
import io.tapehouse.orchestrator.operations.BackfillRequest;
import io.tapehouse.orchestrator.operations.BackfillRequest.Order;
import io.tapehouse.orchestrator.runstore.NewBackfill.Reprocess;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tapehouse backfill}: many dates at once. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = "Runs a range of dates of a DAG, as many at a time as wanted.")
final class BackfillCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw TapehouseCommand.incomplete(spec, "backfill create, list, show, pause, resume or cancel");
  }

  /** Records one. */
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Runs every date of a range that has no run yet, the newest first.")
  int create(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "DAG", description = "id of the DAG") String dag,
      @Option(names = "--from", required = true, paramLabel = "D", description = "First date.")
          LocalDate from,
      @Option(names = "--to", required = true, paramLabel = "D", description = "Last date.")
          LocalDate to,
      @Option(
              names = "--max-active",
              paramLabel = "N",
              description = "So many runs at a time at most. Default: as many as the DAG has.")
          @Nullable Integer maxActive,
      @Option(
              names = "--reprocess",
              paramLabel = "WHICH",
              defaultValue = "none",
              description =
                  "Which dates that have been run are run again: none, failed or all."
                      + " Default: none.")
          Reprocess reprocess,
      @Option(names = "--oldest-first", description = "Begins with the first date.")
          boolean oldestFirst,
      @Option(names = "--dry-run", description = "Only shows what would become of each date.")
          boolean dryRun)
      throws IOException {
    BackfillRequest request =
        new BackfillRequest(
            dag,
            from,
            to,
            maxActive,
            reprocess,
            oldestFirst ? Order.OLDEST_FIRST : Order.NEWEST_FIRST,
            System.getProperty("user.name", ""));
    if (dryRun) {
      return options.answer(operations -> operations.planBackfill(request), BackfillText::plan);
    }
    return options.order(operations -> operations.createBackfill(request), BackfillText::created);
  }

  /** Lists them. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Backfills that have not ended, the newest first.")
  int list(
      @Mixin OperationsOptions options,
      @Option(names = "--all", description = "Also those that have ended.") boolean all)
      throws IOException {
    return options.answer(
        operations -> all ? operations.allBackfills() : operations.openBackfills(),
        BackfillText::list);
  }

  /** Shows one. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "A backfill with its dates.")
  int show(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "ID", description = "its number") long id)
      throws IOException {
    return options.answer(operations -> operations.backfill(id), BackfillText::show);
  }

  /** Pauses one. */
  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Begins no more dates; those that run go on.")
  int pause(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "ID", description = "its number") long id)
      throws IOException {
    return moved(options, operations -> operations.pauseBackfill(id));
  }

  /** Resumes one. */
  @Command(name = "resume", mixinStandardHelpOptions = true, description = "Goes on with it.")
  int resume(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "ID", description = "its number") long id)
      throws IOException {
    return options.order(operations -> operations.resumeBackfill(id), BackfillText::moved);
  }

  /** Cancels one. */
  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Gives it up, with its runs that are active.")
  int cancel(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "ID", description = "its number") long id)
      throws IOException {
    return moved(options, operations -> operations.cancelBackfill(id));
  }

  private static int moved(
      OperationsOptions options, OperationsOptions.Question<BackfillAnswers.Line> question)
      throws IOException {
    return options.answer(question, (BackfillAnswers.Line line) -> lines(line));
  }

  private static List<String> lines(BackfillAnswers.Line line) {
    return BackfillText.moved(line);
  }
}

package io.tapehouse.orchestrator.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tapehouse calendar}: when exchanges trade. */
@Command(
    name = "calendar",
    mixinStandardHelpOptions = true,
    description = "Trading calendars, as far as the archive knows them.")
final class CalendarCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw TapehouseCommand.incomplete(spec, "calendar show");
  }

  /** Shows a year. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Closed weekdays and open weekends of a year, and how it is known; with --json all days.")
  int show(
      @Mixin OperationsOptions options,
      @Parameters(index = "0", paramLabel = "EXCHANGE", description = "its code, like TWSE")
          String exchange,
      @Parameters(index = "1", paramLabel = "YEAR", description = "which year") int year)
      throws IOException {
    return options.answer(operations -> operations.calendar(exchange, year), CalendarText::of);
  }
}

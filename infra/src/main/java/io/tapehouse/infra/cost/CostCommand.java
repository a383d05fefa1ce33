package io.tapehouse.infra.cost;

import io.tapehouse.infra.stage.Stage;
import io.tapehouse.infra.stage.StageException;
import io.tapehouse.infra.stage.StageFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a stage costs a month, what a backfill costs, and what a cluster a day would. */
@Command(
    name = "costs",
    mixinStandardHelpOptions = true,
    description =
        "What a stage costs, as counts times prices. A star marks a price nobody has seen.")
public final class CostCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--stage", defaultValue = "stages/dev.yaml", description = "(${DEFAULT-VALUE})")
  private Path stage = Path.of("");

  @Option(
      names = "--prices",
      defaultValue = "costs/us-east-1.yaml",
      description = "(${DEFAULT-VALUE})")
  private Path prices = Path.of("");

  @Option(
      names = "--assumptions",
      defaultValue = "costs/assumptions.yaml",
      description = "(${DEFAULT-VALUE})")
  private Path assumptions = Path.of("");

  @Option(
      names = "--counts",
      description =
          "price these instead: a YAML file of items and amounts, such as rpu-seconds: 240")
  private @Nullable Path counts;

  /** Runs the command and exits with its code: 0 success, 1 failure, 2 wrong usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CostCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    try {
      print();
      return 0;
    } catch (IllegalArgumentException | StageException e) {
      err().println("costs: " + e.getMessage());
      return 1;
    }
  }

  private void print() throws IOException {
    Prices priced = Prices.read(prices);
    if (counts != null) {
      out().print(new CostSheet(counts.toString(), counted(Numbers.read(counts)), priced).text());
      out().flush();
      return;
    }
    Stage read = StageFile.read(stage);
    Assumptions assumed = Assumptions.read(assumptions);
    long days = assumed.tradingDaysAMonth();
    CostSheet standing =
        new CostSheet("Standing, a month of " + read.name(), assumed.standing(read), priced);
    CostSheet day = new CostSheet("One daily run", assumed.day(read), priced);
    CostSheet runs =
        new CostSheet(
            "%d daily runs, a month".formatted(days), assumed.day(read).times(days), priced);
    out().print(standing.text());
    out().print(day.text());
    out().print(runs.text());
    out()
        .printf(
            "A month of %s: USD %s%n%n", read.name(), cents(standing.total().add(runs.total())));
    compare(assumed, read, priced);
  }

  /** Compute alone: everything around it is the same. */
  private void compare(Assumptions assumed, Stage read, Prices priced) {
    long year = assumed.tradingDaysAYear();
    CostSheet backfill =
        new CostSheet("A year of backfill in one go", assumed.backfill(read), priced);
    CostSheet serverless = new CostSheet("Spark, one day", assumed.spark(1), priced);
    CostSheet atOnce = new CostSheet("Spark, a year", assumed.spark(year), priced);
    CostSheet cluster = new CostSheet("A cluster for one day", assumed.cluster(), priced);
    CostSheet clusters =
        new CostSheet("A cluster a day, a year", assumed.cluster().times(year), priced);
    out().print(backfill.text());
    out().print(cluster.text());
    out()
        .printf(
            "Spark for one day: EMR Serverless USD %s, a cluster USD %s%n",
            fine(serverless.total()), fine(cluster.total()));
    out()
        .printf(
            "Spark for a year of %d days: one job USD %s, a job a day USD %s, a cluster a day USD %s%n",
            year,
            cents(atOnce.total()),
            cents(serverless.total().multiply(BigDecimal.valueOf(year))),
            cents(clusters.total()));
  }

  private static Counts counted(Numbers numbers) {
    Counts counts = Counts.NONE;
    for (String key : numbers.keys()) {
      counts = counts.and(Item.of(key), numbers.number(key));
    }
    return counts;
  }

  private static String cents(BigDecimal usd) {
    return usd.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String fine(BigDecimal usd) {
    return usd.setScale(4, RoundingMode.HALF_UP).toPlainString();
  }

  private PrintWriter out() {
    return line().getOut();
  }

  private PrintWriter err() {
    return line().getErr();
  }

  private CommandLine line() {
    return spec == null ? new CommandLine(this) : spec.commandLine();
  }
}

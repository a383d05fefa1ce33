package io.tapehouse.orchestrator.e2e;

import io.tapehouse.orchestrator.cli.TapehouseCommand;
import io.tapehouse.orchestrator.operations.OperationsBackend;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * What a command line answered.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Said(int exit, String out, String err) {

  /** Runs a command line in this process. */
  public static Said tapehouse(String... arguments) {
    return of(() -> TapehouseCommand.execute(arguments));
  }

  /** The same with other DAGs or another run store. */
  public static Said tapehouse(OperationsBackend installation, String... arguments) {
    return of(() -> TapehouseCommand.execute(installation, arguments));
  }

  private static synchronized Said of(IntSupplier command) {
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit;
    try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setOut(outStream);
      System.setErr(errStream);
      exit = command.getAsInt();
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A run of the one DAG. */
  public static Said run(Path home, String source, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--home", home.toString(), "--source", source));
    arguments.addAll(List.of(more));
    return tapehouse(arguments.toArray(String[]::new));
  }

  /** A query's answer as CSV. */
  public static Said sql(Path home, String query) {
    return tapehouse("sql", "--home", home.toString(), "--format", "csv", query);
  }

  /** The lines of standard output. */
  public List<String> lines() {
    return out.lines().toList();
  }
}

package io.tapehouse.orchestrator;

import io.tapehouse.orchestrator.cli.TapehouseCommand;
import java.util.Locale;

/** The program. */
public final class Tapehouse {

  private Tapehouse() {}

  /** Runs the command line and exits with its code: 0 success, 1 failure, 2 wrong usage. */
  public static void main(String[] arguments) {
    // Figures look the same everywhere; what is read by scripts must.
    Locale.setDefault(Locale.ROOT);
    System.exit(TapehouseCommand.execute(arguments));
  }
}

package io.tapehouse.orchestrator;

import io.tapehouse.orchestrator.cli.TapehouseCommand;

/** The program. */
public final class Tapehouse {

  private Tapehouse() {}

  /** Runs the command line and exits with its code: 0 success, 1 failure, 2 wrong usage. */
  public static void main(String[] arguments) {
    System.exit(TapehouseCommand.execute(arguments));
  }
}

package io.tapehouse.orchestrator.logs;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/** Writes into an attempt's log until it is killed, and prints its progress. */
final class Chatterbox {

  private Chatterbox() {}

  public static void main(String[] arguments) {
    AttemptLogs logs = new AttemptLogs(Path.of(arguments[0]), Set::of, Clock.systemUTC());
    AttemptLog log = logs.open(Claims.of("dag", "task", 1));
    for (int i = 0; ; i++) {
      log.line("line " + i);
      System.out.println(i);
    }
  }
}

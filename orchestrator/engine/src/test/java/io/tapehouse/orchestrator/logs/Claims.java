package io.tapehouse.orchestrator.logs;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.RunType;
import java.time.Instant;
import java.time.LocalDate;

/** Claims to write logs of. */
final class Claims {

  static final LocalDate DATE = LocalDate.of(2024, 11, 5);

  private Claims() {}

  static Claim of(String dagId, String taskId, int number) {
    return new Claim(
        1,
        1,
        dagId,
        DATE,
        RunType.SCHEDULED,
        "",
        taskId,
        null,
        "attempt-" + number,
        1,
        number,
        0,
        0,
        0,
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }
}

package io.tapehouse.orchestrator.spark.emr;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Work that a service runs, known by its id. */
interface RemoteJob {

  /** How far it is. */
  enum Phase {
    /** It waits or runs. */
    ACTIVE,
    /** It is being ended. */
    ENDING,
    /** It has ended well. */
    SUCCEEDED,
    /** It has ended badly. */
    FAILED,
    /** It was cancelled. */
    CANCELLED
  }

  /**
   * Its state by the service.
   *
   * @param phase how far it is
   * @param words the service's own word for it, with details
   * @param since when it began, or was taken while it has not begun
   * @param costs what it used, line by line; empty while that is not known
   */
  record Status(Phase phase, String words, Instant since, List<String> costs) {
    boolean ended() {
      return phase != Phase.ACTIVE && phase != Phase.ENDING;
    }
  }

  /** Its name for people. */
  String name();

  /** Asks the service. */
  Status status() throws IOException, InterruptedException;

  /** Asks the service to end it; that it has ended already is no error. */
  void cancel() throws IOException, InterruptedException;

  /** Which logs it leaves. */
  JobLogs.Places logs();
}

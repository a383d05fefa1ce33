package io.tapehouse.orchestrator.run;

import java.io.IOException;

/** A DAG is paused, and somebody wants to wait for a run of it. */
public final class PausedDagException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says how it goes on. */
  public PausedDagException(String dagId) {
    super("%s is paused; tapehouse dags unpause %s lets it run".formatted(dagId, dagId));
  }
}

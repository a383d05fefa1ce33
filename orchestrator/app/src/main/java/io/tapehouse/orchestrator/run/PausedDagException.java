package io.tapehouse.orchestrator.run;

import java.io.IOException;

/** A DAG is paused, so that a run of it would not begin. */
public final class PausedDagException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Names the remedy. */
  public PausedDagException(String dagId) {
    super("%s is paused; tapehouse dags unpause %s lets it run".formatted(dagId, dagId));
  }
}

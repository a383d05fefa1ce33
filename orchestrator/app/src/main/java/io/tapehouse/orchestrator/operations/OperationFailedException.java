package io.tapehouse.orchestrator.operations;

import java.io.IOException;

/** What was asked cannot be done as things are. */
public final class OperationFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says why, and what would help. */
  public OperationFailedException(String message) {
    super(message);
  }
}

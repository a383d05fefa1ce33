package io.tapehouse.orchestrator.operations;

import java.io.IOException;

/** The request cannot be carried out now. */
public final class OperationFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Has the reason, and the remedy. */
  public OperationFailedException(String message) {
    super(message);
  }
}

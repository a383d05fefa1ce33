package io.tapehouse.orchestrator.control;

import java.io.IOException;

/** The owner of a home could not do what it was asked; in its words. */
public final class OwnerFailureException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Takes the owner's words. */
  public OwnerFailureException(String message) {
    super(message);
  }
}

package io.tapehouse.orchestrator.config;

import java.util.List;

/** A secret is not at its reference. */
public final class UnresolvedSecretException extends ConfigurationException {

  private static final long serialVersionUID = 1;

  UnresolvedSecretException(Problem problem) {
    super(List.of(problem));
  }
}

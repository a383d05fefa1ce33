package io.tapehouse.orchestrator.cli;

import java.util.Set;

/** Options of a command with which secrets are read. */
interface KnowsSecrets {

  /** What was read of them until now, and is not to be shown. */
  Set<String> secrets();
}

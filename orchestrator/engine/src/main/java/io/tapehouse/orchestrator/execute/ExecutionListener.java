package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.Ending;

/** Observes a node, from many threads; must be quick. */
public interface ExecutionListener {

  /** An attempt begins. */
  default void began(Claim claim) {}

  /** How an attempt ended is in the store. */
  default void ended(Ending ending) {}

  /** Hears nothing. */
  ExecutionListener NONE = new ExecutionListener() {};
}

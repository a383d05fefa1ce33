package io.tapehouse.simulator;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A request that a publisher understands.
 *
 * @param canShow which rules could be seen in the answer; the others are not used up
 * @param answer makes the answer, with the faults of contents in it
 */
record Call(Asked asked, Predicate<FaultRule> canShow, Function<Turn, SimulatedReply> answer) {

  static Call of(Asked asked, Function<Turn, SimulatedReply> answer) {
    return new Call(asked, rule -> true, answer);
  }
}

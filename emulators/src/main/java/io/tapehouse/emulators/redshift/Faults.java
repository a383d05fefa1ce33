package io.tapehouse.emulators.redshift;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;

/** Faults that wait for their statement, each for one. Thread-safe. */
final class Faults {

  private record Waiting(Predicate<String> statement, StatementFault fault) {}

  private final Queue<Waiting> waiting = new ArrayDeque<>();

  synchronized void add(Predicate<String> statement, StatementFault fault) {
    waiting.add(new Waiting(statement, fault));
  }

  /** The oldest that waits for such a statement; it waits no more. */
  synchronized Optional<StatementFault> take(String sql) {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      if (next.statement().test(sql)) {
        all.remove();
        return Optional.of(next.fault());
      }
    }
    return Optional.empty();
  }

  synchronized int size() {
    return waiting.size();
  }
}

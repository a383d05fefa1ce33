package io.tapehouse.simulator;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Counts requests and decides which of them go wrong. Safe for many threads. */
final class FaultDesk {

  private final List<FaultRule> rules;
  private final int[] used;
  private final Map<SimulatedDataset, Integer> requests = new HashMap<>();
  private final Map<File, Integer> answers = new HashMap<>();

  FaultDesk(List<FaultRule> rules) {
    this.rules = rules;
    this.used = new int[rules.size()];
  }

  synchronized int requests(SimulatedDataset dataset) {
    return requests.getOrDefault(dataset, 0);
  }

  /**
   * @param canShow which rules could be seen in the answer; the others are left alone
   */
  synchronized Turn next(Asked asked, Predicate<FaultRule> canShow) {
    requests.merge(asked.dataset(), 1, Integer::sum);
    Optional<PublisherFault> fault = fault(asked, canShow);
    File file = new File(asked.dataset(), asked.dataset().firstOf(asked.date()), asked.subject());
    int before = answers.getOrDefault(file, 0);
    // A request that a fault keeps from seeing the first posting does not bring the second nearer.
    if (fault.isEmpty()) {
      answers.merge(file, 1, Integer::sum);
    }
    return new Turn(fault, isPostedAgain(asked, before) ? 1 : 0);
  }

  private Optional<PublisherFault> fault(Asked asked, Predicate<FaultRule> canShow) {
    for (int i = 0; i < rules.size(); i++) {
      FaultRule rule = rules.get(i);
      boolean fits =
          rule.fault() != PublisherFault.REPOST
              && rule.dataset().equals(asked.dataset().text())
              && rule.covers(asked.date())
              && canShow.test(rule);
      if (fits && used[i] < rule.times()) {
        used[i]++;
        return Optional.of(rule.fault());
      }
    }
    return Optional.empty();
  }

  private boolean isPostedAgain(Asked asked, int before) {
    return rules.stream()
        .filter(rule -> rule.fault() == PublisherFault.REPOST && rule.covers(asked.date()))
        .filter(rule -> areSisters(SimulatedDataset.named(rule.dataset()), asked.dataset()))
        .anyMatch(rule -> before >= rule.times());
  }

  /**
   * The TAIFEX files of a day are written from the same trades: one cannot change without the
   * others.
   */
  private static boolean areSisters(SimulatedDataset left, SimulatedDataset right) {
    return left == right || (left.isTaifex() && right.isTaifex());
  }

  private record File(SimulatedDataset dataset, LocalDate first, String subject) {}
}

package io.tapehouse.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Watches how requests come in, by dataset and by publisher. Safe for many threads. */
final class Traffic {

  private final long start = System.nanoTime();
  private final Map<String, Count> counts = new HashMap<>();

  Traffic() {
    for (SimulatedDataset dataset : SimulatedDataset.values()) {
      counts.put(dataset.text(), new Count());
      counts.put(dataset.publisher(), new Count());
    }
  }

  synchronized void arrives(SimulatedDataset dataset) {
    Duration now = Duration.ofNanos(System.nanoTime() - start);
    count(dataset.text()).arrives(now);
    count(dataset.publisher()).arrives(now);
  }

  /** To be called before the answer is sent: who has it may ask again before its thread is done. */
  synchronized void isAnswered(SimulatedDataset dataset) {
    count(dataset.text()).now--;
    count(dataset.publisher()).now--;
  }

  synchronized int mostAtOnce(String name) {
    return count(name).most;
  }

  synchronized List<Duration> moments(String name) {
    return List.copyOf(count(name).moments);
  }

  private Count count(String name) {
    Count count = counts.get(name);
    if (count == null) {
      throw NearestNames.unknown("dataset or publisher", name, List.copyOf(counts.keySet()));
    }
    return count;
  }

  private static final class Count {
    private final List<Duration> moments = new ArrayList<>();
    private int now;
    private int most;

    void arrives(Duration moment) {
      now++;
      most = Math.max(most, now);
      moments.add(moment);
    }
  }
}

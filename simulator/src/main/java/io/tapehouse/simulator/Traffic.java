package io.tapehouse.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Watches how requests come in. Safe for many threads. */
final class Traffic {

  private final long start = System.nanoTime();
  private final Map<Dataset, Count> counts = new EnumMap<>(Dataset.class);

  synchronized void arrives(Dataset dataset) {
    Count count = counts.computeIfAbsent(dataset, first -> new Count());
    count.now++;
    count.most = Math.max(count.most, count.now);
    count.moments.add(Duration.ofNanos(System.nanoTime() - start));
  }

  /** To be called before the answer is sent: who has it may ask again before its thread is done. */
  synchronized void isAnswered(Dataset dataset) {
    counts.computeIfAbsent(dataset, first -> new Count()).now--;
  }

  synchronized int mostAtOnce(Dataset dataset) {
    Count count = counts.get(dataset);
    return count == null ? 0 : count.most;
  }

  synchronized List<Duration> moments(Dataset dataset) {
    Count count = counts.get(dataset);
    return count == null ? List.of() : List.copyOf(count.moments);
  }

  private static final class Count {
    private final List<Duration> moments = new ArrayList<>();
    private int now;
    private int most;
  }
}

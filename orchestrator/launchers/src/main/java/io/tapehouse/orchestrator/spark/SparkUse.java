package io.tapehouse.orchestrator.spark;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How much Spark will have to do before it is closed. */
public enum SparkUse {
  /**
   * A few days' files: its start is most of the time. Java's quick compiler alone makes a day of
   * ticks a quarter faster from a cold start, and half as fast once all is warm.
   */
  BRIEF,

  /** More, or nobody knows. */
  LASTING;

  /** Some more, and code that is compiled well makes up for the time that takes. */
  private static final long MOST_BRIEF_DAYS = 14;

  /** Of files that take longer to fetch, one day is as much work as months of others. */
  private static final Duration LONG_FETCH = Duration.ofHours(1);

  /**
   * The use of a run.
   *
   * @param days how many days it is of at most
   * @param longestFetch how long the files of a day may take to fetch
   */
  public static SparkUse of(long days, Duration longestFetch) {
    return days <= MOST_BRIEF_DAYS && longestFetch.compareTo(LONG_FETCH) < 0 ? BRIEF : LASTING;
  }

  /**
   * Options of the Java that suits this use.
   *
   * @param own those of the user, which come last and win
   */
  public List<String> jvmOptions(List<String> own) {
    Stream<String> options = this == BRIEF ? Stream.of("-XX:TieredStopAtLevel=1") : Stream.empty();
    return Stream.concat(options, own.stream()).toList();
  }
}

package io.tapehouse.orchestrator.benchmark;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * From counts of a few days to those of a year: of each kind so many a batch and so many a day, as
 * a straight line through two sizes of one batch gives, and what the months in the archive add.
 */
final class YearPlan {

  /** Trading days of a year. */
  static final long DAYS = 245;

  /** Batches of 64 dates for 365 of the calendar: closed ones take a place, too. */
  private static final long BATCHES = 6;

  /** The archive holds three months where it is measured, and nine on average of a year. */
  private static final long MORE_MONTHS = 6;

  /** Each look at the calendar asks for the months, and for each of them a list and a receipt. */
  private static final String LOOKS =
      "where orchestrator LIST tapehouse-archive/twse.mi_5mins_hist/";

  /** A year in one go, from two sizes of one batch. */
  Counted inOneGo(Counted small, Counted large) {
    Map<String, Long> year = new TreeMap<>();
    TreeSet<String> keys = new TreeSet<>(small.counts().keySet());
    keys.addAll(large.counts().keySet());
    for (String key : keys) {
      double aDay = (double) (large.of(key) - small.of(key)) / (large.days() - small.days());
      double aBatch = Math.max(0, large.of(key) - aDay * large.days());
      year.put(key, Math.max(0, Math.round(BATCHES * aBatch + DAYS * aDay)));
    }
    return months(year);
  }

  /** A year of runs of one day each. */
  Counted aDayAtATime(Counted day) {
    Map<String, Long> year = new TreeMap<>();
    day.counts().forEach((key, value) -> year.put(key, value * DAYS / day.days()));
    return months(year);
  }

  private static Counted months(Map<String, Long> year) {
    long more = MORE_MONTHS * year.getOrDefault(LOOKS, 0L);
    year.merge("s3 tier LIST", more, Long::sum);
    year.merge("s3 tier GET", more, Long::sum);
    return new Counted(DAYS, year);
  }
}

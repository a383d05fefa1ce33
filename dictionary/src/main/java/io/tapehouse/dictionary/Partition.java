package io.tapehouse.dictionary;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * A dataset on a date: the unit that is archived, transformed, loaded and replaced as a whole.
 * Ordered by date, then by dataset.
 *
 * @param dataset id of the dataset
 * @param date the date that its file is filed under; the first of the month for a file of a month
 */
public record Partition(String dataset, LocalDate date) implements Comparable<Partition> {

  private static final Comparator<Partition> ORDER =
      Comparator.comparing(Partition::date).thenComparing(Partition::dataset);

  @Override
  public int compareTo(Partition other) {
    return ORDER.compare(this, other);
  }

  /** As messages name it: {@code exchange.report 2024-11-05}. */
  @Override
  public String toString() {
    return dataset + " " + date;
  }
}

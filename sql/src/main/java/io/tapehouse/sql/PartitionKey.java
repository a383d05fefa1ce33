package io.tapehouse.sql;

import java.time.LocalDate;

/**
 * What is replaced whole: a dataset on a date.
 *
 * @param dataset id of the dataset
 * @param date the date that its file is filed under; the first of the month for a file of a month
 */
public record PartitionKey(String dataset, LocalDate date) {

  @Override
  public String toString() {
    return dataset + " " + date;
  }
}

package io.tapehouse.orchestrator.pipeline;

import java.time.LocalDate;

/**
 * A dataset on a date.
 *
 * @param dataset id of the dataset
 * @param date the date that its file is filed under
 */
record Partition(String dataset, LocalDate date) {

  @Override
  public String toString() {
    return dataset + " " + date;
  }
}

package io.tapehouse.extractors;

import java.time.LocalDate;

/**
 * Which file is being read; what every complaint about it begins with.
 *
 * @param dataset id of the dataset
 * @param date the date that it is filed under
 * @param name the publisher's name; {@code outer.zip!inner.csv} for the entry of a zip
 */
public record SourceFile(String dataset, LocalDate date, String name) {

  /** This file's entry {@code entry}. */
  public SourceFile entry(String entry) {
    return new SourceFile(dataset, date, name + "!" + entry);
  }

  /** "dataset date file": the begin of a message. */
  @Override
  public String toString() {
    return dataset + " " + date + " " + name;
  }
}

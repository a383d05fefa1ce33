package io.tapehouse.etl.job;

import io.tapehouse.extractors.SourceFile;

/** The words of warnings. */
final class Warnings {

  private Warnings() {}

  static String newColumn(SourceFile file, String column) {
    return file + ": found the new column '" + column + "'; it was left alone";
  }

  /** A note of a reader about a file as a whole. */
  static String note(SourceFile file, String words) {
    return file + ": " + words;
  }
}

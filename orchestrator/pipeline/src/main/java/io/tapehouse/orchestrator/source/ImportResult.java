package io.tapehouse.orchestrator.source;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or would do.
 *
 * @param dataset of which files were imported
 * @param dryRun whether nothing was filed, only looked at
 * @param dates what was filed, by date
 * @param refused what was not, with whatever was left out for what it is
 * @param notes what is worth a word: pages of a stock that differ
 * @param ignored files in folders and zips that are no data of anybody: hidden ones, those of the
 *     operating system, and what browsers save beside a page
 */
public record ImportResult(
    String dataset,
    boolean dryRun,
    List<ImportedDate> dates,
    List<RefusedFile> refused,
    List<String> notes,
    int ignored) {

  /** Copies the lists. */
  public ImportResult {
    dates = List.copyOf(dates);
    refused = List.copyOf(refused);
    notes = List.copyOf(notes);
  }

  /**
   * A date.
   *
   * @param date that it is filed under
   * @param version the newest; null in a dry run of a date that has none
   * @param added whether that version is new
   * @param fresh how many pages, stocks of a list, or rows are new
   * @param replaced how many replace another one
   * @param same how many say the same as the ones that are there
   * @param all how many the date has
   */
  public record ImportedDate(
      LocalDate date,
      @Nullable Integer version,
      boolean added,
      int fresh,
      int replaced,
      int same,
      int all) {}

  /**
   * What was not imported.
   *
   * @param file the file, with the entry of a zip after {@code !}
   * @param complaint what was expected and what was found; begins with the file
   */
  public record RefusedFile(String file, String complaint) {}
}

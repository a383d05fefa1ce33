package io.tapehouse.extractors.fetch;

import java.nio.file.Path;
import java.time.LocalDate;

/** What came of asking for a dataset's file. */
public sealed interface FetchResult {

  /**
   * The file is here, whole, and of the dataset and date that were asked for as far as can be seen
   * without reading its rows.
   *
   * @param filedUnder the date to file it under: that which was asked for, or the one inside where
   *     the publisher has one state alone
   * @param file temporary file; the caller's to archive and delete
   * @param fileName name to archive it under: the dataset's, with the ending of the form that came
   * @param request the address that was asked, without secrets
   */
  record Fetched(LocalDate filedUnder, Path file, String fileName, String request)
      implements FetchResult {}

  /**
   * The publisher answered that it has nothing.
   *
   * @param answer a short excerpt of its words
   * @param believable true: only a publisher that has nothing answers so; false: a throttled client
   *     is answered the same, so it counts only for a date that is closed by the calendar
   * @param request the address that was asked, without secrets
   */
  record NothingPublished(String answer, boolean believable, String request)
      implements FetchResult {}

  /**
   * The publisher has the file of one date alone, and it is another one.
   *
   * @param date the one that it has, as it writes it
   */
  record OtherDate(String date) implements FetchResult {}

  /**
   * Not asked, or refused for want of a subscription; asking again changes nothing.
   *
   * @param why what is missing
   */
  record Skipped(String why) implements FetchResult {}
}

package io.tapehouse.orchestrator.source;

import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.store.archive.Receipt;
import java.time.Instant;
import java.util.Optional;

/** What came of asking a source for a file. */
public sealed interface Arrival {

  /**
   * The archive has it.
   *
   * @param receipt of the newest version
   * @param added whether that version is new
   * @param note what is worth a word; empty as a rule
   */
  record Archived(Receipt receipt, boolean added, String note) implements Arrival {}

  /**
   * There is none, and that is right: a replay folder lacks the dataset, a token is missing.
   *
   * @param why in a few words
   */
  record Skipped(String why) implements Arrival {}

  /**
   * The publisher has nothing for this date.
   *
   * @param words the publisher's
   * @param believable false: a throttled client gets the same answer
   */
  record Nothing(String words, boolean believable) implements Arrival {}

  /**
   * It could not be had.
   *
   * @param complaint names dataset, date, address, what was expected and what was found
   * @param kind whose fault it is
   * @param notBefore when it may be asked for again, where the publisher or a ban sets a time
   */
  record Failed(String complaint, ErrorKind kind, Optional<Instant> notBefore) implements Arrival {}
}

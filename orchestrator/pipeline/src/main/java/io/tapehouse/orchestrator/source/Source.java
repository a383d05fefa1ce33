package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Where files come from. Safe for use by many threads. */
public interface Source extends AutoCloseable {

  /** What kind of data it brings. */
  DataKind kind();

  /**
   * Brings the file of a dataset into the archive, or returns why there is none. Blocks; what a
   * publisher does wrong is an {@link Arrival}, not an exception.
   *
   * @param filedUnder the date under which the dataset files what is wanted
   * @throws IOException when the archive cannot be written
   */
  Arrival bring(Dataset dataset, LocalDate filedUnder) throws IOException, InterruptedException;

  /**
   * Why it has no file of a dataset, where that is certain without asking anybody: quick, and
   * changes nothing. Empty: {@link #bring} decides.
   */
  default Optional<String> lacks(Dataset dataset, LocalDate filedUnder) {
    return Optional.empty();
  }

  /**
   * The dates for which it has a file of any of these datasets, where it can tell: a folder can, a
   * publisher cannot.
   */
  Optional<SortedSet<LocalDate>> dates(Collection<Dataset> datasets) throws IOException;

  /** What the dates are those of, in words: the begin of "… has no file for this date". */
  default String offer(Collection<Dataset> datasets) {
    return name();
  }

  /**
   * How long to wait before an answer of "nothing" is asked for again on a day when there should be
   * something: a throttled client gets the same answer as one that asks for a holiday.
   */
  Duration rest();

  /**
   * Hosts that are not asked any more, since there is no connection to them, and what was found in
   * place of one.
   */
  default SortedMap<String, String> givenUp() {
    return new TreeMap<>();
  }

  /** How the source is called on the command line. */
  String name();

  @Override
  default void close() throws IOException {}
}

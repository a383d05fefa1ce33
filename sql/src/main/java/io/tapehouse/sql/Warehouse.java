package io.tapehouse.sql;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.result.ResultWriter;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The third-normal-form tables. A partition is a dataset on a date; it is replaced whole, in one
 * transaction, with rows in {@code load_ledger}: loading twice changes nothing.
 *
 * <p>An attempt fences a partition before it writes it. From then on no attempt with a lower number
 * writes there: an attempt that was given up for dead and goes on all the same changes nothing.
 *
 * <p>Safe for use by many threads: writers take turns, queries run beside them and see what was
 * committed before they began. Every method throws {@link WarehouseException} when the engine
 * fails, and {@link WriteConflictException} when it may be repeated as it stands; nothing of a
 * failed call is kept. Those that write throw {@link OutcomeUnknownException} when it is not known
 * whether all or nothing was kept; they may be repeated too.
 */
public interface Warehouse extends AutoCloseable {

  /**
   * Brings the schema up to this program's; does nothing when it is there already.
   *
   * @throws SchemaException when an applied migration has another text now, or the database is
   *     newer than this program
   */
  void migrate();

  /**
   * Registers who may write: of each partition, only the attempt with this number from now on. All
   * of them or none. The number that stands there already may be given again.
   *
   * @param fences numbers from 1; they rise with every attempt at the same partition
   * @throws StaleFenceException when a partition has a higher number, registered or in {@code
   *     load_ledger}
   * @throws IllegalArgumentException when a number is below 1
   */
  void fence(Map<Partition, Long> fences);

  /**
   * The highest number that any partition has or had; 0 in an empty warehouse. A run store that
   * gives out numbers and has lost count starts above it.
   */
  long highestFence();

  /**
   * Loads a batch in one transaction. Each element is committed or refused whole, by its checks;
   * one whose very input is committed already is left alone. Check results, quarantined rows and a
   * ledger row per table are kept in either case.
   *
   * @return a report per element, in the order of the batch
   * @throws IllegalArgumentException when an element names a dataset that fills no table, lacks the
   *     manifest of a table that it fills, or stands in the batch twice
   * @throws StaleFenceException when an element does not bear the number that its partition has;
   *     nothing is loaded, and the batch may be repeated without those that it names
   * @throws WarehouseException when the lake does not hold the files of a manifest; nothing is
   *     loaded
   */
  LoadReport load(List<DatasetLoad> batch);

  /**
   * Keeps in the ledger that a file was not loaded; what was committed before stays.
   *
   * @throws StaleFenceException when it does not bear the number that its partition has
   */
  void recordRefusal(Refusal refusal);

  /**
   * Keeps what was found about a date or a file that fills no partition of facts. The same check's
   * earlier findings about the same subjects, and the quarantined rows of the same version of the
   * file, are replaced.
   */
  void recordFindings(FileFindings findings);

  /**
   * Of {@code inputs}, those from which everything that their dataset fills for their date is
   * committed. A dataset that fills no table is never among them.
   */
  Set<PartitionInput> current(Collection<PartitionInput> inputs);

  /** {@link #current} for one input. */
  default boolean isCurrent(PartitionInput input) {
    return !current(List.of(input)).isEmpty();
  }

  /**
   * What is committed of the partitions whose dates lie in a range, the oldest loads first. A
   * partition is there twice where two of its tables were filled from different inputs.
   *
   * @param from the first date
   * @param to the last date
   */
  List<CommittedPartition> committed(LocalDate from, LocalDate to);

  /** The attempts of the lake that {@code load_ledger} names, loaded, replaced or refused. */
  Set<String> attempts();

  /**
   * Writes days of an exchange's calendar. Days that are not given stay; a day without facts new
   * keeps its {@code known_from}; a day that is known from stronger evidence ({@link
   * CalendarDay.Source}) is not replaced by one of weaker evidence.
   *
   * @param exchange code of an exchange of the warehouse
   * @param days at most one a date
   * @param knownFrom when these days were learnt
   * @throws IllegalArgumentException when there is no such exchange, or a date occurs twice
   */
  void replaceCalendar(String exchange, Collection<CalendarDay> days, Instant knownFrom);

  /**
   * Runs a query that reads, and streams its rows.
   *
   * @return how many rows there were
   * @throws SqlQueryException when the engine rejects the query; it carries the engine's words
   * @throws IOException when {@code results} cannot be written
   */
  long query(BoundQuery query, ResultWriter results) throws IOException;

  /** The same with a query that has no parameters. */
  default long query(String sql, ResultWriter results) throws IOException {
    return query(BoundQuery.of(sql), results);
  }

  /**
   * The same warehouse; its engine notes for whom it works, where it can. It ends with this one,
   * which is the one to close.
   *
   * @param label such as {@code dag/run/task/attempt}
   */
  default Warehouse labelled(String label) {
    return this;
  }

  /** Gives the warehouse back; queries that run end by themselves. */
  @Override
  void close();
}

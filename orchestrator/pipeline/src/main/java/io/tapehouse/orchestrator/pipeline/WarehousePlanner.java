package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Cause;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Change;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Planned;
import io.tapehouse.sql.CommittedPartition;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the archive with the warehouse, as a transform does, and returns what is different. It
 * writes nothing. Not safe for use by many threads.
 */
public final class WarehousePlanner {

  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private final Dictionary dictionary;
  private final Archive archive;
  private final CalendarBook calendars;
  private final boolean keepTicks;
  private final Ledger ledger;

  /** Looks up what is committed. */
  public interface Ledger {

    /** See {@link io.tapehouse.sql.Warehouse#committed}. */
    List<CommittedPartition> committed(LocalDate from, LocalDate to) throws IOException;
  }

  /**
   * Plans for a warehouse, whose ledger is asked once.
   *
   * @param keepTicks whether runs keep the prints of tick files
   */
  public WarehousePlanner(
      Dictionary dictionary,
      Archive archive,
      CalendarBook calendars,
      boolean keepTicks,
      Ledger ledger) {
    this.keepTicks = keepTicks;
    this.dictionary = dictionary;
    this.archive = archive;
    this.calendars = calendars;
    this.ledger = ledger;
  }

  /**
   * The partitions that would be made anew.
   *
   * @param from the first date; null: that of the archive
   * @param to the last date; null: that of the archive
   */
  public WarehousePlan plan(@Nullable LocalDate from, @Nullable LocalDate to) throws IOException {
    LocalDate first = from == null ? FIRST : from;
    LocalDate last = to == null ? LAST : to;
    Map<Partition, List<CommittedPartition>> committed = new HashMap<>();
    for (CommittedPartition one : ledger.committed(first.withDayOfYear(1), last)) {
      committed.computeIfAbsent(one.partition(), key -> new ArrayList<>()).add(one);
    }
    Map<Partition, Planned> planned = new TreeMap<>();
    int unchanged = 0;
    for (DatasetDag dag : dictionary.dags()) {
      PlannedWork works = new PlannedWork(dictionary, archive, calendars, keepTicks, dag);
      EarlierInput earlier = new EarlierInput(dictionary, archive, calendars, keepTicks, dag);
      for (Partition partition : partitions(dag, first, last)) {
        Optional<PartitionWork> work = works.of(partition);
        if (work.isEmpty()) {
          continue;
        }
        List<Change> changes =
            changes(
                work.get(),
                committed.getOrDefault(partition, List.of()),
                earlier,
                works.calendar());
        if (changes.isEmpty()) {
          unchanged++;
        } else {
          planned.put(partition, new Planned(partition, changes));
        }
      }
    }
    return new WarehousePlan(List.copyOf(planned.values()), unchanged);
  }

  /** What runs of the dates of which the archive has daily files would load. */
  private Set<Partition> partitions(DatasetDag dag, LocalDate first, LocalDate last)
      throws IOException {
    Set<Partition> all = new LinkedHashSet<>();
    for (String daily : dag.facts()) {
      for (LocalDate date : archive.dates(daily)) {
        if (!date.isBefore(first) && !date.isAfter(last)) {
          all.add(new Partition(daily, date));
          for (String history : dag.histories()) {
            LocalDate filedUnder = dictionary.dataset(history).period().filedUnder(date);
            all.add(new Partition(history, filedUnder));
          }
        }
      }
    }
    return all;
  }

  private List<Change> changes(
      PartitionWork work,
      List<CommittedPartition> committed,
      EarlierInput earlier,
      TradingCalendar calendar)
      throws IOException {
    if (committed.isEmpty()) {
      return List.of(new Change(Cause.NEW, "", "", ""));
    }
    Set<String> filled =
        committed.stream()
            .flatMap(one -> one.tables().stream())
            .collect(Collectors.toUnmodifiableSet());
    List<Change> changes = new ArrayList<>();
    for (Table table : dictionary.factTables(work.partition().dataset())) {
      if (!filled.contains(table.name())) {
        changes.add(new Change(Cause.TABLE, table.name(), "", ""));
      }
    }
    for (CommittedPartition one : committed) {
      if (!one.input().equals(work.input())) {
        for (Change change : earlier.changes(one, work, calendar)) {
          if (!changes.contains(change)) {
            changes.add(change);
          }
        }
      }
    }
    return changes;
  }
}

package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Lineage;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What partitions are made from, as the archive and the calendar stand at one moment. */
final class PlannedWork {

  private final Dictionary dictionary;
  private final Archive archive;
  private final DatasetDag dag;
  private final TradingCalendar calendar;
  private final InputDigest digest;
  private final Map<Partition, Optional<PartitionWork>> known = new HashMap<>();

  PlannedWork(PipelineContext pipeline, DatasetDag dag) throws IOException {
    this(
        pipeline.dictionary(), pipeline.archive(), pipeline.calendars(), pipeline.keepTicks(), dag);
  }

  PlannedWork(
      Dictionary dictionary,
      Archive archive,
      CalendarBook calendars,
      boolean keepTicks,
      DatasetDag dag)
      throws IOException {
    this.dictionary = dictionary;
    this.archive = archive;
    this.dag = dag;
    calendars.refresh();
    this.calendar = calendars.published(dag.exchange());
    this.digest = new InputDigest(calendars, keepTicks);
  }

  TradingCalendar calendar() {
    return calendar;
  }

  /** The partition of a task's dataset that its run is for: the one that was brought for it. */
  Partition partition(TaskContext context) {
    String dataset = TaskIds.dataset(context);
    Dataset.Period period = dictionary.dataset(dataset).period();
    Partition ofDate = new Partition(dataset, period.filedUnder(context.date()));
    // Only the file of a state has its own date to be filed under.
    return period == Dataset.Period.SNAPSHOT
        ? context
            .output(TaskIds.FETCH + dataset)
            .map(text -> Outputs.read(text, Outputs.Fetched.class).partition())
            .orElse(ofDate)
        : ofDate;
  }

  /** What a partition of facts is made from; empty: the archive has no file of it. */
  Optional<PartitionWork> of(Partition partition) throws IOException {
    Optional<PartitionWork> before = known.get(partition);
    if (before != null) {
      return before;
    }
    Optional<PartitionWork> work = make(partition);
    known.put(partition, work);
    return work;
  }

  private Optional<PartitionWork> make(Partition partition) throws IOException {
    Optional<Receipt> receipt = newest(partition);
    if (receipt.isEmpty()) {
      return Optional.empty();
    }
    List<Receipt> evidence = new ArrayList<>();
    for (String other : dag.evidenceOf(partition.dataset())) {
      newest(new Partition(other, partition.date())).ifPresent(evidence::add);
    }
    List<Receipt> all = new ArrayList<>(evidence);
    all.add(receipt.get());
    Lineage lineage = dictionary.dataset(partition.dataset()).lineage();
    return Optional.of(
        new PartitionWork(
            partition,
            lineage.rules(),
            receipt.get(),
            evidence,
            digest.of(partition.date(), lineage, all, calendar)));
  }

  private Optional<Receipt> newest(Partition partition) throws IOException {
    return archive.newest(partition.dataset(), partition.date());
  }
}

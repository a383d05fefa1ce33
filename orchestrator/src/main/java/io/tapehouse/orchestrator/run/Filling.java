package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.run.TaskRecord.Stage;
import io.tapehouse.orchestrator.run.TaskRecord.State;
import io.tapehouse.sql.PartitionInput;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From the archive to the warehouse: one Spark job over what is new, then one transaction. */
final class Filling {

  private final RunContext context;
  private final DagSpec dag;
  private final CalendarBook book;
  private final RunSummary summary;
  private final FactTables tables;
  private final Ending ending;

  Filling(RunContext context, DagSpec dag, CalendarBook book, RunSummary summary) {
    this.context = context;
    this.dag = dag;
    this.book = book;
    this.summary = summary;
    this.tables = new FactTables(context.dictionary());
    this.ending = new Ending(summary, context.progress());
  }

  void fill(Map<Partition, Receipt> archived, List<LocalDate> open)
      throws IOException, InterruptedException {
    TradingCalendar calendar = book.calendar(dag.exchange());
    List<Work> works = leaveOutCurrent(works(archived, open, calendar));
    if (works.isEmpty()) {
      return;
    }
    context.progress().planned(works.size() * 2);
    Map<Partition, EtlOutcome> outcomes =
        new Transforming(context, summary).transform(works, calendar);
    new Loading(context, dag, summary).load(works, outcomes, archived);
  }

  private List<Work> works(
      Map<Partition, Receipt> archived, List<LocalDate> open, TradingCalendar calendar)
      throws IOException {
    InputDigest digest = new InputDigest(book);
    List<Work> works = new ArrayList<>();
    // Index days first: the checks of the index's bars read them.
    archived.entrySet().stream()
        .filter(entry -> !tables.of(entry.getKey().dataset()).isEmpty())
        .filter(entry -> dag.calendarDatasets().contains(entry.getKey().dataset()))
        .forEach(
            entry ->
                works.add(
                    new Work(
                        entry.getKey(),
                        entry.getValue(),
                        List.of(),
                        digest.of(entry.getKey(), List.of(entry.getValue()), calendar))));
    for (LocalDate date : open) {
      for (String dataset : dag.factDatasets()) {
        Partition partition = new Partition(dataset, date);
        Receipt receipt = archived.get(partition);
        if (receipt != null) {
          List<Receipt> evidence = new ArrayList<>();
          for (String other : dag.evidence().getOrDefault(dataset, List.of())) {
            evidence(archived, other, date).ifPresent(evidence::add);
          }
          List<Receipt> all = new ArrayList<>(evidence);
          all.add(receipt);
          works.add(new Work(partition, receipt, evidence, digest.of(partition, all, calendar)));
        }
      }
    }
    return works;
  }

  /** What this run brought, or else what an earlier one left in the archive. */
  private Optional<Receipt> evidence(
      Map<Partition, Receipt> archived, String dataset, LocalDate date) throws IOException {
    Receipt brought = archived.get(new Partition(dataset, date));
    return brought == null ? context.archive().newest(dataset, date) : Optional.of(brought);
  }

  private List<Work> leaveOutCurrent(List<Work> works) {
    Set<PartitionInput> current =
        context.warehouse().current(works.stream().map(Work::input).toList());
    List<Work> left = new ArrayList<>();
    for (Work work : works) {
      if (current.contains(work.input())) {
        summary.unchanged(work.partition().dataset());
        context.progress().planned(1);
        ending.end(Stage.LOAD, work.partition(), State.SUCCESS, "unchanged", Duration.ZERO);
      } else {
        left.add(work);
      }
    }
    return left;
  }
}

package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.Rules;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.run.TaskRecord.Stage;
import io.tapehouse.orchestrator.run.TaskRecord.State;
import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.LoadReport;
import io.tapehouse.sql.PartitionInput;
import io.tapehouse.sql.Refusal;
import io.tapehouse.sql.RowCounts;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From the archive to the warehouse: one Spark job over what is new, then one transaction. */
final class Filling {

  private static final List<Integer> SCALES = List.of(1, 5, 15, 30, 60);

  /** Which table of the warehouse takes the rows that the ETL counted for a table of the lake. */
  private static final Map<String, String> WAREHOUSE_TABLE =
      Map.of(
          "derivative_bar", "derivative_detail_history",
          "derivative_spread_bar", "derivative_spread_history",
          "contract_label", "contract_label",
          "index_bar", "index_history",
          "index_daily", "index_daily");

  private final RunContext context;
  private final DagSpec dag;
  private final CalendarBook book;
  private final RunSummary summary;
  private final FactTables tables;

  Filling(RunContext context, DagSpec dag, CalendarBook book, RunSummary summary) {
    this.context = context;
    this.dag = dag;
    this.book = book;
    this.summary = summary;
    this.tables = new FactTables(context.dictionary());
  }

  /** A partition to be filled, with all that it is made from. */
  private record Work(Partition partition, Receipt receipt, List<Receipt> evidence, String sha) {}

  void fill(Map<Partition, Receipt> archived, List<LocalDate> open)
      throws IOException, InterruptedException {
    TradingCalendar calendar = book.calendar(dag.exchange());
    List<Work> works = leaveOutCurrent(works(archived, open, calendar));
    if (works.isEmpty()) {
      return;
    }
    context.progress().planned(works.size() * 2);
    Map<Partition, EtlOutcome> outcomes = transform(works, calendar);
    load(works, outcomes, archived);
  }

  private List<Work> works(
      Map<Partition, Receipt> archived, List<LocalDate> open, TradingCalendar calendar) {
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
            Receipt found = archived.get(new Partition(other, date));
            if (found != null) {
              evidence.add(found);
            }
          }
          List<Receipt> all = new ArrayList<>(evidence);
          all.add(receipt);
          works.add(new Work(partition, receipt, evidence, digest.of(partition, all, calendar)));
        }
      }
    }
    return works;
  }

  private List<Work> leaveOutCurrent(List<Work> works) {
    Set<PartitionInput> current =
        context.warehouse().current(works.stream().map(Filling::input).toList());
    List<Work> left = new ArrayList<>();
    for (Work work : works) {
      if (current.contains(input(work))) {
        summary.unchanged(work.partition().dataset());
        context.progress().planned(1);
        end(Stage.LOAD, work.partition(), State.SUCCESS, "unchanged", Duration.ZERO);
      } else {
        left.add(work);
      }
    }
    return left;
  }

  private Map<Partition, EtlOutcome> transform(List<Work> works, TradingCalendar calendar)
      throws IOException, InterruptedException {
    Map<Partition, Receipt> files = new LinkedHashMap<>();
    for (Work work : works) {
      files.put(work.partition(), work.receipt());
      for (Receipt receipt : work.evidence()) {
        files.put(new Partition(receipt.dataset(), receipt.date()), receipt);
      }
    }
    List<EtlInput> inputs = new ArrayList<>();
    for (Receipt receipt : files.values()) {
      inputs.add(
          new EtlInput(
              receipt.dataset(),
              receipt.date(),
              receipt.version(),
              context.runId() + "-" + inputs.size(),
              receipt.files()));
    }
    EtlJob job =
        new EtlJob(
            context.runId(),
            context.home().archive().toString(),
            context.home().lake().toString(),
            SCALES,
            calendars(calendar),
            inputs);
    Map<Partition, EtlOutcome> outcomes = new HashMap<>();
    context.progress().began("transform " + inputs.size() + " files");
    try {
      runSpark(job, outcomes);
    } catch (SparkFailedException e) {
      for (Partition partition : files.keySet()) {
        if (!outcomes.containsKey(partition)) {
          end(
              Stage.TRANSFORM,
              partition,
              State.FAILED,
              String.valueOf(e.getMessage()),
              Duration.ZERO);
        }
      }
    }
    return outcomes;
  }

  private void runSpark(EtlJob job, Map<Partition, EtlOutcome> outcomes)
      throws IOException, InterruptedException {
    context
        .spark()
        .run(
            job,
            outcome -> {
              outcomes.put(new Partition(outcome.dataset(), outcome.date()), outcome);
              endTransform(outcome);
            },
            new SparkLauncher.Listener() {
              @Override
              public void progress(long rows, long bytes) {
                context.progress().rows(rows);
              }
            });
  }

  private void endTransform(EtlOutcome outcome) {
    Partition partition = new Partition(outcome.dataset(), outcome.date());
    outcome.warnings().forEach(summary::warn);
    outcome
        .rows()
        .forEach(
            (table, rows) -> {
              if (rows.quarantined() > 0) {
                summary.warn(
                    "%s: %d of %d rows quarantined"
                        .formatted(partition, rows.quarantined(), rows.read()));
              }
            });
    boolean written = outcome.status() == EtlOutcome.Status.WRITTEN;
    end(
        Stage.TRANSFORM,
        partition,
        written ? State.SUCCESS : State.FAILED,
        written ? rows(outcome) : String.valueOf(outcome.complaint()),
        Duration.ofNanos((long) (outcome.seconds() * 1e9)));
  }

  private void load(
      List<Work> works, Map<Partition, EtlOutcome> outcomes, Map<Partition, Receipt> archived) {
    long began = System.nanoTime();
    List<DatasetLoad> loads = new ArrayList<>();
    for (Work work : works) {
      EtlOutcome outcome = outcomes.get(work.partition());
      if (outcome == null || outcome.status() != EtlOutcome.Status.WRITTEN) {
        refuse(work, outcome);
      } else {
        loads.add(datasetLoad(work, outcome, outcomes, archived));
      }
    }
    if (loads.isEmpty()) {
      return;
    }
    context.progress().began("load " + loads.size() + " partitions");
    LoadReport report;
    try {
      report = context.warehouse().load(loads);
    } catch (WarehouseException e) {
      for (DatasetLoad load : loads) {
        end(
            Stage.LOAD,
            new Partition(load.dataset(), load.date()),
            State.FAILED,
            "nothing of the batch was loaded: " + e.getMessage(),
            Duration.ZERO);
      }
      return;
    }
    Duration each = Duration.ofNanos((System.nanoTime() - began) / loads.size());
    for (LoadReport.DatasetReport dataset : report.datasets()) {
      summary.loaded(dataset);
      boolean refused = dataset.outcome() == LoadReport.Outcome.REFUSED;
      end(
          Stage.LOAD,
          new Partition(dataset.dataset(), dataset.date()),
          refused ? State.FAILED : State.SUCCESS,
          refused
              ? String.join("; ", dataset.failures())
              : dataset.ledger().stream().mapToLong(LoadReport.LedgerRow::rowsWritten).sum()
                  + " rows",
          each);
    }
  }

  /** The ledger keeps what is wrong with a file; that our own disk was full says nothing of it. */
  private void refuse(Work work, @Nullable EtlOutcome outcome) {
    if (outcome != null && outcome.status() == EtlOutcome.Status.REFUSED) {
      context
          .warehouse()
          .recordRefusal(
              new Refusal(
                  work.partition().dataset(),
                  work.partition().date(),
                  tables.of(work.partition().dataset()),
                  work.receipt().version(),
                  work.sha(),
                  Rules.VERSION,
                  outcome.attemptId(),
                  Refusal.Verdict.REFUSED,
                  String.valueOf(outcome.complaint()),
                  List.of()));
    }
    end(
        Stage.LOAD,
        work.partition(),
        State.UPSTREAM_FAILED,
        "its file was not transformed",
        Duration.ZERO);
  }

  private DatasetLoad datasetLoad(
      Work work,
      EtlOutcome outcome,
      Map<Partition, EtlOutcome> outcomes,
      Map<Partition, Receipt> archived) {
    List<Manifest> evidence = new ArrayList<>();
    Map<String, String> missing = new TreeMap<>();
    for (String dataset : dag.evidence().getOrDefault(work.partition().dataset(), List.of())) {
      Partition partition = new Partition(dataset, work.partition().date());
      EtlOutcome other = outcomes.get(partition);
      if (other != null && other.status() == EtlOutcome.Status.WRITTEN) {
        evidence.addAll(other.manifests().values());
      } else if (other != null) {
        missing.put(dataset, String.valueOf(other.complaint()));
      } else {
        missing.put(dataset, archived.containsKey(partition) ? "not transformed" : absent());
      }
    }
    Map<String, RowCounts> rows = new HashMap<>();
    outcome
        .rows()
        .forEach(
            (table, counts) -> {
              String target = WAREHOUSE_TABLE.get(table);
              if (target != null) {
                rows.put(
                    target, new RowCounts(counts.read(), counts.accepted(), counts.quarantined()));
              }
            });
    return new DatasetLoad(
        work.partition().dataset(),
        work.partition().date(),
        work.receipt().version(),
        work.sha(),
        Rules.VERSION,
        outcome.attemptId(),
        outcome.manifests(),
        evidence,
        rows,
        missing);
  }

  private String absent() {
    return context.source().name().startsWith("replay") ? "not in replay" : "not fetched";
  }

  private Map<String, Map<LocalDate, Boolean>> calendars(TradingCalendar calendar) {
    Map<LocalDate, Boolean> days = new TreeMap<>();
    calendar.known().forEach((date, day) -> days.put(date, day.open()));
    Map<String, Map<LocalDate, Boolean>> calendars = new TreeMap<>();
    calendars.put("TWSE", days);
    calendars.put("TAIFEX", days);
    return calendars;
  }

  private void end(Stage stage, Partition partition, State state, String detail, Duration took) {
    TaskRecord task =
        new TaskRecord(stage, partition.dataset(), partition.date(), state, detail, took);
    summary.task(task);
    context.progress().ended(task);
  }

  private static PartitionInput input(Work work) {
    return new PartitionInput(
        work.partition().dataset(), work.partition().date(), work.sha(), Rules.VERSION);
  }

  private static String rows(EtlOutcome outcome) {
    return outcome.manifests().values().stream().mapToLong(Manifest::rows).sum() + " lake rows";
  }
}

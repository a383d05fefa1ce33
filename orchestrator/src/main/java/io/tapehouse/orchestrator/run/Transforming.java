package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.run.TaskRecord.Stage;
import io.tapehouse.orchestrator.run.TaskRecord.State;
import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.orchestrator.spark.SparkLauncher;
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
import java.util.TreeMap;

/** From the archive to the lake: one Spark job over all files that are new. */
final class Transforming {

  private static final List<Integer> SCALES = List.of(1, 5, 15, 30, 60);

  private final RunContext context;
  private final RunSummary summary;
  private final Ending ending;

  Transforming(RunContext context, RunSummary summary) {
    this.context = context;
    this.summary = summary;
    this.ending = new Ending(summary, context.progress());
  }

  /** Runs the job; a file without an outcome is one that Spark itself failed on. */
  Map<Partition, EtlOutcome> transform(List<Work> works, TradingCalendar calendar)
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
          ending.end(
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
    ending.end(
        Stage.TRANSFORM,
        partition,
        written ? State.SUCCESS : State.FAILED,
        written ? rows(outcome) : String.valueOf(outcome.complaint()),
        Duration.ofNanos((long) (outcome.seconds() * 1e9)));
  }

  private Map<String, Map<LocalDate, Boolean>> calendars(TradingCalendar calendar) {
    Map<LocalDate, Boolean> days = new TreeMap<>();
    calendar.known().forEach((date, day) -> days.put(date, day.open()));
    Map<String, Map<LocalDate, Boolean>> calendars = new TreeMap<>();
    calendars.put("TWSE", days);
    calendars.put("TAIFEX", days);
    return calendars;
  }

  private static String rows(EtlOutcome outcome) {
    return outcome.manifests().values().stream().mapToLong(Manifest::rows).sum() + " lake rows";
  }
}

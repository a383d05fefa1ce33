package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.Rules;
import io.tapehouse.orchestrator.run.TaskRecord.Stage;
import io.tapehouse.orchestrator.run.TaskRecord.State;
import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.LoadReport;
import io.tapehouse.sql.Refusal;
import io.tapehouse.sql.RowCounts;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From the lake to the warehouse: what was written is loaded, what was refused is recorded. */
final class Loading {

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
  private final RunSummary summary;
  private final FactTables tables;
  private final Ending ending;

  Loading(RunContext context, DagSpec dag, RunSummary summary) {
    this.context = context;
    this.dag = dag;
    this.summary = summary;
    this.tables = new FactTables(context.dictionary());
    this.ending = new Ending(summary, context.progress());
  }

  /** Loads all partitions in one transaction; a check that fails keeps out its own. */
  void load(
      List<Work> works, Map<Partition, EtlOutcome> outcomes, Map<Partition, Receipt> archived) {
    long began = System.nanoTime();
    List<Work> written = new ArrayList<>();
    for (Work work : works) {
      EtlOutcome outcome = outcomes.get(work.partition());
      if (outcome == null || outcome.status() != EtlOutcome.Status.WRITTEN) {
        refuse(work, outcome);
      } else {
        written.add(work);
      }
    }
    if (written.isEmpty()) {
      return;
    }
    context.progress().began("load " + written.size() + " partitions");
    LoadReport report;
    try {
      long fence =
          Fencing.take(context.warehouse(), written.stream().map(Work::partition).toList());
      report =
          context
              .warehouse()
              .load(
                  written.stream()
                      .map(work -> datasetLoad(work, fence, outcomes, archived))
                      .toList());
    } catch (WarehouseException e) {
      for (Work work : written) {
        ending.end(
            Stage.LOAD,
            work.partition(),
            State.FAILED,
            "nothing of the batch was loaded: " + e.getMessage(),
            Duration.ZERO);
      }
      return;
    }
    Duration each = Duration.ofNanos((System.nanoTime() - began) / written.size());
    for (LoadReport.DatasetReport dataset : report.datasets()) {
      summary.loaded(dataset);
      boolean refused = dataset.outcome() == LoadReport.Outcome.REFUSED;
      ending.end(
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
                  Fencing.take(context.warehouse(), List.of(work.partition())),
                  Refusal.Verdict.REFUSED,
                  String.valueOf(outcome.complaint()),
                  outcome.badRows().stream()
                      .map(
                          row ->
                              new Refusal.QuarantinedRow(
                                  row.fileName(), row.line(), row.reason(), row.raw()))
                      .toList()));
    }
    ending.end(
        Stage.LOAD,
        work.partition(),
        State.UPSTREAM_FAILED,
        "its file was not transformed",
        Duration.ZERO);
  }

  private DatasetLoad datasetLoad(
      Work work,
      long fence,
      Map<Partition, EtlOutcome> outcomes,
      Map<Partition, Receipt> archived) {
    EtlOutcome outcome = Objects.requireNonNull(outcomes.get(work.partition()));
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
        fence,
        outcome.manifests(),
        evidence,
        rows,
        missing);
  }

  private String absent() {
    return context.source().name().startsWith("replay") ? "not in replay" : "not fetched";
  }
}

package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.orchestrator.pipeline.Outputs.Made;
import io.tapehouse.orchestrator.pipeline.Outputs.Transformed;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import io.tapehouse.sql.OutcomeUnknownException;
import io.tapehouse.sql.PartitionInput;
import io.tapehouse.sql.Refusal;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From the archive to the lake: one Spark job over all files that may go now. A file that would
 * only make what the warehouse has already is left alone.
 */
final class TransformBody implements TaskBody.Batch {

  private final PipelineContext pipeline;
  private final DatasetDag dag;

  TransformBody(PipelineContext pipeline, DatasetDag dag) {
    this.pipeline = pipeline;
    this.dag = dag;
  }

  @Override
  public void run(List<TaskContext> contexts, TaskBody.Results results)
      throws IOException, InterruptedException {
    PlannedWork works = new PlannedWork(pipeline, dag);
    Map<Partition, List<TaskContext>> wanted = new LinkedHashMap<>();
    for (TaskContext context : contexts) {
      Partition partition = works.partition(context);
      wanted.computeIfAbsent(partition, key -> new ArrayList<>()).add(context);
    }
    Set<PartitionInput> current = current(works, wanted);
    Map<Partition, TransformOrder> orders = new LinkedHashMap<>();
    for (Map.Entry<Partition, List<TaskContext>> entry : wanted.entrySet()) {
      Partition partition = entry.getKey();
      Optional<Receipt> receipt = pipeline.archive().newest(partition.dataset(), partition.date());
      Optional<Made> settled = settled(works, partition, current);
      if (receipt.isEmpty()) {
        TaskFailure missing =
            new TaskFailure(ErrorKind.DEFECT, partition + ": the archive has it no more");
        entry.getValue().forEach(context -> results.fail(context, missing));
      } else if (settled.isPresent()) {
        Transformed output =
            new Transformed(partition, settled.get(), receipt.get().version(), "", null);
        String words =
            settled.get() == Made.UNCHANGED ? "unchanged" : "not needed: nothing has changed";
        entry
            .getValue()
            .forEach(
                context ->
                    results.end(context, new TaskResult.Success(words, Outputs.text(output))));
      } else {
        orders.put(partition, new TransformOrder(receipt.get(), entry.getValue()));
      }
    }
    EarlierJobs earlier = new EarlierJobs(pipeline.spark());
    if (orders.isEmpty()) {
      earlier.abandon(contexts);
      return;
    }
    Map<Partition, String> digests = new HashMap<>();
    for (Partition partition : orders.keySet()) {
      digests.put(partition, works.of(partition).map(PartitionWork::sha).orElse(""));
    }
    EtlJob job = new SparkWork(pipeline).job(orders.values(), works.calendar());
    transform(works.calendar(), earlier.of(contexts, orders, job), orders, digests, results);
  }

  private Set<PartitionInput> current(PlannedWork works, Map<Partition, List<TaskContext>> wanted)
      throws IOException {
    List<PartitionInput> inputs = new ArrayList<>();
    for (Partition partition : wanted.keySet()) {
      for (Partition fact : factsOf(partition)) {
        works.of(fact).ifPresent(work -> inputs.add(work.input()));
      }
    }
    return pipeline.warehouse().current(inputs);
  }

  /** The partitions for which a file is read: its own, and those whose checks want it. */
  private List<Partition> factsOf(Partition partition) {
    Stream<Partition> own = tables(partition).isEmpty() ? Stream.empty() : Stream.of(partition);
    Stream<Partition> readers =
        dag.readers().getOrDefault(partition.dataset(), List.of()).stream()
            .map(fact -> new Partition(fact, partition.date()));
    return Stream.concat(own, readers).toList();
  }

  /** What is to be said of a file that need not be read; empty: it has to be. */
  private Optional<Made> settled(
      PlannedWork works, Partition partition, Set<PartitionInput> current) throws IOException {
    for (Partition fact : factsOf(partition)) {
      Optional<PartitionWork> work = works.of(fact);
      // A fact whose file is still to come will want its evidence.
      if (work.isEmpty() || !current.contains(work.get().input())) {
        return Optional.empty();
      }
    }
    return Optional.of(tables(partition).isEmpty() ? Made.NOT_NEEDED : Made.UNCHANGED);
  }

  private void transform(
      TradingCalendar calendar,
      Map<String, Map<Partition, TransformOrder>> earlier,
      Map<Partition, TransformOrder> orders,
      Map<Partition, String> digests,
      TaskBody.Results results)
      throws IOException, InterruptedException {
    SparkWork work = new SparkWork(pipeline);
    Map<Partition, TransformOrder> left = new LinkedHashMap<>(orders);
    for (Map.Entry<String, Map<Partition, TransformOrder>> one : earlier.entrySet()) {
      resume(one.getKey(), one.getValue(), digests, results);
      left.keySet().removeAll(one.getValue().keySet());
    }
    if (!left.isEmpty()) {
      List<TaskContext> contexts = contexts(left);
      contexts.get(0).log("one Spark job over %d files".formatted(left.size()));
      pipeline
          .spark()
          .run(
              work.job(left.values(), calendar),
              outcome -> settle(left, digests, outcome, results),
              work.listener(contexts));
    }
  }

  /** That it fails is no reason to give up the rest. */
  private void resume(
      String reference,
      Map<Partition, TransformOrder> orders,
      Map<Partition, String> digests,
      TaskBody.Results results)
      throws InterruptedException {
    List<TaskContext> contexts = contexts(orders);
    contexts.get(0).log("going on with the Spark job %s".formatted(reference));
    try {
      pipeline
          .spark()
          .resume(
              reference,
              outcome -> settle(orders, digests, outcome, results),
              new SparkWork(pipeline).listener(contexts));
    } catch (IOException e) {
      TaskFailure failure = new TaskFailure(ErrorKind.RESOURCES, String.valueOf(e.getMessage()));
      contexts.forEach(context -> results.fail(context, failure));
    }
  }

  private static List<TaskContext> contexts(Map<Partition, TransformOrder> orders) {
    return orders.values().stream().flatMap(order -> order.contexts().stream()).toList();
  }

  private void settle(
      Map<Partition, TransformOrder> orders,
      Map<Partition, String> digests,
      EtlOutcome outcome,
      TaskBody.Results results) {
    Partition partition = outcome.partition();
    TransformOrder order = orders.get(partition);
    if (order != null) {
      settle(partition, order, digests.getOrDefault(partition, ""), outcome, results);
    }
  }

  private void settle(
      Partition partition,
      TransformOrder order,
      String sha,
      EtlOutcome outcome,
      TaskBody.Results results) {
    boolean written = outcome.status() == EtlOutcome.Status.WRITTEN;
    String output =
        Outputs.text(
            new Transformed(
                partition,
                written ? Made.WRITTEN : Made.REFUSED,
                order.receipt().version(),
                sha,
                outcome));
    if (written) {
      String words =
          outcome.manifests().values().stream().mapToLong(Manifest::rows).sum() + " lake rows";
      order
          .contexts()
          .forEach(context -> results.end(context, new TaskResult.Success(words, output)));
      return;
    }
    // Another attempt is to have another job, not this answer again.
    order.contexts().forEach(context -> context.external(""));
    boolean refused = outcome.status() == EtlOutcome.Status.REFUSED;
    Optional<String> closed = refused ? rightlyEmpty(outcome) : Optional.empty();
    if (closed.isPresent()) {
      order
          .contexts()
          .forEach(context -> results.end(context, new TaskResult.Skipped(closed.get())));
      return;
    }
    if (refused) {
      record(partition, order, outcome);
    }
    TaskFailure failure =
        new TaskFailure(
            refused ? ErrorKind.DATA : ErrorKind.RESOURCES,
            String.valueOf(outcome.complaint()),
            null,
            output);
    order.contexts().forEach(context -> results.fail(context, failure));
  }

  /** People keep empty files of closed days too: these confirm the calendar. */
  private Optional<String> rightlyEmpty(EtlOutcome outcome) {
    boolean empty = Kind.NO_DATA.name().equals(outcome.kind());
    boolean daily = pipeline.dictionary().dataset(outcome.dataset()).isOfTradingDates();
    CalendarDay day = pipeline.calendars().calendar(dag.exchange()).day(outcome.date());
    return empty && daily && !day.open()
        ? Optional.of("%s, and the file is empty: %s".formatted(day.closure(), outcome.complaint()))
        : Optional.empty();
  }

  /** Names of the tables that the partition fills; none where it is evidence alone. */
  private Set<String> tables(Partition partition) {
    return pipeline.dictionary().factTables(partition.dataset()).stream()
        .map(Table::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The ledger keeps what is wrong with a file; a full disk of ours is no fault of it. */
  private void record(Partition partition, TransformOrder order, EtlOutcome outcome) {
    if (tables(partition).isEmpty()) {
      return;
    }
    long fence =
        order.contexts().stream().mapToLong(context -> context.claim().fence()).max().orElseThrow();
    Refusal refusal =
        new Refusal(
            partition,
            tables(partition),
            order.receipt().version(),
            "",
            pipeline.dictionary().dataset(partition.dataset()).lineage().rules(),
            outcome.attemptId(),
            fence,
            Refusal.Verdict.REFUSED,
            String.valueOf(outcome.complaint()),
            outcome.badRows().stream()
                .map(
                    row ->
                        new Refusal.QuarantinedRow(
                            row.fileName(), row.line(), row.reason(), row.raw()))
                .toList());
    try {
      Partition key = partition;
      pipeline.warehouse().fence(Map.of(key, fence));
      pipeline.warehouse().recordRefusal(refusal);
    } catch (OutcomeUnknownException e) {
      order.contexts().get(0).log("perhaps not recorded: " + e.getMessage());
    } catch (WarehouseException e) {
      // The file is refused all the same, and nothing of the others is at stake.
      order.contexts().get(0).log("not recorded: " + e.getMessage());
    }
  }
}

package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Lineage;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.orchestrator.pipeline.Outputs.Loaded;
import io.tapehouse.orchestrator.pipeline.Outputs.Made;
import io.tapehouse.orchestrator.pipeline.Outputs.Transformed;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.LoadReport;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.OutcomeUnknownException;
import io.tapehouse.sql.PartitionInput;
import io.tapehouse.sql.RowCounts;
import io.tapehouse.sql.StaleFenceException;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From the lake to the warehouse: all partitions that may go now in one transaction. It reads the
 * manifests that the run store names and no others, and it takes the fence of each partition before
 * it writes, so that an attempt that has lost its task commits nothing.
 */
final class LoadBody implements TaskBody.Batch {

  /**
   * Most rows of the lake in one transaction: what an embedded engine sorts in a gigabyte of memory
   * without putting most of it aside. A day of all Hong Kong shareholdings has 1.2 million.
   */
  private static final long ROWS_TOGETHER = 20_000_000;

  private final PipelineContext pipeline;
  private final DatasetDag dag;

  LoadBody(PipelineContext pipeline, DatasetDag dag) {
    this.pipeline = pipeline;
    this.dag = dag;
  }

  /** A partition to be loaded, and all who want it. */
  private record Order(DatasetLoad load, List<TaskContext> contexts) {}

  @Override
  public void run(List<TaskContext> contexts, TaskBody.Results results) throws IOException {
    PlannedWork works = new PlannedWork(pipeline, dag);
    Map<Partition, List<TaskContext>> wanted = new LinkedHashMap<>();
    contexts.stream()
        .sorted(
            Comparator.comparing(TaskContext::date)
                .thenComparing(context -> dag.factDatasets().indexOf(TaskIds.dataset(context))))
        .forEach(
            context ->
                wanted
                    .computeIfAbsent(works.partition(context), key -> new ArrayList<>())
                    .add(context));
    List<Order> orders = new ArrayList<>();
    Map<Partition, PartitionWork> inputs = new LinkedHashMap<>();
    for (Partition partition : wanted.keySet()) {
      works.of(partition).ifPresent(work -> inputs.put(partition, work));
    }
    Set<PartitionInput> current =
        pipeline.warehouse().current(inputs.values().stream().map(PartitionWork::input).toList());
    for (Map.Entry<Partition, List<TaskContext>> entry : wanted.entrySet()) {
      Partition partition = entry.getKey();
      PartitionWork work = inputs.get(partition);
      if (work != null && current.contains(work.input())) {
        unchanged(partition, entry.getValue(), results);
        continue;
      }
      Optional<Order> order = order(partition, entry.getValue());
      if (order.isPresent()) {
        orders.add(order.get());
      } else {
        stale(partition, entry.getValue(), results);
      }
    }
    recordDays(orders);
    // Facts of a month come first: checks of its days read them.
    orders.sort(Comparator.comparing(order -> !dag.histories().contains(order.load().dataset())));
    for (List<Order> part : parts(orders)) {
      load(part, results);
    }
  }

  /** What tick files prove of the calendar, once they are to be loaded. */
  private void recordDays(List<Order> orders) {
    List<CalendarDay> days =
        orders.stream()
            .filter(order -> order.load().dataset().equals(dag.proof()))
            .flatMap(order -> pipeline.calendars().proved(order.load().date()).stream())
            .collect(
                Collectors.toMap(
                    CalendarDay::date, day -> day, (one, other) -> one.open() ? one : other))
            .values()
            .stream()
            .toList();
    new CalendarRecord(pipeline, dag).write(days);
  }

  /** The orders in their order, a transaction's each. */
  private static List<List<Order>> parts(List<Order> orders) {
    List<List<Order>> parts = new ArrayList<>();
    long rows = Long.MAX_VALUE;
    for (Order order : orders) {
      long more = order.load().manifests().values().stream().mapToLong(Manifest::rows).sum();
      if (rows > ROWS_TOGETHER - more) {
        parts.add(new ArrayList<>());
        rows = 0;
      }
      parts.get(parts.size() - 1).add(order);
      rows += more;
    }
    return parts;
  }

  private static void unchanged(
      Partition partition, List<TaskContext> contexts, TaskBody.Results results) {
    String output = Outputs.text(new Loaded(partition, null));
    contexts.forEach(context -> results.end(context, new TaskResult.Success("unchanged", output)));
  }

  /** Nothing was made, for it was current then; a file or the calendar has changed since. */
  private static void stale(
      Partition partition, List<TaskContext> contexts, TaskBody.Results results) {
    TaskFailure failure =
        new TaskFailure(
            ErrorKind.USER,
            "%s: its input has changed since transform.%s looked at it: clear that task"
                .formatted(partition, partition.dataset()));
    contexts.forEach(context -> results.fail(context, failure));
  }

  private void load(List<Order> wanted, TaskBody.Results results) {
    List<Order> orders = new ArrayList<>(wanted);
    orders.removeIf(order -> !stillOurs(order, results));
    orders.forEach(
        order ->
            order
                .contexts()
                .get(0)
                .log(
                    "loading %s %s of attempt %s with fence %d"
                        .formatted(
                            order.load().dataset(),
                            order.load().date(),
                            order.load().attemptId(),
                            order.load().fence())));
    while (!orders.isEmpty()) {
      try {
        Map<Partition, Long> fences = new HashMap<>();
        orders.forEach(order -> fences.put(order.load().partition(), order.load().fence()));
        pipeline.warehouse().fence(fences);
        LoadReport report =
            pipeline
                .warehouse()
                .labelled(label(orders))
                .load(orders.stream().map(Order::load).toList());
        report(orders, report, results);
        return;
      } catch (StaleFenceException e) {
        Set<Partition> stale = e.stale();
        orders.stream()
            .filter(order -> stale.contains(order.load().partition()))
            .forEach(order -> failAll(order, ErrorKind.DEFECT, e.getMessage(), results));
        if (!orders.removeIf(order -> stale.contains(order.load().partition()))) {
          throw e;
        }
      } catch (OutcomeUnknownException e) {
        // Not repeated here: if that failed too, its words would be of a batch that is not loaded.
        failAll(
            orders,
            "the batch is loaded as a whole or not at all, and the next attempt finds out: "
                + e.getMessage(),
            results);
        return;
      } catch (WarehouseException e) {
        failAll(orders, "nothing of the batch is loaded: " + e.getMessage(), results);
        return;
      }
    }
  }

  /** By which a person finds in the engine's own tables what a statement was for. */
  private static String label(List<Order> orders) {
    Claim first = orders.get(0).contexts().get(0).claim();
    return "%s/%s/%s/%s".formatted(first.dagId(), first.date(), first.taskId(), first.attemptId());
  }

  /** An attempt that lost its task while asleep must not even begin. */
  private static boolean stillOurs(Order order, TaskBody.Results results) {
    List<TaskContext> lost = order.contexts().stream().filter(context -> !context.holds()).toList();
    lost.forEach(
        context ->
            results.fail(
                context,
                new TaskFailure(
                    ErrorKind.DEFECT,
                    "%s %s: the attempt has lost its task, and loads nothing"
                        .formatted(order.load().dataset(), order.load().date()))));
    return lost.size() < order.contexts().size();
  }

  private static void report(List<Order> orders, LoadReport report, TaskBody.Results results) {
    for (int i = 0; i < orders.size(); i++) {
      DatasetReport dataset = report.datasets().get(i);
      String output = Outputs.text(new Loaded(dataset.partition(), dataset));
      if (dataset.outcome() == LoadReport.Outcome.REFUSED) {
        TaskFailure refused =
            new TaskFailure(ErrorKind.DATA, String.join("; ", dataset.failures()), null, output);
        orders.get(i).contexts().forEach(context -> results.fail(context, refused));
      } else {
        String words =
            dataset.outcome() == LoadReport.Outcome.UNCHANGED
                ? "unchanged"
                : dataset.ledger().stream().mapToLong(LoadReport.LedgerRow::rowsWritten).sum()
                    + " rows";
        orders
            .get(i)
            .contexts()
            .forEach(context -> results.end(context, new TaskResult.Success(words, output)));
      }
    }
  }

  private static void failAll(List<Order> orders, String words, TaskBody.Results results) {
    orders.forEach(order -> failAll(order, ErrorKind.RESOURCES, words, results));
  }

  private static void failAll(Order order, ErrorKind kind, String words, TaskBody.Results results) {
    TaskFailure failure = new TaskFailure(kind, words);
    order.contexts().forEach(context -> results.fail(context, failure));
  }

  /**
   * What the newest transform has made. It goes by the digest of its own moment: if a file or the
   * calendar has changed since, the next run of the date sees that and makes it anew.
   */
  private Optional<Order> order(Partition partition, List<TaskContext> contexts) {
    Order newest = null;
    int version = 0;
    for (TaskContext context : contexts) {
      Optional<Transformed> own = transformed(context, partition.dataset());
      if (own.isPresent() && own.get().made() == Made.WRITTEN && own.get().version() > version) {
        version = own.get().version();
        newest = new Order(datasetLoad(own.get(), context, contexts), contexts);
      }
    }
    return Optional.ofNullable(newest);
  }

  private DatasetLoad datasetLoad(
      Transformed own, TaskContext context, List<TaskContext> contexts) {
    EtlOutcome outcome = Objects.requireNonNull(own.outcome());
    Lineage lineage = pipeline.dictionary().dataset(own.dataset()).lineage();
    List<Manifest> evidence = new ArrayList<>();
    Map<String, String> missing = new TreeMap<>();
    for (String dataset : dag.evidenceOf(own.dataset())) {
      Optional<Transformed> other = transformed(context, dataset);
      EtlOutcome found = other.map(Transformed::outcome).orElse(null);
      if (found != null && found.status() == EtlOutcome.Status.WRITTEN) {
        evidence.addAll(found.manifests().values());
      } else {
        missing.put(dataset, found == null ? absent() : String.valueOf(found.complaint()));
      }
    }
    return new DatasetLoad(
        own.partition(),
        own.version(),
        own.sha(),
        lineage.rules(),
        outcome.attemptId(),
        contexts.stream().mapToLong(each -> each.claim().fence()).max().orElseThrow(),
        outcome.manifests(),
        evidence,
        counts(lineage, outcome),
        missing);
  }

  private static Map<String, RowCounts> counts(Lineage lineage, EtlOutcome outcome) {
    Map<String, RowCounts> rows = new HashMap<>();
    outcome
        .rows()
        .forEach(
            (table, counts) ->
                lineage
                    .countedIn(table)
                    .ifPresent(
                        target ->
                            rows.put(
                                target,
                                new RowCounts(
                                    counts.read(), counts.accepted(), counts.quarantined()))));
    return rows;
  }

  private static Optional<Transformed> transformed(TaskContext context, String dataset) {
    return context
        .output(TaskIds.TRANSFORM + dataset)
        .map(text -> Outputs.read(text, Transformed.class));
  }

  private String absent() {
    return pipeline.source().name().startsWith("replay") ? "not in replay" : "not fetched";
  }
}

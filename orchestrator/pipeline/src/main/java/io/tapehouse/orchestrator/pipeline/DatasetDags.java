package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.DetailsOf;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.calendar.Exchange;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagTask;
import io.tapehouse.orchestrator.dag.TriggerRule;
import io.tapehouse.orchestrator.task.RetryPolicy;
import io.tapehouse.orchestrator.task.TaskBody;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes DAGs of datasets: fetch, transform and load for each, and the calendar before all. */
public final class DatasetDags {

  /** Dates that go through Spark and into the warehouse together. */
  public static final int DATES_TOGETHER = 64;

  private static final int CALENDAR_TRIES = 3;

  private final Dictionary dictionary;
  private final @Nullable DatasetTasks tasks;

  /** DAGs that a node can run. */
  public DatasetDags(Dictionary dictionary, DatasetTasks tasks) {
    this.dictionary = dictionary;
    this.tasks = tasks;
  }

  private DatasetDags(Dictionary dictionary) {
    this.dictionary = dictionary;
    this.tasks = null;
  }

  /**
   * Descriptions of the DAGs, without code: to list, to plan, to change what is recorded of them.
   */
  public static DatasetDags described(Dictionary dictionary) {
    return new DatasetDags(dictionary);
  }

  /** A DAG without a calendar would run on closed days too, and count them. */
  private static String calendarOf(DatasetDag spec) {
    return Exchange.find(spec.exchange())
        .map(Exchange::code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "DAG %s: no calendar of an exchange '%s'; there are %s"
                        .formatted(
                            spec.id(), spec.exchange(), String.join(", ", Exchange.codes()))));
  }

  /**
   * The DAG.
   *
   * @param patience how long it waits for what is not there
   * @param changes what is different from the usual
   */
  public Dag dag(DatasetDag spec, Patience patience, Consumer<Dag.Builder> changes) {
    Dag.Builder dag =
        Dag.named(spec.id())
            .title(spec.title())
            .zone(spec.zone())
            .calendar(calendarOf(spec))
            .daily(spec.daily())
            .daysBack(spec.daysAfter())
            .deadline(spec.deadline())
            .keptTradingDays(kept(spec))
            .retries(patience.work())
            .batchSize("calendar", DATES_TOGETHER)
            .batchSize("transform", DATES_TOGETHER * (spec.dailyDatasets().size() + 1))
            .batchSize("load", DATES_TOGETHER * spec.factDatasets().size());
    calendars(spec, patience, dag);
    for (String dataset : spec.dailyDatasets()) {
      dag.task(
          TaskIds.FETCH + dataset,
          task ->
              fetch(spec, patience, dataset, task).needs("calendar").after(list(spec, dataset)));
    }
    TaskBody.@Nullable Batch transform = code(tasks -> tasks.transform(spec));
    for (String dataset :
        Stream.concat(spec.histories().stream(), spec.dailyDatasets().stream()).toList()) {
      dag.task(
          TaskIds.TRANSFORM + dataset,
          task ->
              task.together("transform", transform)
                  .needs(TaskIds.FETCH + dataset, TaskIds.CALENDAR)
                  // Evidence is read for a fact, so it has to be known which one there is.
                  .after(readers(spec, dataset))
                  .pool("spark")
                  .timeout(Duration.ofHours(3)));
    }
    TaskBody.@Nullable Batch load = code(tasks -> tasks.load(spec));
    for (String dataset : spec.factDatasets()) {
      dag.task(
          TaskIds.LOAD + dataset,
          task ->
              task.together("load", load)
                  .needs(TaskIds.TRANSFORM + dataset)
                  .after(evidence(spec, dataset))
                  .pool("warehouse"));
    }
    changes.accept(dag);
    return dag.build();
  }

  private void calendars(DatasetDag spec, Patience patience, Dag.Builder dag) {
    for (String dataset : spec.calendarDatasets()) {
      // All else waits for them, and could do without: a publisher's long trouble must not hold it
      // up.
      RetryPolicy soon =
          patience.fetch().withTries(Math.min(CALENDAR_TRIES, patience.fetch().tries()));
      dag.task(TaskIds.FETCH + dataset, task -> fetch(spec, patience, dataset, task).retries(soon));
    }
    for (String dataset : spec.schedules()) {
      dag.task(
          "read." + dataset,
          task ->
              task.does(code(tasks -> tasks.schedule(dictionary.dataset(dataset))))
                  .needs(TaskIds.FETCH + dataset));
    }
    dag.task(
        TaskIds.CALENDAR,
        task ->
            task.together("calendar", code(tasks -> tasks.calendar(spec)))
                .rule(TriggerRule.ALL_DONE)
                .needs(
                    spec.calendarDatasets().stream()
                        .map(
                            dataset ->
                                spec.schedules().contains(dataset)
                                    ? "read." + dataset
                                    : TaskIds.FETCH + dataset)
                        .toArray(String[]::new))
                .pool("warehouse"));
  }

  private DagTask.Builder fetch(
      DatasetDag spec, Patience patience, String id, DagTask.Builder task) {
    return task.does(code(tasks -> tasks.fetch(spec, dictionary.dataset(id), patience)))
        .retries(patience.fetch())
        .timeout(spec.longestFetch())
        .provisional(dictionary.dataset(id).provisional())
        // A publisher's pool bears the first word of its datasets' ids.
        .pool(id.substring(0, id.indexOf('.')));
  }

  private <T> @Nullable T code(Function<DatasetTasks, T> body) {
    return tasks == null ? null : body.apply(tasks);
  }

  /** The list that refers to the pages of a dataset; a list of an earlier attempt will do. */
  private String[] list(DatasetDag spec, String dataset) {
    return Stream.ofNullable(dictionary.dataset(dataset).detailsOf())
        .map(DetailsOf::list)
        .filter(spec.dailyDatasets()::contains)
        .map(list -> TaskIds.FETCH + list)
        .toArray(String[]::new);
  }

  private static String[] readers(DatasetDag spec, String dataset) {
    return spec.readers().getOrDefault(dataset, List.of()).stream()
        .map(fact -> TaskIds.FETCH + fact)
        .toArray(String[]::new);
  }

  /** What a load's checks read must have ended before, well or not. */
  private static String[] evidence(DatasetDag spec, String dataset) {
    Stream<String> daily = spec.evidenceOf(dataset).stream();
    Stream<String> monthly = spec.figuresOf(dataset).stream();
    return Stream.concat(daily, monthly)
        .map(other -> TaskIds.TRANSFORM + other)
        .toArray(String[]::new);
  }

  /** As long as the most forgetful of its publishers keeps a file. */
  private int kept(DatasetDag spec) {
    return spec.dailyDatasets().stream()
        .map(id -> dictionary.dataset(id).keptTradingDays())
        .filter(Objects::nonNull)
        .min(Integer::compareTo)
        .orElse(0);
  }
}

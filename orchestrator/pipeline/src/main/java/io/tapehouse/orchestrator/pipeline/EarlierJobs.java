package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Spark jobs that attempts before these began, and whose end was not recorded: their node was
 * killed or stopped. They ran on, and what they make is as good as what would be made now.
 */
record EarlierJobs(SparkLauncher spark) {

  /**
   * What earlier jobs make, by their names. A job that makes nothing that is wanted is ended.
   *
   * @param contexts all attempts at work
   * @param orders what is wanted
   * @param wanted the job that would be begun for it
   */
  Map<String, Map<Partition, TransformOrder>> of(
      Collection<TaskContext> contexts, Map<Partition, TransformOrder> orders, EtlJob wanted)
      throws IOException {
    Map<String, Map<Partition, TransformOrder>> found = new LinkedHashMap<>();
    Map<Partition, TransformOrder> left = new LinkedHashMap<>(orders);
    for (String reference : references(contexts)) {
      Optional<EtlJob> job = spark.find(reference).filter(each -> isAlike(each, wanted));
      Map<Partition, TransformOrder> made =
          job.map(each -> made(each, wanted, left)).orElse(Map.of());
      if (made.isEmpty()) {
        spark.abandon(reference);
      } else {
        found.put(reference, made);
        left.keySet().removeAll(made.keySet());
      }
    }
    return found;
  }

  /** Ends all jobs of attempts before: nothing is wanted any more. */
  void abandon(Collection<TaskContext> contexts) throws IOException {
    for (String reference : references(contexts)) {
      spark.abandon(reference);
    }
  }

  private static Set<String> references(Collection<TaskContext> contexts) {
    Set<String> references = new LinkedHashSet<>();
    for (TaskContext context : contexts) {
      String reference = context.claim().externalId();
      if (reference != null && !reference.isEmpty()) {
        references.add(reference);
      }
    }
    return references;
  }

  /** Nothing was configured since that makes a difference. */
  private static boolean isAlike(EtlJob job, EtlJob wanted) {
    return job.archive().equals(wanted.archive())
        && job.lake().equals(wanted.lake())
        && job.scales().equals(wanted.scales())
        && job.keepTicks() == wanted.keepTicks();
  }

  private static Map<Partition, TransformOrder> made(
      EtlJob job, EtlJob wanted, Map<Partition, TransformOrder> orders) {
    Set<EtlInput> inputs =
        job.inputs().stream().map(EarlierJobs::withoutAttempt).collect(Collectors.toSet());
    Map<Partition, TransformOrder> made = new LinkedHashMap<>();
    orders.forEach(
        (partition, order) -> {
          if (inputs.contains(withoutAttempt(order.input()))
              && seeTheSameDays(job, wanted, partition.date())) {
            made.put(partition, order);
          }
        });
    return made;
  }

  /** More may be known by now of days that have nothing to do with the date. */
  private static boolean seeTheSameDays(EtlJob job, EtlJob wanted, LocalDate date) {
    Set<String> exchanges = new LinkedHashSet<>(job.calendars().keySet());
    exchanges.addAll(wanted.calendars().keySet());
    return exchanges.stream()
        .allMatch(
            exchange ->
                InputDigest.dayBefore(date, day -> isOpen(job, exchange, day))
                    .equals(InputDigest.dayBefore(date, day -> isOpen(wanted, exchange, day))));
  }

  /** As the ETL sees it: by its weekday where nothing else is known. */
  private static boolean isOpen(EtlJob job, String exchange, LocalDate day) {
    return job.calendars()
        .getOrDefault(exchange, Map.of())
        .getOrDefault(day, day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue());
  }

  private static EtlInput withoutAttempt(EtlInput input) {
    return new EtlInput(input.partition(), input.version(), "", input.files());
  }
}

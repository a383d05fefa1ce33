package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.calendar.Exchange;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Spark jobs over files of the archive. */
record SparkWork(PipelineContext pipeline) {

  private static final List<Integer> SCALES = List.of(1, 5, 15, 30, 60);

  /** One job over these files, at least one. */
  EtlJob job(Collection<TransformOrder> orders, TradingCalendar calendar) {
    List<EtlInput> inputs = orders.stream().map(TransformOrder::input).toList();
    return new EtlJob(
        inputs.get(0).attemptId(),
        pipeline.places().archive(),
        pipeline.places().lake(),
        SCALES,
        calendars(calendar),
        pipeline.keepTicks(),
        inputs,
        List.of());
  }

  /** Receives the messages of a job, for the attempts that wait for it. */
  SparkLauncher.Listener listener(List<TaskContext> contexts) {
    return listener(contexts, pipeline.progress());
  }

  static SparkLauncher.Listener listener(
      List<TaskContext> contexts, PipelineContext.Throughput throughput) {
    return new SparkLauncher.Listener() {
      @Override
      public void progress(long rows, long bytes) {
        throughput.rows(rows);
      }

      @Override
      public void log(String line) {
        contexts.get(0).log("spark: " + line);
      }

      @Override
      public void begins(String reference) {
        contexts.forEach(context -> context.external(reference));
      }

      @Override
      public boolean goesOn() {
        return contexts.stream().anyMatch(TaskContext::isHandedOver);
      }
    };
  }

  private static Map<String, Map<LocalDate, Boolean>> calendars(TradingCalendar calendar) {
    Map<LocalDate, Boolean> days = new TreeMap<>();
    calendar.known().forEach((date, day) -> days.put(date, day.open()));
    Map<String, Map<LocalDate, Boolean>> calendars = new TreeMap<>();
    calendars.put(calendar.exchange(), days);
    Exchange.onDaysOf(calendar.exchange()).forEach(exchange -> calendars.put(exchange, days));
    return calendars;
  }
}

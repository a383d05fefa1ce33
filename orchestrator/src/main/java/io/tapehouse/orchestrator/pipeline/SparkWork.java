package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One Spark job over some files of the archive. */
record SparkWork(Equipment equipment) {

  private static final List<Integer> SCALES = List.of(1, 5, 15, 30, 60);

  /**
   * Runs the job.
   *
   * @param receipts the files
   * @param attempts under which the lake files what comes of each
   * @param outcomes takes what became of each, as soon as it is known
   * @param log takes what Spark says meanwhile, line by line
   */
  void run(
      Map<Partition, Receipt> receipts,
      Map<Partition, String> attempts,
      TradingCalendar calendar,
      Consumer<EtlOutcome> outcomes,
      Consumer<String> log)
      throws IOException, InterruptedException {
    List<EtlInput> inputs = new ArrayList<>();
    receipts.forEach(
        (partition, receipt) ->
            inputs.add(
                new EtlInput(
                    receipt.dataset(),
                    receipt.date(),
                    receipt.version(),
                    attempts.get(partition),
                    receipt.files())));
    EtlJob job =
        new EtlJob(
            inputs.get(0).attemptId(),
            equipment.places().archive(),
            equipment.places().lake(),
            SCALES,
            calendars(calendar),
            inputs);
    equipment
        .spark()
        .run(
            job,
            outcomes,
            new SparkLauncher.Listener() {
              @Override
              public void progress(long rows, long bytes) {
                equipment.progress().rows(rows);
              }

              @Override
              public void log(String line) {
                log.accept(line);
              }
            });
  }

  private static Map<String, Map<LocalDate, Boolean>> calendars(TradingCalendar calendar) {
    Map<LocalDate, Boolean> days = new TreeMap<>();
    calendar.known().forEach((date, day) -> days.put(date, day.open()));
    Map<String, Map<LocalDate, Boolean>> calendars = new TreeMap<>();
    calendars.put("TWSE", days);
    calendars.put("TAIFEX", days);
    return calendars;
  }
}

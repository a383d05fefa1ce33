package io.tapehouse.etl.job;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.etl.place.TaskOutput;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the ETL of one input, wherever Spark puts it; once. */
final class FileRun {

  private final EtlJob job;
  private final Dictionary dictionary;
  private final ObjectStore archive;
  private final TaskOutput lake;

  FileRun(EtlJob job, Dictionary dictionary, ObjectStore archive, TaskOutput lake) {
    this.job = job;
    this.dictionary = dictionary;
    this.archive = archive;
    this.lake = lake;
  }

  /**
   * What became of the input, and what passed through.
   *
   * @param outcome for the one who asked
   * @param rows rows of the publisher's file
   * @param bytes bytes of its text
   */
  record Ran(EtlOutcome outcome, long rows, long bytes) {}

  /**
   * Reads the input and carries what is in it to the lake. What is wrong with the file is an
   * outcome; whatever else goes wrong is thrown, so that Spark runs the task again.
   *
   * @param fileNo which of the version's files it has, where it has one of many; else 0
   * @param part names the Parquet files of this execution
   */
  Ran run(EtlInput input, int fileNo, String part) throws IOException {
    Path scratch = Files.createTempDirectory("tapehouse-etl-");
    boolean committed = false;
    try (Output output = new Output(input, dictionary, lake, scratch, part)) {
      Ran ran = run(input, fileNo, output, scratch);
      lake.commit();
      committed = true;
      return ran;
    } catch (UnreadableFileException e) {
      return new Ran(RefusedFiles.of(input.attempt(), e), 0, 0);
    } finally {
      if (!committed) {
        lake.abort();
      }
      remove(scratch);
    }
  }

  private Ran run(EtlInput input, int fileNo, Output output, Path scratch)
      throws IOException, UnreadableFileException {
    FileEtls.of(dictionary.dataset(input.dataset()))
        .run(
            new Input(
                input,
                fileNo,
                archive,
                scratch,
                dictionary,
                calendar(input),
                job.scales(),
                job.keepTicks()),
            output);
    Map<String, Manifest> manifests = output.store();
    EtlOutcome outcome =
        EtlOutcome.written(
            input.attempt(),
            manifests,
            output.rows(),
            output.warnings(),
            RefusedFiles.shown(output.firstBadRow()));
    return new Ran(outcome, output.rowsRead(), output.bytesRead());
  }

  private TradingCalendar calendar(EtlInput input) {
    String exchange = dictionary.dataset(input.dataset()).exchange();
    List<CalendarDay> days =
        job.calendars().getOrDefault(exchange, Map.of()).entrySet().stream()
            .map(
                day ->
                    new CalendarDay(
                        day.getKey(), day.getValue(), false, CalendarDay.Source.OBSERVED, ""))
            .toList();
    return TradingCalendar.assumed(exchange).with(days);
  }

  private static void remove(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file :
          (Iterable<Path>) files.sorted(java.util.Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What is left lies in the home's folder for temporary files, which every start empties.
      org.slf4j.LoggerFactory.getLogger(FileRun.class).warn("cannot remove {}: {}", folder, e);
    }
  }
}

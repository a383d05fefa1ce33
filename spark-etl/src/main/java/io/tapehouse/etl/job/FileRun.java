package io.tapehouse.etl.job;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.etl.place.TaskOutput;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.Status;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the ETL of one input, wherever Spark puts it; once. */
final class FileRun {

  /** Enough of a refused file's bad rows to see what is wrong with it. */
  private static final int BAD_ROWS_SHOWN = 100;

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
   * Reads the input and carries what is in it to the lake. A complaint about the file is an
   * outcome; so is any other failure, so that the other inputs of the job go on.
   *
   * @param part names the Parquet files of this execution
   */
  Ran run(EtlInput input, String part) {
    Path scratch = null;
    boolean committed = false;
    try {
      scratch = Files.createTempDirectory("tapehouse-etl-");
      try (Output output = new Output(input, dictionary, lake, scratch, part)) {
        Ran ran = run(input, output, scratch);
        lake.commit();
        committed = true;
        return ran;
      }
    } catch (UnreadableFileException e) {
      return refused(input, Status.REFUSED, e.kind().name(), message(e), shown(e.badRows()));
    } catch (UncheckedIOException | IOException e) {
      return refused(
          input,
          Status.FAILED,
          "ERROR",
          "%s %s: cannot read or write: %s".formatted(input.dataset(), input.date(), e),
          List.of());
    } catch (RuntimeException e) {
      return refused(
          input,
          Status.FAILED,
          "ERROR",
          "%s %s: a defect of Tapehouse: %s at %s"
              .formatted(
                  input.dataset(),
                  input.date(),
                  e,
                  e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]),
          List.of());
    } finally {
      if (!committed) {
        lake.abort();
      }
      remove(scratch);
    }
  }

  private Ran run(EtlInput input, Output output, Path scratch)
      throws IOException, UnreadableFileException {
    FileEtls.of(dictionary.dataset(input.dataset()))
        .run(new Input(input, archive, scratch, dictionary, calendar(input), job.scales()), output);
    Map<String, Manifest> manifests = output.store();
    EtlOutcome outcome =
        new EtlOutcome(
            input.dataset(),
            input.date(),
            input.attemptId(),
            Status.WRITTEN,
            null,
            null,
            manifests,
            output.rows(),
            output.warnings(),
            List.of(),
            0);
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

  private static Ran refused(
      EtlInput input,
      Status status,
      String kind,
      String complaint,
      List<EtlOutcome.BadRow> badRows) {
    return new Ran(
        new EtlOutcome(
            input.dataset(),
            input.date(),
            input.attemptId(),
            status,
            complaint,
            kind,
            Map.of(),
            Map.of(),
            List.of(),
            badRows,
            0),
        0,
        0);
  }

  private static List<EtlOutcome.BadRow> shown(List<BadRow> rows) {
    return rows.stream()
        .limit(BAD_ROWS_SHOWN)
        .map(row -> new EtlOutcome.BadRow(row.fileName(), row.line(), row.reason(), row.raw()))
        .toList();
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static void remove(@org.jspecify.annotations.Nullable Path folder) {
    if (folder == null) {
      return;
    }
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

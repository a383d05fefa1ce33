package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.source.Source;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.lake.Lake;
import java.time.Clock;

/**
 * What the tasks of datasets work with. All of it is safe for use by many threads.
 *
 * @param dictionary what the data means
 * @param source where files come from
 * @param archive where they go first
 * @param lake where the ETL puts what is in them
 * @param places where the ETL finds the archive and the lake
 * @param warehouse where it ends
 * @param spark where the ETL runs
 * @param calendars the trading calendars as the archive knows them
 * @param keepTicks whether the lake takes the prints of tick files besides their bars
 * @param progress observes bytes and rows
 * @param clock what time it is
 */
public record PipelineContext(
    Dictionary dictionary,
    Source source,
    Archive archive,
    Lake lake,
    Places places,
    Warehouse warehouse,
    SparkLauncher spark,
    CalendarBook calendars,
    boolean keepTicks,
    Throughput progress,
    Clock clock) {

  /**
   * Where a program outside finds what we keep: paths or {@code s3://} addresses.
   *
   * @param archive the archive
   * @param lake the lake
   */
  public record Places(String archive, String lake) {}

  /** Observes what passes through, from many threads. */
  public interface Throughput {

    /** So many bytes more came in from the source. */
    default void received(long bytes) {}

    /** So many rows passed through Spark in the running job. */
    default void rows(long rows) {}

    /** Ignores everything. */
    Throughput NONE = new Throughput() {};
  }
}

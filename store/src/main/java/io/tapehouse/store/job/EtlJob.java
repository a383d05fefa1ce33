package io.tapehouse.store.job;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A piece of work for the ETL: one Spark application's job, however many days it covers.
 *
 * @param jobId names the job in logs
 * @param archive location of the archive
 * @param lake location of the lake
 * @param scales lengths of the bars, minutes
 * @param calendars for each exchange, what its calendar says of days that are not as their weekday
 *     suggests: true is open
 * @param inputs the files
 */
public record EtlJob(
    String jobId,
    String archive,
    String lake,
    List<Integer> scales,
    Map<String, Map<LocalDate, Boolean>> calendars,
    List<EtlInput> inputs) {

  /**
   * A version of the archive to read.
   *
   * @param partition the dataset and the date that its file is filed under
   * @param version of the archive
   * @param attemptId under which the lake files what comes of it
   * @param files names, sizes and digests
   */
  public record EtlInput(
      @JsonUnwrapped Partition partition, int version, String attemptId, List<ArchivedFile> files) {

    /** Id of the dataset. */
    public String dataset() {
      return partition.dataset();
    }

    /** The date that its file is filed under. */
    public LocalDate date() {
      return partition.date();
    }
  }
}

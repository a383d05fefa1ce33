package io.tapehouse.store.lake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tapehouse.dictionary.Partition;
import java.time.LocalDate;
import java.util.List;

/**
 * What one attempt wrote for one partition of a table of the lake. An attempt is visible only when
 * its manifest exists, and nothing that the manifest does not name belongs to it.
 *
 * @param table table of the lake
 * @param partition the dataset and the date that its file is filed under
 * @param attemptId the attempt
 * @param files Parquet files; none where the partition has no rows
 */
public record Manifest(
    String table, @JsonUnwrapped Partition partition, String attemptId, List<LakeFile> files) {

  /** Id of the dataset. */
  public String dataset() {
    return partition.dataset();
  }

  /** The date that its file is filed under. */
  public LocalDate date() {
    return partition.date();
  }

  /**
   * A Parquet file.
   *
   * @param name its name in the attempt's folder
   * @param size in bytes
   * @param rows how many rows it has
   */
  public record LakeFile(String name, long size, long rows) {}

  /** Rows of all files. */
  public long rows() {
    return files.stream().mapToLong(LakeFile::rows).sum();
  }

  /** Folder of the attempt in the lake, ending with {@code /}. */
  public String folder() {
    return Lake.folder(table, partition.dataset(), partition.date(), attemptId);
  }
}

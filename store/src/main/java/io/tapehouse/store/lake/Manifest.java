package io.tapehouse.store.lake;

import java.time.LocalDate;
import java.util.List;

/**
 * What one attempt wrote for one partition of a table of the lake. An attempt is visible only when
 * its manifest exists, and nothing that the manifest does not name belongs to it.
 *
 * @param table table of the lake
 * @param dataset the dataset that was read
 * @param date the date that its file is filed under
 * @param attemptId the attempt
 * @param files Parquet files; none where the partition has no rows
 */
public record Manifest(
    String table, String dataset, LocalDate date, String attemptId, List<LakeFile> files) {

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
    return Lake.folder(table, dataset, date, attemptId);
  }
}

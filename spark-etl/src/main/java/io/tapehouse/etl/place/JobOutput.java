package io.tapehouse.etl.place;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/**
 * How one execution of a job brings Parquet files into the lake, as the driver sees it: {@link
 * #begin}, then the tasks with a {@link TaskOutput} each, then {@link #commit} before any manifest
 * is published, or {@link #abort}. Many executions may write to one lake at once.
 */
public interface JobOutput {

  /** Before the first task. */
  void begin() throws IOException;

  /** All files of tasks that were committed are in the lake when this returns. */
  void commit() throws IOException;

  /** Gives up; never fails. What is left counts for nothing, since no manifest names it. */
  void abort();

  /**
   * The way into a lake: through S3A's magic committer where the lake's file system has one, else
   * each file is written to its place at once.
   *
   * @param execution no other execution has this name, not one of the same job either
   * @param hadoop settings of Hadoop, asked for only where the lake is no folder
   */
  static JobOutput to(Location lake, String execution, Supplier<Configuration> hadoop)
      throws IOException {
    if (!lake.isFolder() && MagicOutput.suits(lake, hadoop.get())) {
      return new MagicOutput(lake, execution, hadoop.get()).job();
    }
    return new DirectJobOutput();
  }

  /**
   * Options with which Spark's own writers go the same way: by S3A's magic committer where the
   * lake's file system has one, else by the committer that renames. Neither leaves a file but those
   * of the rows.
   *
   * @param hadoop settings of Hadoop, asked for only where the lake is no folder
   */
  static Map<String, String> writerOptions(Location lake, Supplier<Configuration> hadoop)
      throws IOException {
    if (lake.isFolder()) {
      return Map.of(
          "mapreduce.fileoutputcommitter.marksuccessfuljobs",
          "false",
          // Without files of checksums beside the files; not the one that others use already.
          "fs.file.impl",
          "org.apache.hadoop.fs.RawLocalFileSystem",
          "fs.file.impl.disable.cache",
          "true");
    }
    return MagicOutput.suits(lake, hadoop.get())
        ? MagicOutput.OPTIONS
        : Map.of("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
  }
}

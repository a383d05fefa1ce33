package io.tapehouse.etl.place;

import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/** The same as a task sees it. Not safe for use by many threads. */
public interface TaskOutput {

  /**
   * Takes a file for the lake.
   *
   * @param key its place there, which is free
   * @param file on the local disk; it is left as it is
   */
  void put(String key, Path file) throws IOException;

  /** The files may go into the lake when the job commits; they are there at once in a folder. */
  void commit() throws IOException;

  /** The files may not; never fails. */
  void abort();

  /**
   * The way into a lake, the same that {@link JobOutput#to} takes.
   *
   * @param execution the job's
   * @param task number of the Spark task's attempt, unique within the execution
   * @param hadoop settings of Hadoop, asked for only where the lake is no folder
   */
  static TaskOutput to(Location lake, String execution, long task, Supplier<Configuration> hadoop)
      throws IOException {
    if (!lake.isFolder() && MagicOutput.suits(lake, hadoop.get())) {
      return new MagicOutput(lake, execution, hadoop.get()).task(task);
    }
    return to(lake.store(Durability.LEFT_TO_THE_SYSTEM, hadoop));
  }

  /** Straight into a store. */
  static TaskOutput to(ObjectStore lake) {
    return new DirectTaskOutput(lake);
  }
}

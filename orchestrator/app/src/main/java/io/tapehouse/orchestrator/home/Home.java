package io.tapehouse.orchestrator.home;

import java.nio.file.Path;

/**
 * The folder in which a Tapehouse lives.
 *
 * @param root absolute
 */
public record Home(Path root) {

  /** Makes the path absolute. */
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** The publishers' files. */
  public Path archive() {
    return root.resolve("archive");
  }

  /** Conformed Parquet. */
  public Path lake() {
    return root.resolve("lake");
  }

  /** The warehouse's one file. */
  public Path warehouse() {
    return root.resolve("warehouse.duckdb");
  }

  /** Logs of runs and of the ETL process. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Logs of attempts. */
  public Path runLogs() {
    return logs().resolve("runs");
  }

  /** Event logs of Spark, for its history server. */
  public Path eventLogs() {
    return logs().resolve("spark-events");
  }

  /** The run store's one file, without the ending that its engine adds. */
  public Path runStore() {
    return root.resolve("run-store");
  }

  /** What no run needs once it is over; emptied whenever a process takes the home. */
  public Path scratch() {
    return root.resolve("tmp");
  }

  /** How to reach the owner's endpoint; there while one is open, and after it was killed. */
  public Path controlFile() {
    return root.resolve("control.json");
  }

  Path ownerFile() {
    return root.resolve("owner.lock");
  }

  /** A name for what is in it, which stays when the folder is moved. */
  public Path siteFile() {
    return root.resolve("site");
  }

  Path kindFile() {
    return root.resolve("kind");
  }
}

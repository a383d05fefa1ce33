package io.tapehouse.orchestrator.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How the Spark process is started. */
@FunctionalInterface
interface SparkCommand {

  /**
   * Its command line.
   *
   * @param events folder for Spark's event logs
   * @param scratch folder for its temporary files, which is its alone
   */
  List<String> line(Path events, Path scratch) throws IOException;
}

package io.tapehouse.etl.tables;

import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Spark SQL on a Spark context, made when it is first asked for: it takes seconds to load, and a
 * job that only reads files has no use for it. Safe for use by many threads.
 */
public final class SqlSession {

  /**
   * Lets the file system that is written to name its committer, S3A's magic one or the renaming one
   * of a folder; a cluster's default may be another, as on EMR.
   */
  private static final String COMMIT_PROTOCOL =
      "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol";

  private final JavaSparkContext spark;
  private @Nullable SparkSession session;

  /** Makes nothing yet. */
  public SqlSession(JavaSparkContext spark) {
    this.spark = spark;
  }

  JavaSparkContext spark() {
    return spark;
  }

  synchronized SparkSession get() {
    SparkSession known = session;
    if (known == null) {
      SparkSession.Builder builder =
          SparkSession.builder()
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.sql.sources.commitProtocolClass", COMMIT_PROTOCOL);
      if (spark.isLocal()) {
        builder
            // Two hundred tasks after each shuffle are for a cluster.
            .config("spark.sql.shuffle.partitions", spark.defaultParallelism())
            // Nor is there anything to adapt to, and planning after each shuffle costs more.
            .config("spark.sql.adaptive.enabled", false)
            // To compile code for each stage of each small query takes longer than to run them
            // without.
            .config("spark.sql.codegen.wholeStage", false)
            // Else a folder of this name in the working directory.
            .config(
                "spark.sql.warehouse.dir",
                Path.of(System.getProperty("java.io.tmpdir"), "spark-warehouse").toUri().toString())
            // Looking at a file is cheaper here than a Spark job that looks at many.
            .config("spark.sql.sources.parallelPartitionDiscovery.threshold", Integer.MAX_VALUE);
      }
      known = builder.getOrCreate();
      session = known;
    }
    return known;
  }
}

package io.tapehouse.etl.job;

import io.tapehouse.etl.tables.SqlSession;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark within this process, one for all tests of it; it ends with the process. */
public final class LocalSpark {

  /** How often a task is tried. */
  public static final int TRIES = 2;

  private static final JavaSparkContext CONTEXT =
      new JavaSparkContext(
          new SparkConf()
              .setAppName("tests")
              .setMaster("local[2," + TRIES + "]")
              .set("spark.driver.host", "127.0.0.1")
              .set("spark.driver.bindAddress", "127.0.0.1")
              .set("spark.ui.enabled", "false"));

  private static final SqlSession SQL = new SqlSession(CONTEXT);

  private LocalSpark() {}

  /** The one context that a process may have. */
  public static JavaSparkContext context() {
    return CONTEXT;
  }

  /** Spark SQL on it. */
  public static SqlSession sql() {
    return SQL;
  }
}

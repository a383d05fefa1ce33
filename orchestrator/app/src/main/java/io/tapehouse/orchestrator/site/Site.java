package io.tapehouse.orchestrator.site;

import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.spark.SparkUse;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * Where an installation keeps bytes, runs Spark and has its warehouse. Nothing is opened before it
 * is asked for. Safe for use by many threads.
 */
public interface Site extends AutoCloseable {

  /** The publishers' files. */
  ObjectStore archive();

  /** Conformed Parquet. */
  ObjectStore lake();

  /** Where the ETL finds the archive: a path or an {@code s3://} address. */
  String archiveLocation();

  /** Where the ETL finds the lake. */
  String lakeLocation();

  /**
   * Opens the warehouse, whose schema need not be there yet; the caller closes it.
   *
   * @param lake where its loads come from
   * @param clock dates what is written
   */
  Warehouse warehouse(Lake lake, Clock clock) throws IOException;

  /**
   * Opens the warehouse for queries alone; the caller closes it.
   *
   * @throws java.nio.file.NoSuchFileException when there is none yet
   * @throws io.tapehouse.sql.WarehouseInUseException when another process has it exclusively
   */
  Warehouse warehouseForQueries() throws IOException;

  /**
   * Where the ETL runs; nothing is started yet. The caller closes it.
   *
   * @param masking takes secrets out of what its processes print, where that is kept
   * @param use how much it will have to do
   */
  SparkLauncher spark(UnaryOperator<String> masking, SparkUse use) throws IOException;

  /**
   * A name that no other archive and warehouse have, the same for all nodes that work with these.
   */
  String name() throws IOException;

  /**
   * Declares what kind of data is to come, the first time for good.
   *
   * @throws io.tapehouse.orchestrator.home.WrongHomeException when it holds the other kind
   */
  void keep(DataKind kind) throws IOException;

  /** Clears up what writers left who were killed. */
  void sweep() throws IOException;

  @Override
  void close();
}

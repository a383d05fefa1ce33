package io.tapehouse.orchestrator.site;

import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.orchestrator.spark.EtlInstallation;
import io.tapehouse.orchestrator.spark.LocalSparkLauncher;
import io.tapehouse.orchestrator.spark.LocalSparkLauncher.SparkSettings;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.spark.SparkUse;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Everything in one home on one machine. */
public final class LocalSite implements Site {

  private final Home home;
  private final Configuration configuration;
  private final FolderObjectStore archive;
  private final FolderObjectStore lake;

  /** Of a home that need not be there yet. */
  public LocalSite(Home home, Configuration configuration) {
    this.home = home;
    this.configuration = configuration;
    this.archive = new FolderObjectStore(home.archive());
    this.lake = new FolderObjectStore(home.lake(), Durability.LEFT_TO_THE_SYSTEM);
  }

  @Override
  public ObjectStore archive() {
    return archive;
  }

  @Override
  public ObjectStore lake() {
    return lake;
  }

  @Override
  public String archiveLocation() {
    return home.archive().toString();
  }

  @Override
  public String lakeLocation() {
    return home.lake().toString();
  }

  @Override
  public Warehouse warehouse(Lake from, Clock clock) {
    return DuckDbWarehouse.open(
        home.warehouse(),
        new WarehouseConfig(
            Math.toIntExact(configuration.warehouse().memory().megabytes()),
            configuration.warehouse().threads(),
            Optional.of(home.scratch())),
        from,
        clock);
  }

  @Override
  public Warehouse warehouseForQueries() throws IOException {
    return warehouseForQueries(home);
  }

  /** The same of a home for which nothing is configured. */
  public static Warehouse warehouseForQueries(Home home) throws IOException {
    if (!Files.exists(home.warehouse())) {
      throw new NoSuchFileException(
          "there is no warehouse in %s yet; tapehouse run makes one".formatted(home.root()));
    }
    return DuckDbWarehouse.openReadOnly(home.warehouse(), WarehouseConfig.DEFAULT);
  }

  @Override
  public SparkLauncher spark(UnaryOperator<String> masking, SparkUse use) {
    return new LocalSparkLauncher(
        new EtlInstallation(Path.of(System.getProperty("tapehouse.etl", "spark-etl/target"))),
        home.logs(),
        home.scratch(),
        new SparkSettings(
            configuration.spark().heap().asJavaFlag(),
            configuration.spark().idleTimeout(),
            use.jvmOptions(configuration.spark().jvmOptions())),
        masking);
  }

  /** Not its path: a home may be moved. */
  @Override
  public String name() throws IOException {
    Path file = home.siteFile();
    try {
      Files.writeString(file, "home " + UUID.randomUUID() + "\n", StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      // Named before.
    }
    return Files.readString(file).strip();
  }

  /** Taking a home declares it already. */
  @Override
  public void keep(DataKind kind) {}

  @Override
  public void sweep() throws IOException {
    archive.sweep();
    lake.sweep();
  }

  @Override
  public void close() {}
}

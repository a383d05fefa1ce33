package io.tapehouse.sql.duckdb;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.sql.CommittedPartition;
import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.FileFindings;
import io.tapehouse.sql.LoadReport;
import io.tapehouse.sql.PartitionInput;
import io.tapehouse.sql.Refusal;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.WarehouseInUseException;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.sql.load.BatchLoader;
import io.tapehouse.sql.load.CalendarDays;
import io.tapehouse.sql.load.CommittedInputs;
import io.tapehouse.sql.load.Fences;
import io.tapehouse.sql.load.RefusalRecord;
import io.tapehouse.sql.migration.DatasetCatalog;
import io.tapehouse.sql.migration.MigrationDialect;
import io.tapehouse.sql.migration.Migrator;
import io.tapehouse.sql.migration.SqlScript;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.result.ResultWriter;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The warehouse in one DuckDB file. One process owns the file: while it is open here for writing,
 * no other process opens it, not even to read.
 */
public final class DuckDbWarehouse implements Warehouse {

  private final Connections connections;
  private final Clock clock;

  /** Not of one that is open for reading: to read the dictionary takes longer than a query. */
  private final Optional<Writing> tools;

  private final QueryGuard guard = new QueryGuard();

  /** One transaction writes at a time: DuckDB fails the second of two that touch a table. */
  private final ReentrantLock writing = new ReentrantLock();

  /** What changes a warehouse. */
  private record Writing(
      Migrator migrator,
      DatasetCatalog catalog,
      CommittedInputs committed,
      BatchLoader loader,
      TickViews ticks) {

    static Writing of(Dictionary dictionary, Lake lake, Clock clock) {
      return new Writing(
          Migrator.shipped(new MigrationDialect() {}, clock),
          new DatasetCatalog(dictionary, new MigrationDialect() {}),
          new CommittedInputs(dictionary),
          new BatchLoader(dictionary, lake, new DuckDbParquet(), clock),
          new TickViews(dictionary, lake));
    }
  }

  private DuckDbWarehouse(Connections connections, Optional<Writing> tools, Clock clock) {
    this.connections = connections;
    this.clock = clock;
    this.tools = tools;
  }

  /**
   * Opens a warehouse; the file is made when there is none. Call {@link #migrate} next.
   *
   * @param lake where the manifests of loads lie
   * @throws WarehouseInUseException when another process has the file
   */
  public static DuckDbWarehouse open(Path file, WarehouseConfig config, Lake lake) {
    return open(file, config, lake, Clock.systemUTC());
  }

  /** The same with a clock, which dates what is written. */
  public static DuckDbWarehouse open(Path file, WarehouseConfig config, Lake lake, Clock clock) {
    return new DuckDbWarehouse(
        Connections.open(file, config),
        Optional.of(Writing.of(Dictionary.load(), lake, clock)),
        clock);
  }

  /**
   * Opens a warehouse that exists, for queries alone; several processes may do so at a time.
   *
   * @throws WarehouseInUseException when another process has the file for writing
   */
  public static DuckDbWarehouse openReadOnly(Path file, WarehouseConfig config) {
    return new DuckDbWarehouse(
        Connections.openReadOnly(file, config), Optional.empty(), Clock.systemUTC());
  }

  @Override
  public void migrate() {
    write(
        session -> {
          // Views of the migrations call these functions, so they come first; they replace
          // themselves, so that a fix needs no migration.
          SqlScript.read("duckdb/functions.sql").statements().forEach(session::execute);
          tools().migrator().migrate(session);
          tools().catalog().write(session);
          tools().ticks().define(session);
          return true;
        });
  }

  @Override
  public void fence(Map<Partition, Long> fences) {
    LocalDateTime now = utc(clock.instant());
    write(
        session ->
            session.transaction(
                inside -> {
                  Fences.take(inside, fences, now);
                  return true;
                }));
  }

  @Override
  public long highestFence() {
    return connections.use(connection -> Fences.highest(session(connection)));
  }

  @Override
  public LoadReport load(List<DatasetLoad> batch) {
    BatchLoader batchLoader = tools().loader();
    TickViews ticks = tools().ticks();
    return write(
        session -> {
          LoadReport report = session.transaction(inside -> batchLoader.load(inside, batch));
          if (ticks.areChangedBy(batch)) {
            ticks.define(session);
          }
          return report;
        });
  }

  @Override
  public void recordRefusal(Refusal refusal) {
    LocalDateTime now = utc(clock.instant());
    write(
        session ->
            session.transaction(
                inside -> {
                  RefusalRecord.write(inside, refusal, now);
                  return true;
                }));
  }

  @Override
  public void recordFindings(FileFindings findings) {
    LocalDateTime now = utc(clock.instant());
    write(
        session ->
            session.transaction(
                inside -> {
                  RefusalRecord.write(inside, findings, now);
                  return true;
                }));
  }

  @Override
  public Set<PartitionInput> current(Collection<PartitionInput> inputs) {
    return connections.use(connection -> tools().committed().among(session(connection), inputs));
  }

  @Override
  public List<CommittedPartition> committed(LocalDate from, LocalDate to) {
    return connections.use(connection -> CommittedInputs.between(session(connection), from, to));
  }

  @Override
  public Set<String> attempts() {
    return connections.use(connection -> CommittedInputs.attempts(session(connection)));
  }

  @Override
  public void replaceCalendar(String exchange, Collection<CalendarDay> days, Instant knownFrom) {
    write(
        session ->
            session.transaction(
                inside -> {
                  CalendarDays.write(inside, exchange, days, utc(knownFrom));
                  return true;
                }));
  }

  @Override
  public long query(BoundQuery query, ResultWriter results) throws IOException {
    return DuckDbQuery.run(connections, guard, query, results);
  }

  /** For servers of queries; it ends with this warehouse. */
  public QueryEngine queryEngine() {
    return new QueryEngine(connections, guard);
  }

  @Override
  public void close() {
    writing.lock();
    try {
      connections.close();
    } finally {
      writing.unlock();
    }
  }

  private Writing tools() {
    return tools.orElseThrow(
        () -> new WarehouseException("the warehouse is open for reading only"));
  }

  private <T> T write(Session.Work<T> work) {
    writing.lock();
    try {
      return connections.use(connection -> work.run(session(connection)));
    } finally {
      writing.unlock();
    }
  }

  private static Session session(Connection connection) {
    return new Session(connection, new DuckDbErrors());
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }
}

package io.tapehouse.sql.redshift;

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
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.sql.load.BatchLoader;
import io.tapehouse.sql.load.CalendarDays;
import io.tapehouse.sql.load.CommittedInputs;
import io.tapehouse.sql.load.Fences;
import io.tapehouse.sql.load.RefusalRecord;
import io.tapehouse.sql.migration.DatasetCatalog;
import io.tapehouse.sql.migration.Migrator;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.result.ResultWriter;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
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
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warehouse in Amazon Redshift; its lake is in S3, where COPY reads it. Any number of processes
 * may have it at a time.
 *
 * <p>Each writer locks {@code partition_fence} first, so writers take turns. Redshift enforces no
 * keys and shows a transaction what was committed before its first statement that reads, writes or
 * defines: LOCK is none of these, so the snapshot is of after the wait.
 *
 * <p>What is in conflict all the same (error 1023, a deadlock) is done again as a whole, within
 * bounds; only then is it a {@link io.tapehouse.sql.WriteConflictException}. Where the connection
 * breaks on COMMIT, it is an {@link io.tapehouse.sql.OutcomeUnknownException}: repeating is
 * harmless, what was committed is found {@code UNCHANGED}.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html">snapshots
 *     and isolation</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html">LOCK</a>
 */
public final class RedshiftWarehouse implements Warehouse {

  private static final Logger LOG = LoggerFactory.getLogger(RedshiftWarehouse.class);

  private final RedshiftConnections connections;
  private final RedshiftSettings settings;
  private final Dictionary dictionary;
  private final Lake lake;
  private final Clock clock;
  private final String group;
  private final boolean owner;
  private final CommittedInputs committed;
  private final KeyProof keys;

  private RedshiftWarehouse(
      RedshiftConnections connections,
      RedshiftSettings settings,
      Dictionary dictionary,
      Lake lake,
      Clock clock,
      String group,
      boolean owner) {
    this.connections = connections;
    this.settings = settings;
    this.dictionary = dictionary;
    this.lake = lake;
    this.clock = clock;
    this.group = group;
    this.owner = owner;
    this.committed = new CommittedInputs(dictionary);
    this.keys = new KeyProof(dictionary);
  }

  /**
   * A warehouse that connects when there is work. Call {@link #migrate} next.
   *
   * @param lake where the manifests of loads lie; its store's addresses begin with {@code s3://}
   */
  public static RedshiftWarehouse open(RedshiftSettings settings, Lake lake) {
    return open(settings, lake, Clock.systemUTC());
  }

  /** The same with a clock, which dates what is written. */
  public static RedshiftWarehouse open(RedshiftSettings settings, Lake lake, Clock clock) {
    return new RedshiftWarehouse(
        RedshiftConnections.to(settings),
        settings,
        Dictionary.load(),
        lake,
        clock,
        settings.queryGroup(),
        true);
  }

  /** Statements of the warehouse that is returned bear the label as their {@code query_group}. */
  @Override
  public Warehouse labelled(String label) {
    String labelled = settings.queryGroup().isEmpty() ? label : settings.queryGroup() + "/" + label;
    return new RedshiftWarehouse(connections, settings, dictionary, lake, clock, labelled, false);
  }

  @Override
  public void migrate() {
    RedshiftDdl ddl = new RedshiftDdl(dictionary);
    Migrator migrator = Migrator.shipped(ddl, clock);
    DatasetCatalog catalog = new DatasetCatalog(dictionary, ddl);
    Repetition.STANDARD.of(
        () ->
            use(
                session -> {
                  migrator.migrate(session);
                  catalog.write(session);
                  return true;
                }));
  }

  @Override
  public void fence(Map<Partition, Long> fences) {
    LocalDateTime now = utc(clock.instant());
    write(
        session -> {
          Fences.take(session, fences, now);
          return true;
        });
  }

  @Override
  public long highestFence() {
    return use(Fences::highest);
  }

  @Override
  public LoadReport load(List<DatasetLoad> batch) {
    LoadReport report = write(session -> load(session, batch));
    try {
      use(
          session -> {
            new Statistics(dictionary).after(report, session);
            return true;
          });
    } catch (WarehouseException e) {
      // A caller that sees a failure would load it again.
      LOG.warn("the load is committed, but its tables were not analysed: {}", e.getMessage());
    }
    return report;
  }

  private LoadReport load(Session session, List<DatasetLoad> batch) {
    try (CopiedParquet parquet = new CopiedParquet(lake.store(), settings.copyRole())) {
      return new BatchLoader(dictionary, lake, parquet, clock).load(session, batch);
    }
  }

  @Override
  public void recordRefusal(Refusal refusal) {
    LocalDateTime now = utc(clock.instant());
    write(
        session -> {
          RefusalRecord.write(session, refusal, now);
          return true;
        });
  }

  @Override
  public void recordFindings(FileFindings findings) {
    LocalDateTime now = utc(clock.instant());
    write(
        session -> {
          RefusalRecord.write(session, findings, now);
          return true;
        });
  }

  @Override
  public Set<PartitionInput> current(Collection<PartitionInput> inputs) {
    return use(session -> committed.among(session, inputs));
  }

  @Override
  public List<CommittedPartition> committed(LocalDate from, LocalDate to) {
    return use(session -> CommittedInputs.between(session, from, to));
  }

  @Override
  public Set<String> attempts() {
    return use(CommittedInputs::attempts);
  }

  @Override
  public void replaceCalendar(String exchange, Collection<CalendarDay> days, Instant knownFrom) {
    write(
        session -> {
          CalendarDays.write(session, exchange, days, utc(knownFrom));
          return true;
        });
  }

  @Override
  public long query(BoundQuery query, ResultWriter results) throws IOException {
    return RedshiftQuery.run(connections, group, query, results);
  }

  /** Closes the connections; of a labelled one nothing, they are not its own. */
  @Override
  public void close() {
    if (owner) {
      connections.close();
    }
  }

  private <T> T write(Session.Work<T> work) {
    return Repetition.STANDARD.of(
        () ->
            connections.write(
                group,
                connection ->
                    session(connection)
                        .transaction(
                            inside -> {
                              inside.execute("LOCK partition_fence");
                              T result = work.run(inside);
                              keys.verify(inside);
                              return result;
                            })));
  }

  private <T> T use(Session.Work<T> work) {
    return connections.use(group, connection -> work.run(session(connection)));
  }

  private static Session session(Connection connection) {
    return new Session(connection, new RedshiftErrors());
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }
}

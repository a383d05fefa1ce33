package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.emulators.redshift.SentStatement;
import io.tapehouse.emulators.redshift.StatementFault;
import io.tapehouse.sql.LoadReport.Outcome;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.sql.result.ResultWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong on the way to Redshift: nothing is lost, nothing is there twice. A load is broken
 * at some of its statements; {@code -Dtapehouse.statements.all=true} breaks it at each.
 */
class RedshiftFaultsTest extends RedshiftTestBase {

  private static boolean isCommit(String sql) {
    return sql.strip().equalsIgnoreCase("commit");
  }

  private static boolean isCopy(String sql) {
    return sql.startsWith("COPY copy_derivative_bar");
  }

  @AfterEach
  void everyFaultMetItsStatement() {
    assertThat(room.standIn().waitingFaults()).isZero();
    assertThat(copies()).as("manifests of COPY that are left").isEmpty();
  }

  @Test
  void aViolationOfSerializabilityIsRepeatedAsAWhole() {
    violateAt(statements -> IntStream.of(statements / 2));
  }

  @Test
  @Tag("endurance")
  void aViolationOfSerializabilityAtAnyStatementIsRepeatedAsAWhole() {
    int step = Boolean.getBoolean("tapehouse.statements.all") ? 1 : 31;
    violateAt(statements -> IntStream.iterate(3, at -> at < statements, at -> at + step));
  }

  /** At statements of a load that has so many, and at its COMMIT. */
  private void violateAt(IntFunction<IntStream> some) {
    committed(days.futures(MONDAY));
    List<String> bars = sorted(BARS);
    int before = sent();
    committed(days.futures(MONDAY).version(2));
    List<String> sent = sentSince(before).stream().map(SentStatement::sql).toList();
    int statements = sent.lastIndexOf("COMMIT");
    assertThat(statements).isGreaterThan(50);
    int version = 3;
    for (int at : some.apply(statements).toArray()) {
      AtomicInteger place = new AtomicInteger();
      int failing = at;
      room.standIn()
          .failNext(
              sql -> place.incrementAndGet() >= failing && !sql.startsWith("SET ") && isWrite(sql),
              StatementFault.SERIALIZATION_1023);
      committed(days.futures(MONDAY).version(version++));
      assertThat(room.standIn().waitingFaults()).as("statement " + at).isZero();
      assertThat(sorted(BARS)).as("statement " + at).isEqualTo(bars);
      assertThat(rows(COMMITTED)).as("statement " + at).containsExactly("3,3");
    }
    room.standIn().failNext(RedshiftFaultsTest::isCommit, StatementFault.SERIALIZATION_1023);
    committed(days.futures(MONDAY).version(version));
    assertThat(sorted(BARS)).isEqualTo(bars);
    assertThat(rows(COMMITTED)).containsExactly("3,3");
  }

  /** Statements of a transaction that writes; ANALYZE and BEGIN are none. */
  private static boolean isWrite(String sql) {
    String word = sql.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
    return List.of(
            "INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "CREATE", "DROP", "LOCK", "COMMIT")
        .contains(word);
  }

  @Test
  void aCommitThatWasLostOnItsWayKeptNothing() {
    List<DatasetLoad> batch = taken(days.futures(MONDAY));
    room.standIn().failNext(RedshiftFaultsTest::isCommit, StatementFault.CONNECTION_LOST_BEFORE);
    OutcomeUnknownException lost =
        catchThrowableOfType(OutcomeUnknownException.class, () -> warehouse.load(batch));
    assertThat(lost).hasMessageContaining("it is not known whether the transaction was kept");
    assertThat(rows("SELECT * FROM load_ledger")).isEmpty();
    assertThat(outcome(batch)).isEqualTo(Outcome.COMMITTED);
    assertThat(rows(COMMITTED)).containsExactly("3,3");
  }

  @Test
  void aCommitWhoseAnswerWasLostKeptAllAndRepeatingChangesNothing() {
    List<DatasetLoad> batch = taken(days.futures(MONDAY));
    room.standIn().failNext(RedshiftFaultsTest::isCommit, StatementFault.CONNECTION_LOST_AFTER);
    assertThatThrownBy(() -> warehouse.load(batch))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("repeating it is harmless");
    List<String> bars = sorted(BARS);
    assertThat(bars).isNotEmpty();
    assertThat(outcome(batch)).isEqualTo(Outcome.UNCHANGED);
    assertThat(sorted(BARS)).isEqualTo(bars);
    assertThat(rows(COMMITTED)).containsExactly("3,3");
  }

  @Test
  void aLoadThatIsCommittedIsNoFailureWhenItsTablesCannotBeAnalysed() {
    List<DatasetLoad> batch = taken(days.futures(MONDAY));
    AtomicBoolean committed = new AtomicBoolean();
    room.standIn()
        .failNext(
            sql -> {
              committed.compareAndSet(false, isCommit(sql));
              return committed.get() && sql.startsWith("SET query_group");
            },
            StatementFault.SERIALIZATION_1023);
    assertThat(outcome(batch)).isEqualTo(Outcome.COMMITTED);
    assertThat(rows(COMMITTED)).containsExactly("3,3");
  }

  @Test
  void aConnectionThatBreaksInTheMiddleKeepsNothing() {
    List<DatasetLoad> batch = taken(days.futures(MONDAY));
    for (String start :
        List.of("COPY copy_derivative_bar", "INSERT INTO derivative_detail_history")) {
      room.standIn().failNext(sql -> sql.startsWith(start), StatementFault.CONNECTION_LOST_AFTER);
      assertThatThrownBy(() -> warehouse.load(batch))
          .isInstanceOf(WarehouseException.class)
          .isNotInstanceOf(OutcomeUnknownException.class);
      assertThat(rows("SELECT * FROM load_ledger")).isEmpty();
      assertThat(rows("SELECT * FROM derivative_detail_history")).isEmpty();
    }
    assertThat(outcome(batch)).isEqualTo(Outcome.COMMITTED);
  }

  @Test
  void expiredCredentialsOfCopyKeepNothing() {
    List<DatasetLoad> batch = taken(days.futures(MONDAY));
    room.standIn().failNext(RedshiftFaultsTest::isCopy, StatementFault.EXPIRED_CREDENTIALS);
    assertThatThrownBy(() -> warehouse.load(batch))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("ExpiredToken")
        .hasMessageContaining("COPY copy_derivative_bar");
    assertThat(rows("SELECT * FROM load_ledger")).isEmpty();
    assertThat(outcome(batch)).isEqualTo(Outcome.COMMITTED);
  }

  @Test
  void aStatementThatTakesTooLongKeepsNothing() {
    List<DatasetLoad> batch = taken(days.futures(MONDAY));
    try (RedshiftWarehouse impatient =
        RedshiftWarehouse.open(
            room.settings(database).withStatementTimeout(Duration.ofSeconds(3)), lake, CLOCK)) {
      room.standIn()
          .failNext(RedshiftFaultsTest::isCopy, StatementFault.slow(Duration.ofMinutes(5)));
      assertThatThrownBy(() -> impatient.load(batch))
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining("statement timeout");
    }
    assertThat(rows("SELECT * FROM load_ledger")).isEmpty();
    assertThat(outcome(batch)).isEqualTo(Outcome.COMMITTED);
  }

  @Test
  void connectionsThatBrokeBetweenTwoPiecesOfWorkAreReplaced() {
    assertThat(warehouse.highestFence()).isZero();
    room.standIn().killConnections();
    assertThat(warehouse.highestFence()).isZero();
    room.standIn().killConnections();
    room.standIn().refuseConnections(1);
    assertThat(rows("SELECT count(*) FROM exchange")).containsExactly("5");
  }

  @Test
  void aQueryIsEndedFromOutside() throws Exception {
    SynchronousQueue<Runnable> cancels = new SynchronousQueue<>();
    room.standIn()
        .failNext(sql -> sql.startsWith("SELECT 42"), StatementFault.slow(Duration.ofMinutes(5)));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Long> query =
          thread.submit(() -> warehouse.query("SELECT 42 AS x", new Cancelled(cancels)));
      Runnable cancel = cancels.take();
      // The driver cancels a statement once: it has to be at the server by then.
      while (!query.isDone() && !room.sleeps(database)) {
        Thread.onSpinWait();
      }
      cancel.run();
      assertThatThrownBy(query::get).hasRootCauseInstanceOf(java.sql.SQLException.class);
    } finally {
      thread.shutdownNow();
    }
    assertThat(rows("SELECT 43 AS x")).containsExactly("43");
  }

  @Test
  void aKeyThatStandsThereTwiceIsNotCommittedUpon() throws Exception {
    committed(days.futures(MONDAY));
    room.execute(
        database,
        """
        INSERT INTO derivative_detail (id, derivative_id, contract)
        SELECT id, derivative_id, 'another' FROM derivative_detail WHERE contract = 'TX/202108'""");
    List<String> before = rows(COMMITTED);
    List<DatasetLoad> batch = List.of(write(days.futures(TUESDAY)));
    assertThatThrownBy(() -> warehouse.load(Fenced.taken(warehouse, 9, batch)))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("derivative_detail (id): 1 keys");
    assertThat(rows(COMMITTED)).isEqualTo(before);
  }

  private List<DatasetLoad> taken(LakeDay day) {
    return Fenced.taken(warehouse, ++fence, List.of(write(day)));
  }

  private static DatasetLoad write(LakeDay day) {
    try (day) {
      return day.write();
    }
  }

  private Outcome outcome(List<DatasetLoad> batch) {
    return warehouse.load(batch).datasets().get(0).outcome();
  }

  private List<?> copies() {
    try {
      return lake.store().list("_copy/");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hands over what ends the query. */
  private static final class Cancelled implements ResultWriter {

    private final SynchronousQueue<Runnable> cancels;
    private final ResultWriter rows = ResultFormat.CSV.to(new StringWriter());

    Cancelled(SynchronousQueue<Runnable> cancels) {
      this.cancels = cancels;
    }

    @Override
    public void beginning(Runnable cancel) {
      try {
        cancels.put(cancel);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void begin(List<String> columns) throws IOException {
      rows.begin(columns);
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
      rows.row(values);
    }

    @Override
    public void end() throws IOException {
      rows.end();
    }
  }
}

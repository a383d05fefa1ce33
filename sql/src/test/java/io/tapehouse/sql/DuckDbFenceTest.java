package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.sql.duckdb.DuckDbErrors;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.sql.load.Fences;
import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/** Beside the contract: two transactions at a time, which the warehouse itself does not let be. */
class DuckDbFenceTest extends FenceContract {

  private static final LocalDateTime NOW = LocalDateTime.of(2021, 7, 27, 9, 30);

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return MigratedDuckDb.open(home, from, clock);
  }

  @Test
  void aPartitionThatIsBeingLoadedIsNotTaken() throws Exception {
    List<DatasetLoad> batch = batch(10, days.futures(MONDAY));
    beside(
        (loader, taker) -> {
          loader.setAutoCommit(false);
          UncommittedLoad.run(loader, lake, batch, CLOCK);
          assertThatThrownBy(() -> take(taker, 11)).isInstanceOf(WriteConflictException.class);
          loader.commit();
          take(taker, 11);
        });
    assertThat(rows("SELECT DISTINCT fence, status FROM load_ledger"))
        .containsExactly("10,committed");
    assertThat(warehouse.highestFence()).isEqualTo(11);
  }

  @Test
  void aPartitionThatIsBeingTakenIsNotLoaded() throws Exception {
    List<DatasetLoad> batch = batch(10, days.futures(MONDAY));
    beside(
        (loader, taker) -> {
          taker.setAutoCommit(false);
          Fences.take(new Session(taker, new DuckDbErrors()), Map.of(MONDAYS_FUTURES, 11L), NOW);
          loader.setAutoCommit(false);
          assertThatThrownBy(() -> UncommittedLoad.run(loader, lake, batch, CLOCK))
              .isInstanceOf(WriteConflictException.class);
          loader.rollback();
          taker.commit();
          assertThatThrownBy(() -> UncommittedLoad.run(loader, lake, batch, CLOCK))
              .isInstanceOf(StaleFenceException.class);
        });
    assertThat(rows("SELECT * FROM load_ledger")).isEmpty();
  }

  @Test
  void aLoadThatLooksAtAnOldStateDoesNotGoByIt() throws Exception {
    List<DatasetLoad> batch = batch(10, days.futures(MONDAY));
    beside(
        (loader, taker) -> {
          loader.setAutoCommit(false);
          assertThat(Fences.highest(new Session(loader, new DuckDbErrors()))).isEqualTo(10);
          take(taker, 11);
          assertThatThrownBy(() -> UncommittedLoad.run(loader, lake, batch, CLOCK))
              .isInstanceOf(WriteConflictException.class);
        });
    assertThat(rows("SELECT * FROM load_ledger")).isEmpty();
  }

  @Test
  void twoThatTakeAPartitionForTheFirstTimeDoNotBothHaveIt() throws Exception {
    beside(
        (one, other) -> {
          one.setAutoCommit(false);
          Fences.take(new Session(one, new DuckDbErrors()), Map.of(MONDAYS_FUTURES, 10L), NOW);
          assertThatThrownBy(
                  () ->
                      new Session(other, new DuckDbErrors())
                          .transaction(
                              inside -> {
                                Fences.take(inside, Map.of(MONDAYS_FUTURES, 11L), NOW);
                                commit(one);
                                return true;
                              }))
              .isInstanceOf(WriteConflictException.class);
        });
    assertThat(warehouse.highestFence()).isEqualTo(10);
  }

  @Test
  void numbersOfBeforeThereWereFencesCount() throws Exception {
    fence = 6;
    committed(days.futures(MONDAY));
    List<DatasetLoad> repost = batch(7, days.futures(MONDAY).version(2));
    beside(
        (one, other) ->
            new Session(one, new DuckDbErrors()).execute("DELETE FROM partition_fence"));

    assertThat(warehouse.highestFence()).isEqualTo(7);
    assertThatThrownBy(() -> warehouse.fence(Map.of(MONDAYS_FUTURES, 6L)))
        .isInstanceOf(StaleFenceException.class)
        .hasMessageContaining("holds fence 6, the partition has 7");
    assertThatThrownBy(() -> warehouse.load(repost)).isInstanceOf(StaleFenceException.class);
    warehouse.fence(Map.of(MONDAYS_FUTURES, 8L));
    assertThat(warehouse.load(Fenced.with(8, repost)).datasets().get(0).failures()).isEmpty();
  }

  private interface Work {
    void on(Connection one, Connection other) throws SQLException;
  }

  /** Runs {@code work} on two connections to the file while nobody else has it. */
  private void beside(Work work) throws SQLException {
    warehouse.close();
    try (Connection one =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"));
        Connection other = one.unwrap(DuckDBConnection.class).duplicate()) {
      work.on(one, other);
    }
    warehouse = open(folder, lake, CLOCK);
  }

  private static void take(Connection connection, long number) {
    new Session(connection, new DuckDbErrors())
        .transaction(
            inside -> {
              Fences.take(inside, Map.of(MONDAYS_FUTURES, number), NOW);
              return true;
            });
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

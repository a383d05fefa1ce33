package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.sql.LoadReport.Outcome;
import io.tapehouse.sql.Refusal.QuarantinedRow;
import io.tapehouse.sql.Refusal.Verdict;
import io.tapehouse.sql.StaleFenceException.Mismatch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Only the last attempt that took a partition writes there. */
abstract class FenceContract extends WarehouseTestBase {

  static final Partition MONDAYS_FUTURES = new Partition("taifex.futures_tick", MONDAY);
  static final Partition TUESDAYS_FUTURES = new Partition("taifex.futures_tick", TUESDAY);

  private static final String FENCES =
      "SELECT dataset, partition_date, fence, taken_at FROM partition_fence ORDER BY dataset, partition_date";

  @Test
  void numbersRiseAndTheLastMayBeGivenAgain() {
    warehouse.fence(Map.of(MONDAYS_FUTURES, 10L));
    warehouse.fence(Map.of(MONDAYS_FUTURES, 10L));
    warehouse.fence(Map.of(MONDAYS_FUTURES, 12L, TUESDAYS_FUTURES, 3L));
    assertThat(rows(FENCES))
        .containsExactly(
            "taifex.futures_tick,2021-07-26,12,2021-07-27T09:30:00",
            "taifex.futures_tick,2021-07-27,3,2021-07-27T09:30:00");
  }

  @Test
  void aLowerNumberIsRefusedWithAllThatCameWithIt() {
    warehouse.fence(Map.of(MONDAYS_FUTURES, 10L));
    List<String> before = rows(FENCES);
    StaleFenceException stale =
        catchThrowableOfType(
            StaleFenceException.class,
            () -> warehouse.fence(Map.of(MONDAYS_FUTURES, 9L, TUESDAYS_FUTURES, 9L)));
    assertThat(stale.stale()).containsExactly(MONDAYS_FUTURES);
    assertThat(stale.mismatches()).containsExactly(new Mismatch(MONDAYS_FUTURES, 9, 10));
    assertThat(stale)
        .hasMessage(
            "taifex.futures_tick 2021-07-26: the attempt holds fence 9, the partition has 10");
    assertThat(rows(FENCES)).isEqualTo(before);
  }

  @Test
  void numbersBeginAtOne() {
    assertThatThrownBy(() -> warehouse.fence(Map.of(MONDAYS_FUTURES, 0L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("taifex.futures_tick 2021-07-26: expected a fence of at least 1, found 0");
    warehouse.fence(Map.of());
    assertThat(rows(FENCES)).isEmpty();
  }

  @Test
  void knowsTheHighestNumber() {
    assertThat(warehouse.highestFence()).isZero();
    warehouse.fence(Map.of(MONDAYS_FUTURES, 10L, TUESDAYS_FUTURES, 7L));
    assertThat(warehouse.highestFence()).isEqualTo(10);
  }

  @Test
  void knowsTheAttemptsThatWereLoadedOrRefused() {
    assertThat(warehouse.attempts()).isEmpty();
    List<DatasetLoad> loaded = batch(1, days.futures(MONDAY));
    warehouse.load(loaded);
    List<DatasetLoad> again = batch(2, days.futures(MONDAY).version(2));
    warehouse.load(again);
    assertThat(warehouse.attempts())
        .containsExactlyInAnyOrder(loaded.get(0).attemptId(), again.get(0).attemptId());
  }

  @Test
  void aZombieWritesNothingAndItsSuccessorDoes() {
    fence = 3;
    committed(days.futures(MONDAY).quarantine("file", 3));
    List<DatasetLoad> zombie = batch(10, days.futures(MONDAY).version(2).quarantine("file", 4));
    List<DatasetLoad> successor = batch(11, days.futures(MONDAY).version(3));
    List<List<String>> before = contents();

    assertStale(zombie, MONDAYS_FUTURES);
    assertThat(contents()).isEqualTo(before);

    assertThat(warehouse.load(successor).datasets().get(0).outcome()).isEqualTo(Outcome.COMMITTED);
    assertThat(
            rows(
                """
                SELECT DISTINCT fence, file_version, status FROM load_ledger ORDER BY fence"""))
        .containsExactly("4,1,superseded", "11,3,committed");

    List<List<String>> after = contents();
    assertStale(zombie, MONDAYS_FUTURES);
    assertThat(contents()).isEqualTo(after);
  }

  @Test
  void aZombieIsToldEvenWhenItsVeryInputIsCommitted() {
    List<DatasetLoad> zombie = batch(10, days.futures(MONDAY));
    List<DatasetLoad> successor = batch(11, days.futures(MONDAY));
    warehouse.load(successor);
    List<List<String>> after = contents();
    assertStale(zombie, MONDAYS_FUTURES);
    assertThat(warehouse.load(successor).datasets().get(0).outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(contents()).isEqualTo(after);
  }

  @Test
  void oneStalePartitionKeepsOutTheBatchAndTheOthersMayBeRepeated() {
    List<DatasetLoad> batch =
        batch(10, days.futures(MONDAY), days.futures(TUESDAY), days.index(MONDAY));
    warehouse.fence(Map.of(TUESDAYS_FUTURES, 11L));
    List<List<String>> before = contents();

    assertStale(batch, TUESDAYS_FUTURES);
    assertThat(contents()).isEqualTo(before);

    List<DatasetLoad> others =
        batch.stream().filter(load -> !load.partition().equals(TUESDAYS_FUTURES)).toList();
    assertThat(warehouse.load(others).datasets())
        .hasSize(2)
        .allMatch(report -> report.outcome() == Outcome.COMMITTED);
  }

  @Test
  void aNumberThatWasNeverRegisteredIsNobodys() {
    List<DatasetLoad> batch = batch(10, days.futures(MONDAY));
    StaleFenceException ahead =
        catchThrowableOfType(
            StaleFenceException.class, () -> warehouse.load(Fenced.with(12, batch)));
    assertThat(ahead.mismatches()).containsExactly(new Mismatch(MONDAYS_FUTURES, 12, 10));
    try (LakeDay tuesday = days.futures(TUESDAY)) {
      List<DatasetLoad> without = Fenced.with(10, List.of(tuesday.write()));
      assertThatThrownBy(() -> warehouse.load(without))
          .isInstanceOf(StaleFenceException.class)
          .hasMessage(
              "taifex.futures_tick 2021-07-27: the attempt holds fence 10, the partition has none");
    }
    assertThat(rows("SELECT * FROM load_ledger")).isEmpty();
  }

  @Test
  void aZombiesRefusalIsNotRecorded() {
    warehouse.fence(Map.of(MONDAYS_FUTURES, 10L));
    warehouse.fence(Map.of(MONDAYS_FUTURES, 11L));
    List<List<String>> before = contents();
    assertThatThrownBy(() -> warehouse.recordRefusal(refusal(MONDAY, 10)))
        .isInstanceOf(StaleFenceException.class)
        .hasMessageContaining("fence 10, the partition has 11");
    assertThat(contents()).isEqualTo(before);
    warehouse.recordRefusal(refusal(MONDAY, 11));
    assertThat(rows("SELECT DISTINCT fence, status FROM load_ledger"))
        .containsExactly("11,refused");
  }

  @Test
  void ofManyThatTakeAPartitionAtOnceTheHighestHasIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> taken = new ArrayList<>();
    try {
      for (long number = 1; number <= 24; number++) {
        long mine = number;
        taken.add(threads.submit(() -> took(() -> warehouse.fence(Map.of(MONDAYS_FUTURES, mine)))));
      }
      for (Future<Boolean> one : taken) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(taken.get(23).get()).isTrue();
    assertThat(rows(FENCES))
        .containsExactly("taifex.futures_tick,2021-07-26,24,2021-07-27T09:30:00");
  }

  /** A batch of days that an attempt has written to the lake and taken. */
  List<DatasetLoad> batch(long number, LakeDay... written) {
    List<DatasetLoad> batch = new ArrayList<>();
    for (LakeDay day : written) {
      try (day) {
        batch.add(day.write());
      }
    }
    return Fenced.taken(warehouse, number, batch);
  }

  private void assertStale(List<DatasetLoad> batch, Partition partition) {
    assertThat(catchThrowableOfType(StaleFenceException.class, () -> warehouse.load(batch)).stale())
        .containsExactly(partition);
  }

  /** Everything that a load writes. */
  private List<List<String>> contents() {
    return List.of(
        sorted("SELECT * FROM load_ledger"),
        sorted("SELECT * FROM derivative_detail_history"),
        sorted("SELECT * FROM derivative_spread_history"),
        sorted("SELECT * FROM contract_label"),
        sorted("SELECT * FROM index_history"),
        sorted("SELECT * FROM derivative_detail"),
        sorted("SELECT * FROM check_result"),
        sorted("SELECT * FROM quarantine"),
        rows(FENCES));
  }

  private static boolean took(Runnable fence) {
    try {
      fence.run();
      return true;
    } catch (StaleFenceException e) {
      return false;
    }
  }

  private static Refusal refusal(LocalDate date, long number) {
    return new Refusal(
        new Partition("taifex.futures_tick", date),
        Set.of("contract_label"),
        1,
        "sha",
        1,
        "attempt-" + number,
        number,
        Verdict.REFUSED,
        "expected rows, found none",
        List.of(new QuarantinedRow("file", 3, "why", "raw")));
  }
}

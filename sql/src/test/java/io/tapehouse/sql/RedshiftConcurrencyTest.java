package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.LoadReport.Outcome;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two orchestrators at one warehouse, with many threads. */
class RedshiftConcurrencyTest extends RedshiftTestBase {

  private static final int THREADS = 20;

  private Warehouse other;

  @BeforeEach
  void openOther() {
    other = RedshiftWarehouse.open(room.settings(database), lake, CLOCK);
  }

  @AfterEach
  void closeOther() {
    other.close();
  }

  @Test
  void ofManyAtOnePartitionTheLastThatTookItHasIt() throws Exception {
    List<Callable<Outcome>> work = new ArrayList<>();
    for (int number = 1; number <= THREADS; number++) {
      int mine = number;
      DatasetLoad load = write(days.fund(MONDAY).version(number));
      work.add(() -> takeAndLoad(side(mine), mine, load));
    }
    List<Outcome> outcomes = together(work);

    // The highest number is never stale; a load that was later than a higher one wrote nothing.
    assertThat(outcomes.get(THREADS - 1)).isEqualTo(Outcome.COMMITTED);
    assertThat(rows("SELECT fence, file_version FROM load_ledger WHERE status = 'committed'"))
        .containsExactly(THREADS + "," + THREADS);
    assertThat(rows("SELECT count(*) FROM load_ledger"))
        .containsExactly(Long.toString(committed(outcomes)));
    assertThat(rows("SELECT count(*), count(DISTINCT scale) FROM derivative_detail_history"))
        .containsExactly("5,5");
  }

  @Test
  @Tag("endurance")
  void manyAtDifferentPartitionsAllComeIn() throws Exception {
    List<Callable<Outcome>> work = new ArrayList<>();
    for (int number = 0; number < THREADS; number++) {
      int mine = number;
      DatasetLoad load = write(days.fund(MONDAY.plusDays(number)));
      work.add(() -> takeAndLoad(side(mine), 1, load));
    }
    List<Outcome> outcomes = together(work);

    assertThat(outcomes).containsOnly(Outcome.COMMITTED);
    assertThat(
            rows(
                """
                SELECT count(*), count(DISTINCT load_id), count(DISTINCT partition_date) FROM load_ledger
                WHERE status = 'committed'"""))
        .containsExactly("20,20,20");
    assertThat(rows("SELECT count(*), count(DISTINCT load_id) FROM derivative_detail_history"))
        .containsExactly("100,20");
    assertThat(rows("SELECT count(*) FROM derivative_detail")).containsExactly("1");
    assertThat(rows("SELECT count(*) FROM index")).containsExactly("1");
  }

  @Test
  void whoMigratesAtOnceMigratesOnce() throws Exception {
    String fresh = room.newDatabase();
    List<Warehouse> several = new ArrayList<>();
    try {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Warehouse one = RedshiftWarehouse.open(room.settings(fresh), lake, CLOCK);
        several.add(one);
        work.add(
            () -> {
              one.migrate();
              return true;
            });
      }
      assertThat(together(work)).containsOnly(true);
      warehouse.close();
      warehouse = several.get(0);
      assertThat(rows("SELECT count(*), count(DISTINCT version) FROM schema_migration"))
          .containsExactly("%1$d,%1$d".formatted(MigrationScripts.all().size()));
      assertThat(rows("SELECT count(*) FROM exchange")).containsExactly("5");
    } finally {
      several.forEach(Warehouse::close);
    }
  }

  private Warehouse side(int number) {
    return number % 2 == 0 ? warehouse : other;
  }

  private static Outcome takeAndLoad(Warehouse at, long number, DatasetLoad load) {
    try {
      at.fence(Map.of(load.partition(), number));
      return at.load(Fenced.with(number, List.of(load))).datasets().get(0).outcome();
    } catch (StaleFenceException e) {
      return Outcome.REFUSED;
    }
  }

  private static long committed(List<Outcome> outcomes) {
    return outcomes.stream().filter(Outcome.COMMITTED::equals).count();
  }

  private static DatasetLoad write(LakeDay day) {
    try (day) {
      return day.write();
    }
  }

  private static <T> List<T> together(List<Callable<T>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(work)) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}

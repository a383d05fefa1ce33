package io.tapehouse.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.runstore.jdbc.RunStores;
import io.tapehouse.orchestrator.task.TaskResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Quartz on H2. */
@Tag("calendar")
@Timeout(120)
class QuartzWakerTest {

  private static final String EACH_SECOND = "* * * * * ?";
  private static final String YEARLY = "0 0 0 1 1 ?";

  @TempDir Path folder;
  private JdbcRunStore store;
  private final AtomicInteger woken = new AtomicInteger();

  @BeforeEach
  void open() throws IOException {
    store = RunStores.h2(folder.resolve("run-store"));
    store.migrate();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void wakesWhenAScheduleComesRound() {
    try (QuartzWaker waker = start(dag("often", EACH_SECOND), dag("seldom", YEARLY))) {
      assertThat(waker).isNotNull();
      await().until(() -> woken.get() >= 2);
    }
    int then = woken.get();
    await().during(Duration.ofMillis(1500)).until(() -> woken.get() == then);
  }

  @Test
  void aPlannerThatFailsIsWokenAgain() {
    try (QuartzWaker waker =
        QuartzWaker.start(
            store.dataSource(),
            false,
            book(dag("often", EACH_SECOND)),
            () -> {
              woken.incrementAndGet();
              throw new IllegalStateException("a planner's defect");
            })) {
      assertThat(waker).isNotNull();
      await().until(() -> woken.get() >= 2);
    }
  }

  @Test
  void keepsChangesAndRemovesTriggers() throws SQLException {
    start(
            dag("kept", "0 30 18 * * ?"),
            dag("changed", "0 30 18 * * ?"),
            dag("moved", "0 30 18 * * ?"),
            dag("gone", "0 30 18 * * ?"),
            unscheduled("never"))
        .close();
    assertThat(triggers().keySet()).containsExactly("changed", "gone", "kept", "moved");
    assertThat(triggers()).containsEntry("kept", "0 30 18 * * ? Asia/Taipei 2");
    long before = nextFireTime("kept");
    start(
            dag("kept", "0 30 18 * * ?"),
            dag("changed", "0 45 18 * * ?"),
            dag("moved", "0 30 18 * * ?", "America/New_York"),
            dag("new", YEARLY),
            dag("past", "0 0 0 1 1 ? 2020"))
        .close();
    assertThat(triggers())
        .containsExactly(
            Map.entry("changed", "0 45 18 * * ? Asia/Taipei 2"),
            Map.entry("kept", "0 30 18 * * ? Asia/Taipei 2"),
            Map.entry("moved", "0 30 18 * * ? America/New_York 2"),
            Map.entry("new", YEARLY + " Asia/Taipei 2"));
    assertThat(nextFireTime("kept")).isEqualTo(before);
  }

  @Test
  void aTriggerThatBrokeIsMendedAtTheNextStart() throws SQLException {
    start(dag("often", EACH_SECOND)).close();
    execute("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'ERROR'");
    int before = woken.get();
    try (QuartzWaker waker = start(dag("often", EACH_SECOND))) {
      assertThat(waker).isNotNull();
      await().until(() -> woken.get() > before);
    }
  }

  @Test
  void whatWasMissedIsNotMadeUpFor() throws SQLException {
    start(dag("minutely", "0 * * * * ?")).close();
    int before = woken.get();
    long yesterday = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
    execute("UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = " + yesterday);
    try (QuartzWaker waker = start(dag("minutely", "0 * * * * ?"))) {
      assertThat(waker).isNotNull();
      await().until(() -> nextFireTime("minutely") > System.currentTimeMillis() - 60_000);
      // At a minute's turn it may fire once, rightly.
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(10))
          .until(() -> woken.get() - before <= 1);
    }
  }

  @Test
  void stopsWithinASecondAndLeavesTheDataSourceOpen() throws SQLException {
    QuartzWaker waker = start(dag("often", EACH_SECOND));
    await().until(() -> woken.get() >= 1);
    long begin = System.nanoTime();
    waker.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("quartz")));
    try (Connection connection = store.dataSource().getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
    waker.close();
  }

  @Test
  void costsNextToNothingWhileItIsIdle() {
    CountingDataSource counting = new CountingDataSource(store.dataSource());
    try (QuartzWaker waker =
        QuartzWaker.start(counting, false, book(dag("seldom", YEARLY)), woken::incrementAndGet)) {
      assertThat(waker).isNotNull();
      int begun = await().until(counting::connections, some -> some > 0);
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(10))
          .until(() -> counting.connections() <= begun + 4);
    }
  }

  private QuartzWaker start(Dag... dags) {
    return QuartzWaker.start(store.dataSource(), false, book(dags), woken::incrementAndGet);
  }

  static DagBook book(Dag... dags) {
    return DagBook.of(Arrays.asList(dags), Set.of("default"));
  }

  static Dag dag(String id, String cron) {
    return dag(id, cron, "Asia/Taipei");
  }

  private static Dag dag(String id, String cron, String zone) {
    return Dag.named(id)
        .zone(zone)
        .cron(cron)
        .task("a", task -> task.does(context -> TaskResult.success("")))
        .build();
  }

  private static Dag unscheduled(String id) {
    return Dag.named(id).task("a", task -> task.does(context -> TaskResult.success(""))).build();
  }

  /** Cron, zone and misfire instruction of each. */
  private Map<String, String> triggers() throws SQLException {
    return triggers(store.dataSource());
  }

  static Map<String, String> triggers(DataSource dataSource) throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT c.TRIGGER_NAME, CRON_EXPRESSION, TIME_ZONE_ID, MISFIRE_INSTR"
                    + " FROM QRTZ_CRON_TRIGGERS c JOIN QRTZ_TRIGGERS t"
                    + " ON c.TRIGGER_NAME = t.TRIGGER_NAME")) {
      while (rows.next()) {
        found.put(
            rows.getString(1),
            rows.getString(2) + " " + rows.getString(3) + " " + rows.getString(4));
      }
    }
    return found;
  }

  private long nextFireTime(String name) throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT NEXT_FIRE_TIME FROM QRTZ_TRIGGERS WHERE TRIGGER_NAME = '" + name + "'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.tapehouse.orchestrator.plan;

import static io.tapehouse.orchestrator.plan.QuartzWakerTest.book;
import static io.tapehouse.orchestrator.plan.QuartzWakerTest.dag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.runstore.jdbc.RunStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes on one PostgreSQL. */
@Timeout(120)
class QuartzClusterTest {

  private EmbeddedPostgres postgres;
  private final List<Instant> woken = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    String refusal = "";
    try {
      postgres = EmbeddedPostgres.builder().setConnectConfig("connectTimeout", "20").start();
    } catch (IOException | RuntimeException e) {
      refusal = "PostgreSQL does not run here: " + e;
    }
    assumeThat(refusal).isEmpty();
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
  }

  @Test
  void eachMomentWakesOneNodeAndTheOtherGoesOnAlone() throws Exception {
    try (JdbcRunStore first = open();
        JdbcRunStore second = open()) {
      first.migrate();
      QuartzWaker one = start(first);
      QuartzWaker two = start(second);
      try (two) {
        assertThat(QuartzWakerTest.triggers(first.dataSource()))
            .containsEntry("often", "* * * * * ? Asia/Taipei 2");
        Instant begin = Instant.now();
        await().until(() -> woken.size() >= 5);
        long seconds = Duration.between(begin, Instant.now()).toSeconds() + 3;
        assertThat(woken).as("in %d s", seconds).hasSizeLessThanOrEqualTo((int) seconds);
        one.close();
        int then = woken.size();
        await().until(() -> woken.size() >= then + 2);
      }
    }
  }

  private QuartzWaker start(JdbcRunStore store) {
    return QuartzWaker.start(
        store.dataSource(),
        true,
        book(dag("often", "* * * * * ?")),
        () -> woken.add(Instant.now()),
        Duration.ofSeconds(1));
  }

  private JdbcRunStore open() {
    return RunStores.postgres(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "", 5);
  }
}

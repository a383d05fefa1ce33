package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments of runs of two DAGs, one after the other. The killed runs have
 * more and more dates, so there is always work to be broken off. The endurance kills more often,
 * with {@code -Dtapehouse.kills=N} as often as that; {@code -Dtapehouse.kills.seed=N} kills at
 * other moments.
 */
class KillTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 11, 18);
  private static final int TASKS_A_RUN = 47;
  private static final String[] DAGS = {"--dag", "taiwan_index", "--dag", "taiwan_derivatives"};
  private static final int LATEST_MILLISECONDS = 800;

  @TempDir private Path folder;

  @Test
  void aRunThatIsKilledOnceIsPutRightByTheNext() throws IOException, InterruptedException {
    isPutRight(1, 1);
  }

  @Test
  @Tag("endurance")
  void aKilledRunLeavesNothingThatTheNextOneDoesNotPutRight()
      throws IOException, InterruptedException {
    isPutRight(Integer.getInteger("tapehouse.kills", 5), 3);
  }

  private void isPutRight(int kills, int dates) throws IOException, InterruptedException {
    long seed = Long.getLong("tapehouse.kills.seed", 20_241_118L);
    Random random = new Random(seed);
    Path home = keepingTicks("killed");
    for (int i = 0; i < kills; i++) {
      String moment = "seed %d, kill %d".formatted(seed, i);
      try (ChildTapehouse child = start(home, FIRST.plusDays((long) i * dates / kills))) {
        child.awaitLines(1 + random.nextInt(TASKS_A_RUN));
        child.goOn(random.nextInt(LATEST_MILLISECONDS));
        child.kill();
      }
      Aftermath.noProcessOf(home);
      Aftermath.isConsistent(home, moment);
    }

    LocalDate to = FIRST.plusDays(dates - 1L);
    try (ChildTapehouse child = start(home, to)) {
      assertThat(child.awaitLine("fetch ")).isTrue();
      Said second = Said.run(home, "sim", "--dag", "taiwan_index", "--date", FIRST.toString());
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.err())
          .contains(home + " is in use by process " + child.pid() + " since ")
          .contains(": tapehouse run.");
      assertThat(second.out()).isEmpty();
      Said query = Said.sql(home, "SELECT 1");
      // The owner answers.
      assertThat(query.exit()).as(query.err()).isZero();
      assertThat(query.lines()).hasSize(2);
      assertThat(child.exit()).as(child.said()).isZero();
    }
    Aftermath.noProcessOf(home);

    Path undisturbed = keepingTicks("undisturbed");
    Said said = Said.run(undisturbed, "sim", arguments(to));
    assertThat(said.exit()).as(said.err()).isZero();
    Aftermath.noProcessOf(undisturbed);
    WarehouseContents.of(home, folder.resolve("found"))
        .assertSameAs(WarehouseContents.of(undisturbed, folder.resolve("expected")));
    assertThat(ticks(home)).isEqualTo(ticks(undisturbed)).hasSizeGreaterThan(dates);
  }

  private Path keepingTicks(String name) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    Files.writeString(home.resolve("tapehouse.yaml"), "pipeline: {keep-ticks: true}\n");
    return home;
  }

  /** Prints by date and product, which are the lots of the bars. */
  private static List<String> ticks(Path home) {
    Said said =
        Said.sql(
            home,
            """
            SELECT t.trading_date, t.product, t.prints, t.lots FROM (
              SELECT trading_date, product, count(*) AS prints, sum(lots) AS lots FROM (
                SELECT trading_date, product, lots FROM futures_tick WHERE contract IS NOT NULL
                UNION ALL SELECT trading_date, product, lots FROM option_tick) GROUP BY ALL) t
            JOIN (
              SELECT h.trading_date, d.name, sum(h.volume) AS lots FROM derivative_detail_history h
              JOIN derivative_detail c ON c.id = h.derivative_detail_id
              JOIN derivative d ON d.id = c.derivative_id
              WHERE h.scale = 1 GROUP BY ALL) b
            ON b.trading_date = t.trading_date AND b.name = t.product AND b.lots = t.lots
            ORDER BY ALL""");
    assertThat(said.exit()).as(said.err()).isZero();
    return said.lines();
  }

  private ChildTapehouse start(Path home, LocalDate to) throws IOException {
    return ChildTapehouse.start(
        folder.resolve("run.out"),
        Map.of(),
        Stream.concat(
                Stream.of("run", "--source", "sim", "--home", home.toString()),
                Stream.of(arguments(to)))
            .toArray(String[]::new));
  }

  private static String[] arguments(LocalDate to) {
    return Stream.concat(
            Stream.of(DAGS), Stream.of("--from", FIRST.toString(), "--to", to.toString()))
        .toArray(String[]::new);
  }
}

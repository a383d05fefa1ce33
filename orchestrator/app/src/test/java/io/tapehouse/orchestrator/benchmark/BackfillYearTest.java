package io.tapehouse.orchestrator.benchmark;

import io.tapehouse.orchestrator.benchmark.CountedCloud.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts what a backfill asks of AWS, with {@code -Dtapehouse.benchmark=true}; it asserts nothing.
 * The simulator's files of so many calendar days ({@code -Dtapehouse.year.ranges=4,11}, two sizes
 * of at most 64, the smaller first) are brought in one go, into a home that has one day of the
 * month before, and then those of one day more, as a nightly run would.
 *
 * <p>Writes to {@code target/backfill-year}: {@code *.counts}, all that was counted, and {@code
 * *.yaml}, a year ({@link YearPlan}, {@link YearBill}) for the cost command of {@code infra}.
 */
@EnabledIfSystemProperty(
    named = "tapehouse.benchmark",
    matches = "true",
    disabledReason = "takes minutes: set -Dtapehouse.benchmark=true")
class BackfillYearTest {

  private static final LocalDate BEFORE = LocalDate.of(2023, 12, 29);
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 2);

  @TempDir private Path folder;

  @Test
  void inOneGoAndADayAtATime() throws Exception {
    List<Integer> sizes =
        Stream.of(System.getProperty("tapehouse.year.ranges", "4,11").split(","))
            .map(Integer::valueOf)
            .toList();
    try (CountedCloud cloud = new CountedCloud(folder)) {
      for (int size : sizes) {
        measure(cloud, size);
      }
    }
    int last = sizes.size() - 1;
    YearPlan plan = new YearPlan();
    bill("once", plan.inOneGo(read("once" + sizes.get(0)), read("once" + sizes.get(last))));
    bill("daily", plan.aDayAtATime(read("day-after-once" + sizes.get(last))));
  }

  private static void measure(CountedCloud cloud, int size)
      throws IOException, InterruptedException {
    String name = "once" + size;
    Installed installed = cloud.install(name);
    installed.run("run", "--source", "sim", "--date", BEFORE.toString());
    int before = installed.daysLoaded();
    LocalDate next = FIRST.plusDays(size);
    Map<String, Long> range =
        installed.run(
            "run",
            "--source",
            "sim",
            "--from",
            FIRST.toString(),
            "--to",
            next.minusDays(1).toString());
    int known = installed.daysLoaded();
    write(name, new Counted(known - before, range));
    Map<String, Long> day = Map.of();
    while (installed.daysLoaded() == known) {
      day = installed.run("run", "--source", "sim", "--date", next.toString());
      next = next.plusDays(1);
    }
    write("day-after-" + name, new Counted(1, day));
  }

  private static void bill(String name, Counted year) throws IOException {
    write(name + "-year", year);
    Files.writeString(
        target().resolve(name + ".yaml"),
        new YearBill(year)
            .yaml("%d trading days, %s: BackfillYearTest".formatted(year.days(), name)));
  }

  private static Counted read(String name) throws IOException {
    return Counted.read(target().resolve(name + ".counts"));
  }

  private static void write(String name, Counted counted) throws IOException {
    counted.write(target().resolve(name + ".counts"));
    System.out.print(name + "\n" + counted.text());
  }

  private static Path target() throws IOException {
    return Files.createDirectories(Path.of("target", "backfill-year"));
  }
}

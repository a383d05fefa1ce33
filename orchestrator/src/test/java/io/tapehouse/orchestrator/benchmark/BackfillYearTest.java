package io.tapehouse.orchestrator.benchmark;

import io.tapehouse.orchestrator.benchmark.CountedCloud.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts what a backfill asks of AWS, with {@code -Dtapehouse.benchmark=true}; it asserts nothing.
 * The simulator's files of so many calendar days ({@code -Dtapehouse.year.ranges=14,28}) are
 * brought in one go, and so many dates ({@code -Dtapehouse.year.dates=2,4}) by a run each; none
 * with 0. Each from a home that has one day of the month before. A size's counts less those of the
 * size before it, a trading day, carry on to 245 days; where the last range has as many, nothing is
 * carried on.
 *
 * <p>Writes {@code target/backfill-year/*.counts}, all that was counted, and {@code *.yaml}, a year
 * for the cost command of {@code infra}.
 */
@EnabledIfSystemProperty(
    named = "tapehouse.benchmark",
    matches = "true",
    disabledReason = "takes minutes: set -Dtapehouse.benchmark=true")
class BackfillYearTest {

  private static final int YEAR = 245;
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
  private static final LocalDate BEFORE = LocalDate.of(2023, 12, 29);

  @TempDir private Path folder;

  /** Counts for so many trading days. */
  private record Sized(long days, Map<String, Long> counts) {}

  @Test
  void inOneGoAndADayAtATime() throws Exception {
    try (CountedCloud cloud = new CountedCloud(folder)) {
      List<Sized> ranges = new ArrayList<>();
      for (int length : sizes("tapehouse.year.ranges", "14,28")) {
        ranges.add(range(cloud, length));
      }
      tell("once", ranges);
      List<Sized> dates = new ArrayList<>();
      for (int count : sizes("tapehouse.year.dates", "2,4")) {
        dates.add(dates(cloud, count));
      }
      tell("daily", dates);
    }
  }

  private static List<Integer> sizes(String property, String otherwise) {
    return Stream.of(System.getProperty(property, otherwise).split(","))
        .map(Integer::valueOf)
        .filter(size -> size > 0)
        .toList();
  }

  private static Installed prepared(CountedCloud cloud, String name)
      throws IOException, InterruptedException {
    Installed installed = cloud.install(name);
    installed.run("run", "--source", "sim", "--date", BEFORE.toString());
    return installed;
  }

  private static Sized range(CountedCloud cloud, int length)
      throws IOException, InterruptedException {
    String name = "once" + length;
    Installed installed = prepared(cloud, name);
    int before = installed.daysLoaded();
    LocalDate last = FIRST.plusDays(length - 1L);
    Map<String, Long> counts =
        installed.run(
            "run", "--source", "sim", "--from", FIRST.toString(), "--to", last.toString());
    Sized sized = new Sized(installed.daysLoaded() - before, counts);
    write(name, sized);
    // What a single day costs in a home that has so many months.
    LocalDate next = last.plusDays(1);
    int known = installed.daysLoaded();
    Map<String, Long> oneMore = Map.of();
    while (installed.daysLoaded() == known) {
      oneMore = installed.run("run", "--source", "sim", "--date", next.toString());
      next = next.plusDays(1);
    }
    write("day-after-" + name, new Sized(1, oneMore));
    return sized;
  }

  private static Sized dates(CountedCloud cloud, int count)
      throws IOException, InterruptedException {
    String name = "daily" + count;
    Installed installed = prepared(cloud, name);
    int before = installed.daysLoaded();
    Map<String, Long> sum = new TreeMap<>();
    for (LocalDate date = FIRST; installed.daysLoaded() - before < count; date = date.plusDays(1)) {
      int known = installed.daysLoaded();
      Map<String, Long> counts = installed.run("run", "--source", "sim", "--date", date.toString());
      if (installed.daysLoaded() > known) {
        counts.forEach((key, value) -> sum.merge(key, value, Long::sum));
      }
    }
    Sized sized = new Sized(count, sum);
    write(name, sized);
    return sized;
  }

  private static void tell(String name, List<Sized> sizes) throws IOException {
    if (sizes.isEmpty()) {
      return;
    }
    Sized last = sizes.get(sizes.size() - 1);
    Sized year = last;
    if (sizes.size() > 1) {
      year = carriedOn(sizes.get(sizes.size() - 2), last, YEAR);
    }
    if (sizes.size() > 2) {
      Sized told = carriedOn(sizes.get(sizes.size() - 3), sizes.get(sizes.size() - 2), last.days());
      System.out.printf(
          "%s: %d days as told by the sizes before, and as found%n", name, last.days());
      for (String key : List.of("s3 tier PUT", "s3 tier GET", "s3 tier LIST")) {
        System.out.printf(
            "  %-20s %,10d %,10d%n",
            key, told.counts().getOrDefault(key, 0L), last.counts().getOrDefault(key, 0L));
      }
    }
    write(name + "-year", year);
    Files.writeString(
        target().resolve(name + ".yaml"),
        new YearBill(year.counts(), year.days())
            .yaml("%d trading days, %s; counts of BackfillYearTest".formatted(year.days(), name)));
  }

  /** On a straight line through two sizes. */
  private static Sized carriedOn(Sized small, Sized large, long days) {
    Map<String, Long> counts = new TreeMap<>();
    TreeSet<String> keys = new TreeSet<>(small.counts().keySet());
    keys.addAll(large.counts().keySet());
    for (String key : keys) {
      double above = large.counts().getOrDefault(key, 0L);
      double slope = (above - small.counts().getOrDefault(key, 0L)) / (large.days() - small.days());
      counts.put(key, Math.max(0, Math.round(above + slope * (days - large.days()))));
    }
    return new Sized(days, counts);
  }

  private static void write(String name, Sized sized) throws IOException {
    StringBuilder text = new StringBuilder("%s: %d trading days%n".formatted(name, sized.days()));
    sized.counts().forEach((key, value) -> text.append("  %-70s %,12d%n".formatted(key, value)));
    Files.writeString(target().resolve(name + ".counts"), text);
    System.out.print(text);
  }

  private static Path target() throws IOException {
    return Files.createDirectories(Path.of("target", "backfill-year"));
  }
}

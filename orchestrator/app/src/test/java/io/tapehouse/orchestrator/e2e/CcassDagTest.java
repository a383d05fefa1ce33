package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hong Kong's shareholdings, from pages to answers. */
@ExtendWith(SharedSpark.class)
class CcassDagTest {

  private static final DatasetDag DAG = Dictionary.load().dag("hkex_ccass_daily");
  private static final String PAGES = "hkex.ccass_shareholding";
  private static final DateSelection REAL =
      new DateSelection.Range(LocalDate.of(2025, 9, 11), LocalDate.of(2025, 10, 24));

  /** Two percentages that were cut off after two decimals. */
  private static final double TWO_CUTS = 0.02;

  private static final String AS_PRINTED =
      """
      SELECT trading_date, participant_code, participant_name, shareholding, percent
      FROM ccass_shareholding ORDER BY ALL""";

  @TempDir private Path folder;

  @Test
  @Tag("endurance")
  void importedPagesAreAnsweredAsTheyWerePrintedAndNobodyIsAsked(SparkLauncher spark)
      throws IOException, InterruptedException {
    Path pages = Captures.file(PAGES);
    Path home = folder.resolve("home");
    Said imported =
        Said.tapehouse("archive", "import", "--home", home.toString(), PAGES, pages.toString());
    assertThat(imported.exit()).as(imported.err()).isZero();
    // Without a permission the publishers' own source brings what is in the archive.
    Ran ran;
    try (Workbench bench = Workbench.open(home, "live", List.of(), spark)) {
      ran = bench.run(DAG, REAL);
    }
    assertThat(ran.succeeded()).as(ran.text()).isTrue();
    assertThat(Said.sql(home, AS_PRINTED).lines().stream().skip(1).sorted().toList())
        .hasSize(8558)
        .isEqualTo(printed(pages));
    assertThat(
            Said.sql(
                    home,
                    """
                    SELECT count(*) FROM (
                        SELECT s.intermediary_shareholding + s.consenting_shareholding - sum(v.shareholding) AS missing
                        FROM ccass_summary s JOIN ccass_shareholding v
                            ON v.stock_code = s.stock_code AND v.trading_date = s.trading_date
                        GROUP BY s.stock_code, s.trading_date, s.intermediary_shareholding,
                            s.consenting_shareholding) d WHERE missing <> 0""")
                .lines())
        .containsExactly("count", "0");

    trendAsTheReferenceHasItButForItsFalseZeros(home);
    finderAsTheReferenceHasItButForItsFalseJumps(home);

    // The same files once more, some days one by one, the last first.
    Path other = folder.resolve("other");
    try (Workbench bench =
        Workbench.open(other, "replay:" + home.resolve("archive"), List.of(), spark)) {
      List<LocalDate> dates = new ArrayList<>(new TreeSet<>(dates(pages)).descendingSet());
      for (LocalDate date : dates.subList(0, 4)) {
        assertThat(bench.run(DAG, new DateSelection.One(date)).succeeded()).isTrue();
      }
      assertThat(bench.run(DAG, REAL).succeeded()).isTrue();
    }
    WarehouseContents.of(other, folder.resolve("backwards"))
        .assertSameAs(WarehouseContents.of(home, folder.resolve("together")));
  }

  /** Its terms allow a program nothing: not even to look whether it is there. */
  @Test
  void theDoctorLeavesHkexAloneWithoutItsPermission() {
    Said doctor = Said.tapehouse("doctor", "--home", folder.toString(), "--json");
    assertThat(doctor.out()).contains("www.twse.com.tw").doesNotContain("hkex");
  }

  @Test
  void simulatedDaysAreFetchedLoadedAndLeftAlone(SparkLauncher spark)
      throws IOException, InterruptedException {
    // A Sunday and a public holiday are among them.
    DateSelection dates =
        new DateSelection.Range(LocalDate.of(2025, 10, 3), LocalDate.of(2025, 10, 8));
    Path home = folder.resolve("simulated");
    try (Workbench bench = Workbench.open(home, "sim", List.of(), spark)) {
      Ran first = bench.run(DAG, dates);
      assertThat(first.succeeded()).as(first.text()).isTrue();
      Ran second = bench.run(DAG, dates);
      assertThat(second.succeeded()).as(second.text()).isTrue();
      assertThat(second.text()).contains("success: unchanged").doesNotContain(" rows through");
    }
    List<String> days =
        Said.sql(
                home,
                """
                SELECT trading_date, count(*) FROM ccass_summary GROUP BY trading_date
                ORDER BY trading_date""")
            .lines();
    assertThat(days.stream().skip(1))
        .containsExactly("2025-10-03,24", "2025-10-04,24", "2025-10-06,24", "2025-10-08,24");
    assertThat(Said.sql(home, "SELECT * FROM ccass_gap").lines()).hasSize(1);
    assertThat(Said.sql(home, "SELECT count(*) FROM ccass_percent").lines().get(1)).isEqualTo("0");
    Said trend =
        Said.tapehouse(
            "sql",
            "--home",
            home.toString(),
            "--format",
            "csv",
            "--query",
            "ccass-trend",
            "-p",
            "stock=700",
            "-p",
            "top=5");
    assertThat(trend.exit()).as(trend.err()).isZero();
    assertThat(trend.lines()).hasSize(1 + 5 * (days.size() - 1));
  }

  /**
   * Reference system A plots the percentages of the ten largest holders of the last day on all
   * weekdays, and puts 0 where a day has no page.
   */
  private static void trendAsTheReferenceHasItButForItsFalseZeros(Path home) {
    Map<String, BigDecimal> reference = new TreeMap<>();
    for (String line :
        Said.sql(
                home,
                """
                WITH top AS (SELECT participant_code FROM (
                        SELECT participant_code, rank() OVER (ORDER BY shareholding DESC) AS r
                        FROM ccass_shareholding WHERE trading_date = DATE '2025-10-24') t WHERE r <= 10),
                    weekday AS (SELECT CAST(d AS DATE) AS d
                        FROM range(DATE '2025-09-11', DATE '2025-10-25', INTERVAL 1 DAY) t(d)
                        WHERE dayofweek(d) BETWEEN 1 AND 5)
                SELECT w.d, t.participant_code, coalesce(v.percent, 0.00)
                FROM weekday w CROSS JOIN top t LEFT JOIN ccass_shareholding v
                    ON v.trading_date = w.d AND v.participant_code = t.participant_code AND v.percent > 0.1""")
            .lines()
            .subList(1, 321)) {
      String[] cells = line.split(",", -1);
      reference.put(cells[0] + " " + cells[1], new BigDecimal(cells[2]));
    }
    Map<String, BigDecimal> ours = new TreeMap<>();
    List<String> answer = named(home, "ccass-trend", "stock=9868");
    List<String> header = List.of(answer.get(0).split(",", -1));
    for (String line : answer.subList(1, answer.size())) {
      String[] cells = line.split(",", -1);
      BigDecimal percent =
          new BigDecimal(cells[header.indexOf("percent_of_issued")]).setScale(2, RoundingMode.DOWN);
      ours.put(cells[0] + " " + cells[header.indexOf("participant_code")], percent);
    }
    assertThat(ours).hasSize(36 * 10).doesNotContainValue(new BigDecimal("0.00"));
    Map<String, BigDecimal> zeros = new TreeMap<>(reference);
    zeros.values().removeIf(percent -> percent.signum() != 0);
    assertThat(zeros.keySet())
        .hasSize(20)
        .allMatch(key -> key.startsWith("2025-10-01 ") || key.startsWith("2025-10-07 "))
        .noneMatch(ours::containsKey);
    reference.keySet().removeAll(zeros.keySet());
    assertThat(ours).containsAllEntriesOf(reference);
  }

  /**
   * Its finder compares two days and takes holders of less than 0.1 % for holders of nothing, so
   * that a participant who passes that line has moved by all that he holds.
   */
  private static void finderAsTheReferenceHasItButForItsFalseJumps(Path home) {
    for (String threshold : List.of("0.5", "0.2", "0.1")) {
      Map<String, BigDecimal> reference = new TreeMap<>();
      for (String line :
          Said.sql(
                  home,
                  """
                  SELECT coalesce(a.participant_code, b.participant_code) AS code,
                      round(coalesce(b.percent, 0) - coalesce(a.percent, 0), 2) AS change
                  FROM (SELECT * FROM ccass_shareholding
                      WHERE trading_date = DATE '2025-09-11' AND percent > 0.1) a
                  FULL JOIN (SELECT * FROM ccass_shareholding
                      WHERE trading_date = DATE '2025-10-24' AND percent > 0.1) b
                      ON a.participant_code = b.participant_code
                  WHERE abs(change) >= %s"""
                      .formatted(threshold))
              .lines()
              .stream()
              .skip(1)
              .toList()) {
        reference.put(line.split(",", -1)[0], new BigDecimal(line.split(",", -1)[1]));
      }
      Set<String> ours = moves(home, threshold).keySet();
      Map<String, Move> all = moves(home, "0");
      assertThat(ours).as(threshold).isNotEmpty();
      reference.forEach(
          (code, change) -> {
            double exact = all.containsKey(code) ? all.get(code).ofOwnIssue() : 0;
            boolean agrees = Math.abs(exact - change.doubleValue()) <= TWO_CUTS;
            // What differs by more is a participant near the line whom the reference had at
            // nothing.
            boolean falseJump = change.abs().compareTo(new BigDecimal("0.2")) < 0;
            assertThat(agrees || falseJump).as("%s: %s, %s", code, change, exact).isTrue();
          });
      // Each share is of its own day's issue there, so that new shares look like sales.
      assertThat(ours)
          .allMatch(
              code ->
                  reference.containsKey(code)
                      || Math.abs(all.get(code).ofOwnIssue())
                          < Double.parseDouble(threshold) + TWO_CUTS);
    }
  }

  /** Shares of a holder on the first and on the last day, whose issued shares differ. */
  private record Move(long before, long after, long issuedBefore, long issuedAfter) {
    double ofOwnIssue() {
      return 100.0 * after / issuedAfter - 100.0 * before / issuedBefore;
    }
  }

  private static Map<String, Move> moves(Path home, String threshold) {
    List<Long> issued =
        Said.sql(
                home,
                """
                SELECT issued_shares FROM ccass_summary
                WHERE trading_date IN (DATE '2025-09-11', DATE '2025-10-24') ORDER BY trading_date""")
            .lines()
            .stream()
            .skip(1)
            .map(Long::valueOf)
            .toList();
    List<String> answer = named(home, "ccass-finder", "stock=9868", "threshold=" + threshold);
    List<String> header = List.of(answer.get(0).split(",", -1));
    int before = header.size() - header.indexOf("adjusted_shares_before");
    int after = header.size() - header.indexOf("shares_after");
    Map<String, Move> moves = new TreeMap<>();
    for (String line : answer.subList(1, answer.size())) {
      // Names may have commas; what stands before and behind them has none.
      String[] cells = line.split(",", -1);
      moves.put(
          cells[2],
          new Move(
              Long.parseLong(cells[cells.length - before]),
              Long.parseLong(cells[cells.length - after]),
              issued.get(0),
              issued.get(1)));
    }
    return moves;
  }

  private static List<String> named(Path home, String query, String... values) {
    List<String> arguments =
        new ArrayList<>(
            List.of("sql", "--home", home.toString(), "--format", "csv", "--query", query));
    for (String value : values) {
      arguments.addAll(List.of("-p", value));
    }
    Said said = Said.tapehouse(arguments.toArray(String[]::new));
    assertThat(said.exit()).as(said.err()).isZero();
    return said.lines();
  }

  /** The rows of all pages, read without the reader that is tested. */
  private static List<String> printed(Path pages) throws IOException {
    Pattern row = Pattern.compile("<tr.*?</tr>", Pattern.DOTALL);
    Pattern cell = Pattern.compile("mobile-list-body\">(.*?)</div>", Pattern.DOTALL);
    List<String> lines = new ArrayList<>();
    for (LocalDate date : dates(pages)) {
      List<String> ofDay = new ArrayList<>();
      try (Stream<Path> files = Files.list(pages.resolve(date.toString()))) {
        String page = Files.readString(files.sorted().toList().get(0), StandardCharsets.UTF_8);
        Matcher rows = row.matcher(page.substring(page.indexOf("pnlResultNormal")));
        while (rows.find()) {
          List<String> cells = new ArrayList<>();
          Matcher found = cell.matcher(rows.group());
          while (found.find()) {
            cells.add(found.group(1).replace("&amp;", "&").strip());
          }
          if (cells.size() == 5) {
            ofDay.add(line(date, cells));
          }
        }
      }
      lines.addAll(ofDay);
    }
    lines.sort(null);
    return lines;
  }

  private static String line(LocalDate date, List<String> cells) {
    String name = cells.get(1).contains(",") ? '"' + cells.get(1) + '"' : cells.get(1);
    return String.join(
        ",",
        date.toString(),
        cells.get(0),
        name,
        cells.get(3).replace(",", ""),
        cells.get(4).replace("%", ""));
  }

  private static List<LocalDate> dates(Path pages) throws IOException {
    try (Stream<Path> days = Files.list(pages)) {
      return days.map(day -> LocalDate.parse(day.getFileName().toString())).sorted().toList();
    }
  }
}

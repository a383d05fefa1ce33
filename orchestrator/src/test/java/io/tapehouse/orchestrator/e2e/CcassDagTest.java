package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.pipeline.DatasetDag;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hong Kong's shareholdings, from pages to answers. */
@ExtendWith(SharedSpark.class)
class CcassDagTest {

  private static final DatasetDag DAG = DatasetDag.HKEX_CCASS_DAILY;
  private static final String PAGES = "hkex.ccass_shareholding";
  private static final DateSelection REAL =
      new DateSelection.Range(LocalDate.of(2025, 9, 11), LocalDate.of(2025, 10, 24));

  private static final String AS_PRINTED =
      """
      SELECT trading_date, participant_code, participant_name, shareholding, percent
      FROM ccass_shareholding ORDER BY ALL""";

  @TempDir private Path folder;

  @Test
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
        .containsExactly("count_star()", "0");

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

  @Test
  void simulatedDaysAreFetchedLoadedAndLeftAlone(SparkLauncher spark)
      throws IOException, InterruptedException {
    LocalDate today = LocalDate.now(Clock.system(ZoneId.of("Asia/Hong_Kong")));
    DateSelection lastWeek = new DateSelection.Range(today.minusDays(9), today.minusDays(4));
    Path home = folder.resolve("simulated");
    try (Workbench bench = Workbench.open(home, "sim", List.of(), spark)) {
      Ran first = bench.run(DAG, lastWeek);
      assertThat(first.succeeded()).as(first.text()).isTrue();
      Ran second = bench.run(DAG, lastWeek);
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
    assertThat(days).hasSizeBetween(4, 7).first().asString().startsWith("trading_date");
    assertThat(days.stream().skip(1)).allMatch(day -> day.endsWith(",24"));
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
            cells.add(Parser.unescapeEntities(found.group(1), false).strip());
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

package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who the securities and companies of Taiwan are, from the simulator and from real files. */
@ExtendWith(SharedSpark.class)
class ReferenceDagTest {

  private static final LocalDate FRIDAY = LocalDate.of(2024, 11, 8);
  private static final DatasetDag REFERENCE = Dictionary.load().dag("taiwan_reference");

  private static final String LOADED =
      """
      SELECT dataset, partition_date, rows_written FROM load_ledger
      WHERE table_name IN ('stock_listing', 'company') ORDER BY 2, 1""";

  @TempDir private Path home;

  @Test
  void aWeeksRunFilesWhatThereIsUnderTheDateInside(SparkLauncher spark)
      throws IOException, InterruptedException {
    List<String> faults = List.of("twse.isin_otc@2024-11-08=wrong_date");
    try (Workbench bench = Workbench.open(home, "sim", faults, spark)) {
      Ran ran = bench.run(REFERENCE, new DateSelection.One(FRIDAY));
      assertThat(ran.succeeded()).as(ran.text()).isTrue();
      assertThat(ran.text()).contains("the publisher has the file of 2024-10-19 alone");
      Ran again = bench.run(REFERENCE, new DateSelection.One(FRIDAY));
      assertThat(again.succeeded()).as(again.text()).isTrue();
    }
    try (Workbench bench = Workbench.open(home, "sim", List.of(), spark)) {
      // The simulated publishers make their files on the day after: a Saturday is no day of a run.
      assertThat(bench.run(REFERENCE, new DateSelection.One(FRIDAY)).succeeded()).isTrue();
      Ran saturday = bench.run(REFERENCE, new DateSelection.One(FRIDAY.plusDays(1)));
      assertThat(saturday.succeeded()).as(saturday.text()).isTrue();
      Ran thursday = bench.run(REFERENCE, new DateSelection.One(FRIDAY.minusDays(1)));
      assertThat(thursday.text()).contains("no file of a week bears this date");
      Ran quotes = bench.run(Dictionary.load().dag("taiwan_stock"), new DateSelection.One(FRIDAY));
      assertThat(quotes.succeeded()).as(quotes.text()).isTrue();
    }
    assertThat(home.resolve("archive/twse.isin_listed/2024-11-09/v1/C_public_2.html")).exists();
    assertThat(home.resolve("archive/twse.isin_listed/2024-11-08")).doesNotExist();
    assertThat(sql(LOADED))
        .containsExactly(
            "dataset,partition_date,rows_written",
            "mopsfin.t187ap03_l,2024-11-09,960",
            "mopsfin.t187ap03_o,2024-11-09,810",
            "twse.isin_listed,2024-11-09,964",
            "twse.isin_otc,2024-11-09,810");
    assertThat(
            sql(
                "SELECT exchange_code, security_type, source, count(*) AS n FROM stock GROUP BY ALL ORDER BY ALL"))
        .containsExactly(
            "exchange_code,security_type,source,n",
            "TPEx,stock,securities,810",
            "TWSE,etf,securities,4",
            "TWSE,stock,securities,960");
    assertThat(
            sql(
                """
                SELECT severity, status, count(*) AS n FROM check_result
                WHERE check_name = 'known_code' GROUP BY ALL"""))
        .containsExactly("severity,status,n", "notice,passed,3");
  }

  @Test
  void realFilesTellWhoTheSecuritiesWere(SparkLauncher spark)
      throws IOException, InterruptedException {
    Path both = home.resolve("both");
    for (String folder : List.of("captures", "captures-eras")) {
      for (String dataset : REFERENCE.facts()) {
        copy(Captures.folder().resolveSibling(folder).resolve(dataset), both.resolve(dataset));
      }
    }
    try (Workbench bench = Workbench.open(home, "replay:" + both, List.of(), spark)) {
      // The newest first: the order is of no consequence.
      for (String date : List.of("2024-10-29", "2023-12-06", "2022-11-19")) {
        Ran ran = bench.run(REFERENCE, new DateSelection.One(LocalDate.parse(date)));
        assertThat(ran.succeeded()).as(ran.text()).isTrue();
      }
    }
    assertThat(sql(LOADED))
        .containsExactly(
            "dataset,partition_date,rows_written",
            "mopsfin.t187ap03_l,2022-11-19,980",
            "twse.isin_listed,2023-12-06,985",
            "twse.isin_otc,2023-12-06,816",
            "mopsfin.t187ap03_l,2024-10-29,1036",
            "mopsfin.t187ap03_o,2024-10-29,831");
    assertThat(
            sql(
                """
                SELECT exchange_code, stock_code, valid_from, valid_to, name, isin, security_type, industry
                FROM stock WHERE stock_code IN ('2330', '2883', '6488', '910322') ORDER BY 2, 3"""))
        .containsExactly(
            "exchange_code,stock_code,valid_from,valid_to,name,isin,security_type,industry",
            "TWSE,2330,2022-11-19,,台積電,TW0002330008,stock,半導體業",
            "TWSE,2883,2022-11-19,2024-10-29,開發金,TW0002883006,stock,金融保險業",
            "TWSE,2883,2024-10-29,,凱基金,TW0002883006,stock,金融保險業",
            "TPEx,6488,2023-12-06,,環球晶,TW0006488000,stock,半導體業",
            "TWSE,910322,2022-11-19,,康師傅-DR,,depositary_receipt,存託憑證");
    assertThat(
            sql(
                """
                SELECT as_of, issued_shares, par_value, industry, founded_on, listed_on FROM company
                WHERE stock_code = '2330' ORDER BY 1"""))
        .containsExactly(
            "as_of,issued_shares,par_value,industry,founded_on,listed_on",
            "2022-11-19,,10.000000,24,1987-02-21,1994-09-05",
            "2024-10-29,25932733242,10.000000,24,1987-02-21,1994-09-05");
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private List<String> sql(String query) {
    return Said.sql(home, query).lines();
  }
}

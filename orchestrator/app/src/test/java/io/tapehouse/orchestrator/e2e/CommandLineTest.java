package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What scripts rely on: exit codes, and what goes to which stream. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(SharedSpark.class)
class CommandLineTest {

  private Path folder;

  private Path home;

  @BeforeAll
  void run(@TempDir Path temporary, SparkLauncher spark) throws IOException, InterruptedException {
    folder = temporary;
    home = folder.resolve("home");
    Ran ran =
        Workbench.run(
            home, "sim", List.of(), spark, new DateSelection.One(LocalDate.of(2024, 11, 25)));
    assertThat(ran.succeeded()).as(ran.text()).isTrue();
  }

  static Stream<Arguments> wrongUsages() {
    return Stream.of(
        usage(
            "no DAG 'taiwan_indx'; there is [taiwan_index, taiwan_stock, taiwan_derivatives, tdcc_weekly, taiwan_reference, hkex_ccass_daily]",
            "run",
            "--dag",
            "taiwan_indx"),
        usage(
            "--date does not go with --from and --to",
            "run",
            "--date",
            "2024-11-05",
            "--from",
            "2024-11-04",
            "--to",
            "2024-11-05"),
        usage("--from and --to go together", "run", "--from", "2024-11-05"),
        usage(
            "--to 2024-11-04 is before --from 2024-11-05",
            "run",
            "--from",
            "2024-11-05",
            "--to",
            "2024-11-04"),
        usage("2024-11-31", "run", "--date", "2024-11-31"),
        usage("yesterday", "run", "--date", "yesterday"),
        usage("expected live, sim or replay:DIR", "run", "--source", "simulator"),
        usage("there is no folder /nowhere", "run", "--source", "replay:/nowhere"),
        usage("--fault goes with --source sim", "run", "--fault", "taifex.futures_tick=reset"),
        usage(
            "truncated_zip",
            "run",
            "--source",
            "sim",
            "--fault",
            "taifex.futures_tick=truncated_zap"),
        usage("Possible solutions: --dag, --date", "run", "--dat", "2024-11-05"),
        usage("Missing required parameter: 'QUERY'", "sql"),
        usage("xml", "sql", "--format", "xml", "SELECT 1"),
        usage("archive ls, cat, verify, copy or import", "archive"),
        usage("no table or dataset 'index_histroy'", "dictionary", "index_histroy"),
        usage("name a command"),
        usage("Unmatched argument at index 0: 'rum'", "rum"));
  }

  private static Arguments usage(String hint, String... arguments) {
    return Arguments.of(hint, List.of(arguments));
  }

  @ParameterizedTest
  @MethodSource("wrongUsages")
  void wrongUsageExitsWithTwoAndAHint(String hint, List<String> arguments) {
    Said said = Said.tapehouse(arguments.toArray(String[]::new));
    assertThat(said.exit()).as(said.err()).isEqualTo(2);
    assertThat(said.err()).contains(hint).doesNotContain("\tat ");
    assertThat(said.out()).isEmpty();
  }

  @Test
  void helpExitsWithZero() {
    Said said = Said.tapehouse("run", "--help");
    assertThat(said.exit()).isZero();
    assertThat(said.out()).contains("--source", "--fault", "--home");
  }

  @Test
  void anErrorInSqlIsTheEnginesWordsOnStandardError() {
    Said said = Said.sql(home, "SELECT * FROM no_such_table");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("no_such_table").doesNotContain("\tat ");
    assertThat(said.out()).isEmpty();
  }

  @Test
  void sqlChangesNothing() {
    Said said = Said.sql(home, "DELETE FROM index_history");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(Said.sql(home, "SELECT count(*) > 0 AS some FROM index_history").lines())
        .containsExactly("some", "true");
  }

  @Test
  void aSecondStatementIsRefused() {
    Said said = Said.sql(home, "SELECT 1; COMMIT; DELETE FROM index_history");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
  }

  @Test
  void aLongAnswerIsInTheOrderThatWasAskedFor() {
    Said said =
        Said.sql(
            home, "SELECT hash(i) % 1000000 + 1000000 AS k FROM range(300000) t(i) ORDER BY k");
    assertThat(said.exit()).as(said.err()).isZero();
    List<String> rows = said.lines().subList(1, said.lines().size());
    assertThat(rows).hasSize(300_000);
    assertThat(rows.equals(rows.stream().sorted().toList())).as("sorted").isTrue();
  }

  @Test
  void csvQuotesNullAndTime() {
    Said said =
        Said.sql(
            home,
            """
            SELECT NULL AS nothing, '' AS blank, 'a "b", c' AS text, 1.50 AS price,
                TIMESTAMP '2023-01-30 01:00:00' AS moment, DATE '2023-01-30' AS day""");
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.lines())
        .containsExactly(
            "nothing,blank,text,price,moment,day",
            ",\"\",\"a \"\"b\"\", c\",1.50,2023-01-30T01:00:00,2023-01-30");
    assertThat(said.err()).isEmpty();
  }

  @Test
  void sqlWithoutAWarehouseSaysHowToGetOne() {
    Said said = Said.sql(folder.resolve("none"), "SELECT 1");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("tapehouse run makes one");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void dictionaryTellsOfATableAndOfADataset() {
    Said all = Said.tapehouse("dictionary");
    assertThat(all.exit()).isZero();
    assertThat(all.out()).contains("index_history", "taifex.futures_tick");
    Said table = Said.tapehouse("dictionary", "index_history");
    assertThat(table.exit()).isZero();
    assertThat(table.out())
        .contains("price_open", "price_std", "trading_date", "NUMERIC(18,6)", "minutes");
    Said dataset = Said.tapehouse("dictionary", "taifex.futures_tick");
    assertThat(dataset.exit()).isZero();
    assertThat(dataset.out()).contains("成交價格", "MS950");
  }

  @Test
  void theArchiveIsListedWrittenAndVerified() throws IOException {
    Said list = Said.tapehouse("archive", "ls", "--home", home.toString(), "taifex.options_tick");
    assertThat(list.exit()).isZero();
    assertThat(list.lines()).hasSize(1);
    assertThat(list.lines().get(0))
        .matches(
            "taifex\\.options_tick  2024-11-25  v1  \\d+  [0-9a-f]{64}  simulated  \\S+Z"
                + "  OptionsDaily_2024_11_25\\.zip");

    Said cat =
        Said.tapehouse(
            "archive", "cat", "--home", home.toString(), "twse.mi_5mins_index", "2024-11-25");
    assertThat(cat.exit()).isZero();
    assertThat(cat.out())
        .isEqualTo(
            Files.readString(
                home.resolve("archive/twse.mi_5mins_index/2024-11-25/v1/MI_5MINS_INDEX.json")));

    Said missing =
        Said.tapehouse(
            "archive", "cat", "--home", home.toString(), "twse.mi_5mins_index", "2024-11-26");
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).contains("the archive has no version of twse.mi_5mins_index");
    assertThat(missing.out()).isEmpty();

    Said sound = Said.tapehouse("archive", "verify", "--home", home.toString());
    assertThat(sound.exit()).as(sound.out()).isZero();
    assertThat(sound.out()).endsWith("files checked, 0 damaged" + System.lineSeparator());
  }

  @Test
  void oneDamagedByteAndOneLostFileAreFound() throws IOException {
    Path copy = folder.resolve("damaged");
    Path damaged = copy.resolve("archive/taifex.futures_tick/2024-11-25/v1/Daily_2024_11_25.zip");
    copy(home.resolve("archive"), copy.resolve("archive"));
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damaged, bytes);
    Files.delete(
        copy.resolve("archive/taifex.options_tick/2024-11-25/v1/OptionsDaily_2024_11_25.zip"));

    Said said = Said.tapehouse("archive", "verify", "--home", copy.toString());

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.lines()).hasSize(3);
    assertThat(said.out())
        .contains("taifex.futures_tick/2024-11-25/v1/Daily_2024_11_25.zip: expected SHA-256 ")
        .contains("OptionsDaily_2024_11_25.zip: expected a file of ")
        .contains("found none")
        .contains("files checked, 2 damaged");
  }

  @Test
  void aHomeOfSimulatedDataTakesNoRealDataAndViceVersa() throws IOException {
    Path replay = Files.createDirectories(folder.resolve("replay"));
    Said real = Said.run(home, "replay:" + replay, "--date", "2024-11-25");
    assertThat(real.exit()).isEqualTo(1);
    assertThat(real.err()).contains("holds simulated data", "real data", "--home");

    Path realHome = folder.resolve("real");
    assertThat(Said.run(realHome, "replay:" + replay, "--date", "2024-11-25").exit()).isEqualTo(1);
    Said simulated = Said.run(realHome, "sim", "--date", "2024-11-25");
    assertThat(simulated.exit()).isEqualTo(1);
    assertThat(simulated.err()).contains("holds real data", "simulated data", "--home");
    assertThat(realHome.resolve("archive")).doesNotExist();
  }

  @Test
  void anEmptyReplayFolderFails() throws IOException {
    Path replay = Files.createDirectories(folder.resolve("empty"));
    Said dated = Said.run(folder.resolve("empty-home"), "replay:" + replay, "--date", "2024-11-25");
    assertThat(dated.exit()).isEqualTo(1);
    assertThat(dated.out()).contains("has no file of taiwan_index for 2024-11-25");
    Said latest = Said.run(folder.resolve("empty-home"), "replay:" + replay);
    assertThat(latest.exit()).isEqualTo(1);
    assertThat(latest.err()).contains("has no file of taiwan_index for any date");
  }

  @Test
  void theHomeMayBeNamedInTheEnvironment() throws IOException, InterruptedException {
    Path out = folder.resolve("environment.out");
    try (ChildTapehouse child =
        ChildTapehouse.start(
            out,
            Map.of("TAPEHOUSE_HOME", home.toString()),
            "archive",
            "ls",
            "finmind.stock_tick")) {
      assertThat(child.exit()).as(child.said()).isZero();
    }
    assertThat(Files.readString(out, StandardCharsets.UTF_8))
        .contains("finmind.stock_tick  2024-11-25  v1");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.createDirectories(to.resolve(from.relativize(file)).getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
      }
    }
  }
}

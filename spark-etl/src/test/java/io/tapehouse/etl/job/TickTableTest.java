package io.tapehouse.etl.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.etl.parquet.ParquetRows;
import io.tapehouse.etl.place.Location;
import io.tapehouse.etl.place.TaskOutput;
import io.tapehouse.etl.tables.LakeTables;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The prints in the lake, against a reading of the same file by its commas. */
class TickTableTest {

  private static final Dictionary DICTIONARY = Dictionary.load();
  private static final String OPTIONS = "taifex.options_tick";
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  /** Rows of a group, as readers count on it. */
  private static final int GROUP_ROWS = 65_536;

  @TempDir Path folder;
  private Days days;

  @BeforeEach
  void open() {
    days = new Days(folder);
  }

  @Test
  void printsOfContractsAndSpreads() throws IOException {
    List<String> lines =
        Days.futures(
            Days.DATE,
            3,
            "20210726,MTX    ,202108     ,090000,17001.5,2,-,-,*",
            "20210726,MTX    ,202108     ,090000,17001.5,2,-,-,*",
            "20210723,TX     ,202108W5   ,150001,16999,6,-,-, ");
    EtlOutcome outcome = run(days.add(Days.FUTURES, Days.DATE, "a1", Days.zip(lines)));
    assertThat(outcome.warnings()).isEmpty();
    assertThat(ticks(outcome, "futures_tick"))
        .containsExactly(
            "MTX MTX/202108 null null day 2021-07-26T01:00 7 17001.5 null null 1.00 true",
            "MTX MTX/202108 null null day 2021-07-26T01:00 8 17001.5 null null 1.00 true",
            "TX TX/202108 null null day 2021-07-26T01:00 2 17000 null null 1.00 false",
            "TX TX/202108 null null day 2021-07-26T01:00:01 3 17001 null null 2.00 false",
            "TX TX/202108 null null day 2021-07-26T01:00:02 4 17002 null null 3.00 false",
            "TX TX/202108W5 null null night 2021-07-23T07:00:01 9 16999 null null 3.00 false",
            "TX null TX/202108 TX/202109 day 2021-07-26T01:00 5 -25 17000 16975 1.00 false",
            "TX null TX/202108 TX/202109 day 2021-07-26T01:00:01 6 -24 17000 16976 2.00 false");
  }

  @Test
  void printsOfOptionsAreHalves() throws IOException {
    String row =
        "%s   ,    TXO     ,    17000   ,    202108  ,    C     ,    %s  ,    %s  ,    %d,     %s";
    List<String> lines =
        List.of(
            " 成交日期,商品代號,履約價格,到期月份(週別),買賣權別,成交時間,成交價格,成交數量(B or S),開盤集合競價 ",
            "---------- ---- -------",
            row.formatted("20210726", "084500", "12.5", 3, "*"),
            row.formatted("20210726", "084500", "12.5", 2, "*"),
            row.formatted("20210726", "084500", "12.5", 1, ""));
    EtlOutcome outcome = run(days.add(OPTIONS, Days.DATE, "a1", Days.zip(lines)));
    assertThat(ticks(outcome, "option_tick"))
        .containsExactly(
            "TXO TXO/202108/17000/C day 2021-07-26T00:45 3 12.5 1.50 true",
            "TXO TXO/202108/17000/C day 2021-07-26T00:45 4 12.5 1.00 true",
            "TXO TXO/202108/17000/C day 2021-07-26T00:45 5 12.5 0.50 false");
    assertThat(lots(rows(outcome, "option_tick"))).isEqualTo(volumes(outcome));
  }

  /** A file in any order of its lines becomes groups that hold their products together. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aProductIsInFewGroups(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(Days.futures(Days.DATE, 0).subList(0, 1));
    for (int i = 0; i < 150_000; i++) {
      String product = random.nextInt(3) == 0 ? "AA" + (char) ('A' + random.nextInt(20)) : "TX";
      lines.add(
          "20210726,%s,2021%02d,%02d%02d%02d,%d,%d,-,-,%s"
              .formatted(
                  product,
                  8 + random.nextInt(4),
                  9 + i / 50_000,
                  i / 1_000 % 50,
                  i / 20 % 50,
                  1 + random.nextInt(30_000),
                  2 + 2 * random.nextInt(9),
                  random.nextInt(50) == 0 ? "*" : ""));
    }
    EtlOutcome outcome = run(days.add(Days.FUTURES, Days.DATE, "a1", Days.zip(lines)));
    List<Group> rows = rows(outcome, "futures_tick");
    assertThat(rows.stream().map(TickTableTest::futures).sorted().toList())
        .isEqualTo(byCommas(lines, Days.DATE).stream().sorted().toList());
    assertThat(rows)
        .isSortedAccordingTo(
            Comparator.comparing((Group row) -> row.getString("product", 0))
                .thenComparing(row -> row.getString("contract", 0))
                .thenComparing(row -> row.getInteger("line_number", 0)));
    assertThat(lots(rows)).isEqualTo(volumes(outcome));
    long ofTx = rows.stream().filter(row -> row.getString("product", 0).equals("TX")).count();
    List<Path> files = files(outcome.manifests().get("futures_tick"));
    assertThat(ParquetRows.groupsWith(files.get(0), "product", "TX"))
        .isEqualTo((int) ((ofTx + GROUP_ROWS - 1) / GROUP_ROWS));
  }

  @Tag("endurance")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "taifex.futures_tick/2021-07-26/Daily_2021_07_26.zip",
        "taifex.futures_tick/2024-11-05/Daily_2024_11_05.zip"
      })
  void aRealDayIsInTheLakeLineByLine(String relative) throws IOException {
    Path file = Days.capture(relative);
    LocalDate date = LocalDate.parse(file.getParent().getFileName().toString());
    EtlOutcome outcome = run(days.add(Days.FUTURES, date, "a1", file));
    List<Group> rows = rows(outcome, "futures_tick");
    assertThat(rows.stream().map(TickTableTest::futures).sorted().toList())
        .isEqualTo(byCommas(lines(file), date).stream().sorted().toList());
    assertThat(lots(rows)).isEqualTo(volumes(outcome));
  }

  @Test
  void realOptionsAddUpToTheirBars() throws IOException {
    Path file = Days.capture("taifex.options_tick/2021-07-26/OptionsDaily_2021_07_26.zip");
    EtlOutcome outcome = run(days.add(OPTIONS, Days.DATE, "a1", file));
    List<Group> rows = rows(outcome, "option_tick");
    assertThat(rows).hasSize(lines(file).size() - 2);
    assertThat(rows.stream().filter(row -> row.getBoolean("auction", 0)))
        .hasSize((int) lines(file).stream().filter(line -> line.contains("*")).count());
    assertThat(lots(rows)).isEqualTo(volumes(outcome));
  }

  @Test
  void sparkReadsThemByTheirManifest() throws IOException {
    EtlInput input =
        days.add(Days.FUTURES, Days.DATE, "a1", Days.zip(Days.futures(Days.DATE, 1_000)));
    List<EtlOutcome> outcomes = new ArrayList<>();
    new SparkJob(LocalSpark.context()).run(days.keepingTicks(input), outcomes::add);
    Manifest manifest =
        new Lake(new FolderObjectStore(days.lakeFolder()))
            .manifest("futures_tick", Days.FUTURES, Days.DATE, "a1")
            .orElseThrow();
    assertThat(outcomes.get(0).manifests()).containsEntry("futures_tick", manifest);
    LakeTables tables =
        new LakeTables(
            LocalSpark.sql(), DICTIONARY, new Location(days.lakeFolder().toString()), "e1");
    Row sums =
        tables
            .read("futures_tick", List.of(manifest))
            .groupBy()
            .agg(Map.of("lots", "sum", "contract", "count", "near_price", "sum", "datetime", "min"))
            .first();
    assertThat(sums.<BigDecimal>getAs("sum(lots)")).isEqualByComparingTo("2002");
    assertThat(sums.<Long>getAs("count(contract)")).isEqualTo(1_000);
    assertThat(sums.<BigDecimal>getAs("sum(near_price)")).isEqualByComparingTo("34000");
    assertThat(sums.<LocalDateTime>getAs("min(datetime)"))
        .isEqualTo(LocalDateTime.of(2021, 7, 26, 1, 0));
  }

  @Test
  void withoutTheSettingThereAreNone() throws IOException {
    EtlInput input = days.add(Days.FUTURES, Days.DATE, "a1", Days.zip(Days.futures(Days.DATE, 9)));
    assertThat(run(days.job("job", input), input).manifests()).doesNotContainKey("futures_tick");
  }

  private EtlOutcome run(EtlInput input) throws IOException {
    return run(days.keepingTicks(input), input);
  }

  private EtlOutcome run(EtlJob job, EtlInput input) throws IOException {
    EtlOutcome outcome =
        new FileRun(
                job,
                DICTIONARY,
                new FolderObjectStore(days.archiveFolder()),
                TaskOutput.to(new FolderObjectStore(days.lakeFolder())))
            .run(input, 0, "00000")
            .outcome();
    assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(EtlOutcome.Status.WRITTEN);
    return outcome;
  }

  private List<Path> files(Manifest manifest) {
    return new Lake(new FolderObjectStore(days.lakeFolder()))
        .locations(manifest).stream().map(Path::of).toList();
  }

  private List<Group> rows(EtlOutcome outcome, String table) throws IOException {
    List<Group> rows = new ArrayList<>();
    for (Path file : files(outcome.manifests().get(table))) {
      rows.addAll(ParquetRows.read(file));
    }
    return rows;
  }

  private List<String> ticks(EtlOutcome outcome, String table) throws IOException {
    return rows(outcome, table).stream()
        .map(row -> table.equals("futures_tick") ? futures(row) : options(row))
        .toList();
  }

  private static String futures(Group row) {
    assertThat(row.getString("attempt_id", 0)).isEqualTo("a1");
    return "%s %s %s %s %s %s %s %s %s %s %s %s"
        .formatted(
            row.getString("product", 0),
            text(row, "contract"),
            text(row, "near_contract"),
            text(row, "far_contract"),
            row.getString("session", 0),
            moment(row),
            row.getInteger("line_number", 0),
            price(row, "price"),
            price(row, "near_price"),
            price(row, "far_price"),
            BigDecimal.valueOf(row.getLong("lots", 0), 2),
            row.getBoolean("auction", 0));
  }

  private static String options(Group row) {
    return "%s %s %s %s %s %s %s %s"
        .formatted(
            row.getString("product", 0),
            text(row, "contract"),
            row.getString("session", 0),
            moment(row),
            row.getInteger("line_number", 0),
            price(row, "price"),
            BigDecimal.valueOf(row.getLong("lots", 0), 2),
            row.getBoolean("auction", 0));
  }

  private static String text(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0 ? "null" : row.getString(column, 0);
  }

  private static String price(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0
        ? "null"
        : plain(BigDecimal.valueOf(row.getLong(column, 0), 6));
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static LocalDateTime moment(Group row) {
    return LocalDateTime.ofEpochSecond(row.getLong("datetime", 0) / 1_000_000, 0, ZoneOffset.UTC);
  }

  /** Lots of each contract and, with a blank between its legs, of each spread. */
  private static Map<String, BigDecimal> lots(List<Group> rows) {
    Map<String, BigDecimal> lots = new TreeMap<>();
    for (Group row : rows) {
      String name =
          row.getFieldRepetitionCount("contract") == 0
              ? text(row, "near_contract") + " " + text(row, "far_contract")
              : row.getString("contract", 0);
      lots.merge(name, BigDecimal.valueOf(row.getLong("lots", 0), 2), BigDecimal::add);
    }
    return lots;
  }

  /** The volume of the same by their bars of an hour. */
  private Map<String, BigDecimal> volumes(EtlOutcome outcome) throws IOException {
    Map<String, BigDecimal> volumes = new TreeMap<>();
    for (String table : List.of("derivative_bar", "derivative_spread_bar")) {
      if (outcome.manifests().containsKey(table)) {
        for (Group bar : rows(outcome, table)) {
          if (bar.getInteger("scale", 0) == 60) {
            String name =
                table.equals("derivative_bar")
                    ? bar.getString("contract", 0)
                    : bar.getString("near_contract", 0) + " " + bar.getString("far_contract", 0);
            volumes.merge(
                name, BigDecimal.valueOf(100 * bar.getLong("volume", 0), 2), BigDecimal::add);
          }
        }
      }
    }
    return volumes;
  }

  private static List<String> lines(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      var entry = file.entries().nextElement();
      return new String(file.getInputStream(entry).readAllBytes(), Charset.forName("MS950"))
          .lines()
          .toList();
    }
  }

  /** What {@link #futures} makes of the rows, from the text. */
  private static List<String> byCommas(List<String> lines, LocalDate date) {
    List<String> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      String product = cells[1].strip();
      String[] expiries = cells[2].strip().split("/", -1);
      boolean spread = expiries.length == 2;
      String near = product + "/" + expiries[0];
      LocalDateTime taipei = LocalDateTime.parse(cells[0].strip() + cells[3].strip(), MOMENT);
      rows.add(
          "%s %s %s %s %s %s %s %s %s %s %s %s"
              .formatted(
                  product,
                  spread ? "null" : near,
                  spread ? near : "null",
                  spread ? product + "/" + expiries[1] : "null",
                  taipei.isAfter(date.atTime(5, 1)) ? "day" : "night",
                  taipei.minusHours(8),
                  i + 1,
                  plain(new BigDecimal(cells[4].strip())),
                  spread ? plain(new BigDecimal(cells[6].strip())) : "null",
                  spread ? plain(new BigDecimal(cells[7].strip())) : "null",
                  new BigDecimal(cells[5].strip())
                      .divide(BigDecimal.valueOf(spread ? 4 : 2))
                      .setScale(2),
                  cells[8].contains("*")));
    }
    return rows;
  }
}

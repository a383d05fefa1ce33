package io.tapehouse.extractors.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.twse.Captures;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TAIFEX's daily reports: real files against what was read off them by other means. */
class TaifexDailyFilesTest {

  private static final Dictionary DICTIONARY = Dictionary.load();
  private static final LocalDate DAY = LocalDate.of(2023, 1, 30);
  private static final LocalDate DAY_OF_2018 = LocalDate.of(2018, 3, 23);
  private static final String FUTURES = "taifex.futures_daily";

  @ParameterizedTest
  @CsvSource({
    "captures, taifex.futures_daily, 2023-01-30, 0, 1464",
    "captures, taifex.futures_daily, 2023-01-30, 1, 390",
    "captures, taifex.options_daily, 2023-01-30, 0, 5922",
    "captures, taifex.futures_institutional, 2023-01-30, 0, 3",
    "captures, taifex.options_institutional, 2023-01-30, 0, 6",
    "captures, taifex.futures_large_traders, 2023-01-30, 0, 1062",
    "captures, taifex.options_large_traders, 2023-01-30, 0, 436",
    "captures-eras, taifex.futures_daily, 2018-03-23, 0, 10",
    "captures-eras, taifex.futures_daily, 2018-03-23, 1, 3",
    "captures-eras, taifex.futures_institutional, 2018-03-23, 0, 3",
    "captures-eras, taifex.futures_institutional, 2026-09-24, 0, 3",
  })
  void allRowsOfTheDateAreReadAndPassTheirChecks(
      String folder, String id, LocalDate date, int table, int rows)
      throws IOException, UnreadableFileException {
    DeclaredFile file = read(folder, id, date);
    assertThat(file.tables().get(table).rows()).hasSize(rows);
    assertThat(file.tables().get(table).rowsRead()).isEqualTo(rows);
    assertThat(file.tables().get(table).checks()).allMatch(FileCheck::passed);
    assertThat(file.badRows()).isEmpty();
    assertThat(file.newColumns()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "captures, taifex.futures_daily, 2023-01-30, 0, price_open, 698, 853723.3447",
    "captures, taifex.futures_daily, 2023-01-30, 0, price_high, 683, 853433.8715",
    "captures, taifex.futures_daily, 2023-01-30, 0, price_low, 683, 843757.1122",
    "captures, taifex.futures_daily, 2023-01-30, 0, price_close, 698, 854914.7148",
    "captures, taifex.futures_daily, 2023-01-30, 0, price_change, 698, 14733.7417",
    "captures, taifex.futures_daily, 2023-01-30, 0, percent_change, 698, 1787.95",
    "captures, taifex.futures_daily, 2023-01-30, 0, volume, 1464, 597163",
    "captures, taifex.futures_daily, 2023-01-30, 0, settlement_price, 1111, 899219.4767",
    "captures, taifex.futures_daily, 2023-01-30, 0, open_interest, 1366, 589623",
    "captures, taifex.futures_daily, 2023-01-30, 0, bid_price, 1282, 1313222.5714",
    "captures, taifex.futures_daily, 2023-01-30, 0, ask_price, 1138, 1249600.1164",
    "captures, taifex.futures_daily, 2023-01-30, 0, contract_high, 1073, 1093788.4499",
    "captures, taifex.futures_daily, 2023-01-30, 0, contract_low, 1073, 947579.5668",
    "captures, taifex.futures_daily, 2023-01-30, 1, price_open, 257, -641.44",
    "captures, taifex.futures_daily, 2023-01-30, 1, price_close, 257, -682.96",
    "captures, taifex.futures_daily, 2023-01-30, 1, volume, 390, 29215",
    "captures, taifex.futures_daily, 2023-01-30, 1, settlement_price, 0, 0",
    "captures, taifex.futures_daily, 2023-01-30, 1, bid_price, 126, -5966.50",
    "captures, taifex.futures_daily, 2023-01-30, 1, contract_low, 325, -6272.85",
    "captures, taifex.options_daily, 2023-01-30, 0, price_high, 790, 246917.275",
    "captures, taifex.options_daily, 2023-01-30, 0, price_change, 790, 929.560",
    "captures, taifex.options_daily, 2023-01-30, 0, volume, 5922, 760554",
    "captures, taifex.options_daily, 2023-01-30, 0, settlement_price, 3286, 584061.370",
    "captures, taifex.options_daily, 2023-01-30, 0, open_interest, 5236, 504201",
    "captures, taifex.options_daily, 2023-01-30, 0, ask_price, 673, 206725.92",
    "captures-eras, taifex.futures_daily, 2018-03-23, 0, price_close, 10, 105537",
    "captures-eras, taifex.futures_daily, 2018-03-23, 0, volume, 10, 248886",
    "captures-eras, taifex.futures_daily, 2018-03-23, 0, settlement_price, 5, 52562",
    "captures-eras, taifex.futures_daily, 2018-03-23, 1, volume, 3, 52",
    "captures, taifex.futures_large_traders, 2023-01-30, 0, top5_long, 1062, 757116",
    "captures, taifex.futures_large_traders, 2023-01-30, 0, top10_short, 1062, 1254815",
    "captures, taifex.futures_large_traders, 2023-01-30, 0, open_interest, 1062, 1640828",
    "captures, taifex.options_large_traders, 2023-01-30, 0, top10_long, 436, 177781",
  })
  void figuresAddUpAndWhatIsAbsentIsNull(
      String folder, String id, LocalDate date, int table, String column, int there, BigDecimal sum)
      throws IOException, UnreadableFileException {
    DeclaredRows read = read(folder, id, date).tables().get(table);
    int at = names(read).indexOf(column);
    List<BigDecimal> figures =
        read.rows().stream()
            .map(row -> row[at])
            .filter(Objects::nonNull)
            .map(value -> new BigDecimal(value.toString()))
            .toList();
    assertThat(figures).hasSize(there);
    assertThat(figures.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(sum);
  }

  @ParameterizedTest
  @CsvSource({
    "captures, taifex.futures_daily, 2023-01-30, 0, 'TX/202301 2023-01-30 day 15558 15559 15364 15451 526 3.52 45946 null 14509 15450 15451 15559 12631'",
    "captures, taifex.futures_daily, 2023-01-30, 0, 'TE/202303 2023-01-30 day 688.65 null null 688.65 0 0.00 5 724.2 15 724.2 725.3 null null'",
    "captures, taifex.futures_daily, 2023-01-30, 1, 'TX/202306 TX/202309 2023-01-30 day -515 -515 -515 -515 null null 2 null null -550 -493 -466 -535'",
    "captures, taifex.futures_daily, 2023-01-30, 1, 'TX/202301 TX/202302 2023-01-30 night -14 -14 -25 -22 null null 264 null null -23 -19 -10 -46'",
    "captures, taifex.options_daily, 2023-01-30, 0, 'TXO/202309/18000/C 2023-01-30 day 71 71 46 53 11.5 27.71 16 53 5 53 65 71 46'",
    "captures, taifex.options_daily, 2023-01-30, 0, 'CAO/202301/57.5/P 2023-01-30 day null null null null null null 0 null 0 null null null null'",
    "captures-eras, taifex.futures_daily, 2018-03-23, 0, 'TX/201804 2018-03-23 night 10981 10982 10803 10809 -181 -1.65 66204 null null 10809 10810 11122 10560'",
    "captures, taifex.futures_institutional, 2023-01-30, 0, 'Futures MTX - 2023-01-30 foreign 76626 58456520 71944 54942167 4682 3514353 5383 4159828 2406 1859422 2977 2300406'",
    "captures, taifex.options_institutional, 2023-01-30, 0, 'Options TXO P 2023-01-30 trust 141 1 111 1152 30 -1151 0 0 111 1027 -111 -1027'",
    "captures-eras, taifex.futures_institutional, 2018-03-23, 0, 'Futures TX - 2018-03-23 foreign 84476 182513519 84627 182914404 -151 -400885 68582 147178083 23197 49686280 45385 97491803'",
    "captures-eras, taifex.futures_institutional, 2026-09-24, 0, 'Futures TX - 2026-09-24 foreign 36223 348409564 37132 357153247 -909 -8743683 9675 93125404 86706 834633936 -77031 -741508532'",
    "captures, taifex.futures_large_traders, 2023-01-30, 0, 'TX - weeklies 2023-01-30 institutional 5 2 5 2 48'",
    "captures, taifex.futures_large_traders, 2023-01-30, 0, 'TX - 202302 2023-01-30 top 30643 29456 40363 36869 68173'",
    "captures, taifex.futures_large_traders, 2023-01-30, 0, 'NA - all 2023-01-30 institutional 521 0 604 61 947'",
    "captures, taifex.options_large_traders, 2023-01-30, 0, 'TXO P all 2023-01-30 institutional 0 2470 7762 4531 89495'",
  })
  void aRowIsAsPublished(String folder, String id, LocalDate date, int table, String row)
      throws IOException, UnreadableFileException {
    assertThat(read(folder, id, date).tables().get(table).rows())
        .extracting(TaifexDailyFilesTest::text)
        .contains(row);
  }

  @Test
  void everyContractIsNamedOnceAndTheLegsOfSpreadsToo() throws Exception {
    DeclaredFile file = read("captures", FUTURES, DAY);
    List<String> keys = file.contracts().stream().map(NamedContract::key).toList();
    assertThat(keys).doesNotHaveDuplicates().contains("TX/202301", "MTX/202302W1");
    assertThat(file.tables().get(1).rows())
        .allSatisfy(row -> assertThat(keys).contains((String) row[0], (String) row[1]));
    assertThat(read("captures", "taifex.options_institutional", DAY).contracts())
        .singleElement()
        .satisfies(contract -> assertThat(contract.product().code()).isEqualTo("TXO"))
        .satisfies(contract -> assertThat(contract.name()).isEmpty());
  }

  @Test
  void aFileOfManyDatesFillsItsOwnAndTellsOfTheOthers() throws Exception {
    assertThat(read("captures-eras", "taifex.futures_institutional", DAY_OF_2018).notes())
        .containsExactly(
            "expected rows of 2018-03-23, found 2208 more of 2015-03-24 to 2018-03-22; they are of"
                + " other partitions and were left out");
    assertThat(read("captures-eras", FUTURES, LocalDate.of(2018, 3, 21), DAY_OF_2018).tables())
        .extracting(table -> table.rows().size())
        .containsExactly(10, 4);
    assertThatThrownBy(() -> read("captures-eras", FUTURES, LocalDate.of(2018, 3, 4), DAY_OF_2018))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Kind.WRONG_DATE))
        .hasMessageContaining("found 211 of 2018-03-05 to 2018-03-23");
  }

  @ParameterizedTest
  @ValueSource(strings = {"18", "16"})
  void olderFilesWithFewerColumnsGiveTheSameRows(int columns) throws Exception {
    LocalDate date = LocalDate.of(2017, 5, 12);
    String published =
        Files.readString(path("captures-eras", FUTURES, DAY_OF_2018), Charset.forName("MS950"));
    // Of the day session, as before there were nights.
    byte[] older =
        published
            .lines()
            .filter(line -> line.startsWith("交易日期") || line.startsWith("2018/3/23"))
            .filter(line -> !line.contains("盤後"))
            .map(line -> line.replace("2018/3/23", "2017/5/12"))
            .map(line -> Arrays.stream(line.split(",", -1)).limit(columns))
            .map(cells -> cells.collect(Collectors.joining(",")) + "\r\n")
            .collect(Collectors.joining())
            .getBytes(Charset.forName("MS950"));
    DeclaredFile read =
        new DeclaredReader(DICTIONARY.dataset(FUTURES), DICTIONARY)
            .read(new SourceFile(FUTURES, date, "futDataDown.csv"), older);
    assertThat(read.tables().get(0).rows())
        .hasSize(5)
        .extracting(TaifexDailyFilesTest::text)
        .contains(
            "TX/201804 2017-05-12 day 10730 10816 10718 10734 -256 -2.33 178593 10733 89891 10732"
                + " 10734 11122 10560");
    assertThat(read.tables().get(1).rows()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "taifex.futures_daily, 'TX,202412', 'TX,202413', a month or week of expiry",
    "taifex.futures_daily, 'TX,202412', 'TX,202412/202412', a month or week of expiry",
    "taifex.futures_daily, 'TX,202412', '台指,202412', a product",
    "taifex.options_daily, '22000.0000,買權', '-5.0000,買權', a strike price",
    "taifex.options_daily, '22000.0000,買權', '22000.0000,認購', one of",
  })
  void aContractThatIsNoneGoesToQuarantineAndLeavesNoContract(
      String id, String published, String changed, String words) throws Exception {
    String file =
        id.equals(FUTURES)
            ? """
            交易日期,契約,到期月份(週別),開盤價,最高價,最低價,收盤價,漲跌價,漲跌%,成交量,結算價,未沖銷契約數,最後最佳買價,最後最佳賣價,歷史最高價,歷史最低價,是否因訊息面暫停交易,交易時段\r
            2024/11/05,TX,202411,1,1,1,1,0,0%,1,1,1,1,1,1,1,,一般\r
            2024/11/05,TX,202412,1,1,1,1,0,0%,1,1,1,1,1,1,1,,一般\r
            """
            : """
            交易日期,契約,到期月份(週別),履約價,買賣權,開盤價,最高價,最低價,收盤價,成交量,結算價,未沖銷契約數,最後最佳買價,最後最佳賣價,歷史最高價,歷史最低價,是否因訊息面暫停交易,交易時段\r
            2024/11/05,TXO,202411,21000.0000,賣權,1,1,1,1,1,1,1,1,1,1,1,,一般\r
            2024/11/05,TXO,202412,22000.0000,買權,1,1,1,1,1,1,1,1,1,1,1,,一般\r
            """;
    LocalDate date = LocalDate.of(2024, 11, 5);
    DeclaredFile read =
        new DeclaredReader(DICTIONARY.dataset(id), DICTIONARY)
            .read(
                new SourceFile(id, date, "sample.csv"),
                file.replace(published, changed).getBytes(Charset.forName("MS950")));
    assertThat(read.badRows())
        .singleElement()
        .satisfies(row -> assertThat(row.line()).isEqualTo(3))
        .satisfies(row -> assertThat(row.reason()).startsWith("expected " + words));
    assertThat(read.contracts()).hasSize(1);
  }

  private static DeclaredFile read(String folder, String id, LocalDate date)
      throws IOException, UnreadableFileException {
    return read(folder, id, date, date);
  }

  private static DeclaredFile read(String folder, String id, LocalDate date, LocalDate filed)
      throws IOException, UnreadableFileException {
    Path file = path(folder, id, filed);
    return new DeclaredReader(DICTIONARY.dataset(id), DICTIONARY)
        .read(new SourceFile(id, date, file.getFileName().toString()), Files.readAllBytes(file));
  }

  private static Path path(String folder, String id, LocalDate date) throws IOException {
    Path dated = Captures.path("..").resolve(folder).resolve(id).resolve(date.toString());
    try (Stream<Path> files = Files.list(dated)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static List<String> names(DeclaredRows read) {
    return read.table().columns().stream().skip(1).map(Table.Column::name).toList();
  }

  private static String text(Object[] row) {
    return Arrays.stream(row)
        .map(cell -> cell instanceof BigDecimal number ? number.toPlainString() : "" + cell)
        .collect(Collectors.joining(" "));
  }
}

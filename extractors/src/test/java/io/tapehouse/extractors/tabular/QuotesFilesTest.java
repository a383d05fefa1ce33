package io.tapehouse.extractors.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.twse.Captures;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files of quotes, of every era and shape: rows, sums, and single rows as they must be. */
class QuotesFilesTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  @ParameterizedTest
  @CsvSource({
    "captures, 2012-01-02, 854, 1410467545, 76, 14, 'TWSE 1101 2012-01-02 35 35.05 34.6 34.7 -0.3 false 7028883 245403706 1715 34.7 61000 34.75 19000 台泥'",
    "captures, 2012-12-22, 870, 0, 83, 14, ''",
    "captures, 2019-03-28, 1091, 0, 135, 14, 'TWSE 00643K 2019-03-28 null null null null null false 0 0 0 2.78 10000 2.85 1000 群益深証中小+R'",
    "captures, 2023-01-30, 1182, 5143265963, 227, 17, 'TWSE 2891C 2023-01-30 null null null null null false 390 23235 12 58.80 10000 59.70 1000 中信金丙特'",
    "captures-eras, 2020-01-02, 1114, 2573997134, 150, 15, ''",
    "captures-eras, 2020-01-03, 1114, 3311408314, 150, 15, ''",
    "captures-eras, 2020-01-20, 1114, 2552126517, 150, 15, ''",
    "captures-eras, 2020-01-30, 1114, 6819381057, 150, 15, ''",
    "captures-eras, 2020-03-02, 1111, 5037365170, 150, 15, 'TWSE 2330 2020-03-02 308.00 317.00 308.00 311.00 -5.00 false 86372942 26864484400 35320 311.00 1282000 311.50 564000 台積電'",
    "captures-eras, 2020-03-19, 1113, 9170066257, 150, 15, 'TWSE 2330 2020-03-19 252.00 253.00 235.50 248.00 null true 160811697 39559889553 77302 247.50 58000 248.00 799000 台積電'",
    "captures-eras, 2020-03-20, 1113, 7337270267, 150, 15, ''",
    "captures-eras, 2020-03-27, 1115, 4977844822, 150, 15, ''",
    "captures-eras, 2020-04-06, 1116, 4521499478, 152, 15, 'TWSE 0050 2020-04-06 76.95 77.10 75.75 77.05 1.15 false 12207626 935731083 5824 77.05 192000 77.10 330000 元大台灣50'",
  })
  void aDailyReportGivesItsFourTables(
      String folder, LocalDate date, int rows, long volume, int indices, int kinds, String example)
      throws IOException, UnreadableFileException {
    DeclaredFile file = read(folder, "twse.mi_index", date);
    assertThat(file.badRows()).isEmpty();
    assertThat(file.newColumns()).isEmpty();
    assertThat(file.notes()).isEmpty();
    assertThat(file.tables().stream().map(table -> table.rows().size()))
        .containsExactly(rows, indices, kinds, 2);
    DeclaredRows quotes = file.tables().get(0);
    if (volume > 0) {
      assertThat(sum(quotes, "volume")).isEqualTo(volume);
    }
    if (!example.isEmpty()) {
      assertThat(texts(quotes)).contains(example);
    }
    // Odd lots and blocks have prices of their own, but for a few stocks.
    assertThat(quotes.checks())
        .singleElement()
        .extracting(FileCheck::name)
        .isEqualTo("value_within_prices");
    assertThat(texts(file.tables().get(1)))
        .anyMatch(text -> text.startsWith("TAIEX 發行量加權股價指數 " + date));
  }

  @Test
  void aDayOfTheReportAddsUp() throws IOException, UnreadableFileException {
    DeclaredFile file = read("captures", "twse.mi_index", LocalDate.of(2023, 1, 30));
    assertThat(texts(file.tables().get(1)))
        .contains(
            "TAIEX 發行量加權股價指數 2023-01-30 15493.82 560.89 3.76",
            "電子類指數 電子工業類指數 2023-01-30 727.95 35.74 5.16");
    assertThat(texts(file.tables().get(2)))
        .contains(
            "TWSE 2023-01-30 etn 25253950 5178000 780",
            "TWSE 2023-01-30 stocks_total 329699937414 3873755290 1966197",
            "TWSE 2023-01-30 total 354872347181 6919326963 2330770");
    assertThat(texts(file.tables().get(3)))
        .containsExactly(
            "TWSE 2023-01-30 market 4916 55 2052 69 228 11438 4400",
            "TWSE 2023-01-30 stocks 764 14 132 0 67 1 4");
  }

  @Test
  void theWholeYear2012IsReadAndItsClosedDaysAreNoData() throws IOException {
    int open = 0;
    long rows = 0;
    List<String> refusals = new ArrayList<>();
    for (Path path : Captures.files("twse.mi_index")) {
      SourceFile source = Captures.source(path);
      if (source.date().getYear() == 2012) {
        try {
          DeclaredFile file = reader("twse.mi_index").read(source, Files.readAllBytes(path));
          assertThat(file.badRows()).isEmpty();
          open++;
          rows += file.tables().get(0).rows().size();
        } catch (UnreadableFileException e) {
          refusals.add(e.kind().name());
        }
      }
    }
    assertThat(open).isEqualTo(250);
    assertThat(rows).isEqualTo(214_899);
    assertThat(refusals).hasSize(116).containsOnly("NO_DATA");
  }

  @ParameterizedTest
  @CsvSource({
    "captures, twse.stock_day_all, 2026-06-23, 1366, 13790705405, true, 'TWSE 2330 2026-06-23 2510.00 2535.00 2490.00 2490.00 -20.0000 false 39537895 99064704659 148609 null null null null 台積電'",
    "captures, twse.stock_day_all, 2026-06-24, 1367, 14223685802, true, 'TWSE 00775B 2026-06-24 null null null null null false 0 0 0 null null null null 新光投等債15+'",
    "captures-eras, twse.stock_day_all, 2019-05-20, 1099, 2493360317, true, 'TWSE 00643K 2019-05-20 null null null null null false 0 0 0 null null null null 群益深証中小+R'",
    "captures-eras, twse.stock_day_all, 2020-05-13, 1116, 3613485651, true, 'TWSE 0050 2020-05-13 83.70 84.40 83.60 84.30 0.25 false 4967165 417187216 2672 null null null null 元大台灣50'",
    "captures-eras, twse.stock_day_all, 2023-03-29, 1190, 3032526600, false, 'TWSE 00625K 2023-03-29 null null null null null false 0 0 0 null null null null 富邦上証+R'",
    "captures-eras, twse.stock_day_all, 2023-03-31, 1190, 3371374961, true, ''",
    "captures-eras, twse.stock_day_all, 2023-04-10, 1189, 2786049600, false, ''",
    "captures-eras, twse.stock_day_all, 2023-05-04, 1191, 3376421798, true, ''",
    "captures, tpex.daily_quotes, 2023-01-30, 7281, 1171702970, true, 'TPEx 2740 2023-01-30 null null null null null false 12 605 10 47.30 1000 50.00 1000 天蔥'",
    "captures, tpex.daily_quotes, 2023-01-30, 7281, 1171702970, true, 'TPEx 00687B 2023-01-30 33.58 33.58 33.43 33.53 null true 1836128 61476746 418 33.52 7000 33.53 81000 國泰20年美債'",
    "captures-eras, tpex.daily_quotes, 2021-12-02, 7691, 1910890692, true, ''",
    "captures-eras, tpex.daily_quotes, 2023-03-29, 906, 738982000, false, 'TPEx 6488 2023-03-29 516.00 519.00 507.00 511.00 -6.00 false 1760000 901010000 1392 511.00 null 512.00 null 環球晶'",
    "captures-eras, tpex.daily_quotes, 2023-03-31, 906, 763926000, false, ''",
    "captures-eras, tpex.daily_quotes, 2023-04-10, 905, 847449000, false, ''",
    "captures-eras, tpex.daily_quotes, 2023-05-04, 905, 939248000, false, ''",
  })
  void quotesOfEveryShapeGiveTheirRowsAndTellRoundLotsAlone(
      String folder,
      String id,
      LocalDate date,
      int rows,
      long volume,
      boolean oddLots,
      String example)
      throws IOException, UnreadableFileException {
    DeclaredFile file = read(folder, id, date);
    DeclaredRows quotes = file.tables().get(0);
    assertThat(file.badRows()).isEmpty();
    assertThat(file.newColumns()).isEmpty();
    assertThat(quotes.rows()).hasSize(rows);
    assertThat(sum(quotes, "volume")).isEqualTo(volume);
    assertThat(quotes.checks())
        .filteredOn(check -> check.name().equals("round_lots_alone"))
        .singleElement()
        .extracting(FileCheck::passed)
        .isEqualTo(oddLots);
    if (!example.isEmpty()) {
      assertThat(texts(quotes)).contains(example);
    }
  }

  @Test
  void aFileWithoutADateIsBelievedAndSaysSo() throws IOException, UnreadableFileException {
    DeclaredFile file = read("captures-eras", "twse.stock_day_all", LocalDate.of(2020, 5, 13));
    assertThat(file.notes())
        .containsExactly(
            "expected the file to say 2020-05-13, found no date; believed by the date that it was asked for");
  }

  /** The site's old answer is the same rows without names. */
  @Test
  void theOldShapeOfTpexGivesTheSameRows() throws IOException, UnreadableFileException {
    LocalDate date = LocalDate.of(2023, 1, 30);
    Path path = Captures.path("tpex.daily_quotes/2023-01-30/daily_quotes.json");
    JsonNode answer = new ObjectMapper().readTree(Files.readAllBytes(path));
    JsonNode data = answer.path("tables").path(0).path("data");
    String old =
        "{\"reportDate\":\"112/01/30\",\"iTotalRecords\":%d,\"mmData\":[],\"aaData\":%s}"
            .formatted(data.size(), data);
    DeclaredFile read =
        reader("tpex.daily_quotes")
            .read(
                new SourceFile("tpex.daily_quotes", date, "old.json"),
                old.getBytes(StandardCharsets.UTF_8));
    assertThat(texts(read.tables().get(0)))
        .isEqualTo(texts(read("captures", "tpex.daily_quotes", date).tables().get(0)));
  }

  /** Its answers of 2017 to 2022 had numbers in place of a list of tables. */
  @Test
  void theOldShapeOfTheReportGivesTheSameRows() throws IOException, UnreadableFileException {
    LocalDate date = LocalDate.of(2023, 1, 30);
    Path path = Captures.path("twse.mi_index/2023-01-30/MI_INDEX.json");
    JsonNode answer = new ObjectMapper().readTree(Files.readAllBytes(path));
    StringBuilder old = new StringBuilder("{\"stat\":\"OK\",\"date\":\"20230130\"");
    for (int i = 0; i < 9; i++) {
      JsonNode table = answer.path("tables").path(i);
      old.append(
          ",\"subtitle%1$d\":%2$s,\"fields%1$d\":%3$s,\"data%1$d\":%4$s"
              .formatted(i + 1, table.path("title"), table.path("fields"), table.path("data")));
    }
    DeclaredFile read =
        reader("twse.mi_index")
            .read(
                new SourceFile("twse.mi_index", date, "old.json"),
                old.append('}').toString().getBytes(StandardCharsets.UTF_8));
    DeclaredFile present = read("captures", "twse.mi_index", date);
    for (int i = 0; i < 4; i++) {
      assertThat(texts(read.tables().get(i))).isEqualTo(texts(present.tables().get(i)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "captures, 2023-01-01, 18, 0, ''",
    "captures-eras, 2024-07-01, 21, 10705580875096, ''",
  })
  void aMonthGivesARowADay(String folder, LocalDate date, int rows, long value, String example)
      throws IOException, UnreadableFileException {
    DeclaredRows month = read(folder, "twse.fmtqik", date).tables().get(0);
    assertThat(month.rows().size()).isPositive();
    if (value > 0) {
      assertThat(month.rows()).hasSize(rows);
      assertThat(sum(month, "value")).isEqualTo(value);
    } else {
      assertThat(texts(month)).contains("TWSE 2023-01-30 total 354872347181 6919326963 2330770");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "captures/_damaged, 2011-11-28, DAMAGED, expected at least 500 rows of stock_daily",
    "captures-eras, 2019-05-03, WRONG_COLUMNS, expected a table with the columns [證券代號] for stock_daily",
  })
  void aReportThatWasCutOrLacksItsQuotesIsRefused(
      String folder, LocalDate date, Kind kind, String words) {
    UnreadableFileException refusal =
        catchThrowableOfType(
            UnreadableFileException.class, () -> read(folder, "twse.mi_index", date));
    assertThat(refusal.kind()).isEqualTo(kind);
    assertThat(refusal).hasMessageContaining(words);
  }

  private static long sum(DeclaredRows rows, String column) {
    List<String> names = rows.table().columns().stream().map(Table.Column::name).toList();
    int at = names.indexOf(column) - 1;
    return rows.rows().stream().mapToLong(row -> (Long) row[at]).sum();
  }

  private static DeclaredFile read(String folder, String id, LocalDate date)
      throws IOException, UnreadableFileException {
    Path dated = Captures.path("..").resolve(folder).resolve(id).resolve(date.toString());
    Path file;
    try (Stream<Path> files = Files.list(dated)) {
      file = files.findFirst().orElseThrow();
    }
    return reader(id)
        .read(new SourceFile(id, date, file.getFileName().toString()), Files.readAllBytes(file));
  }

  private static DeclaredReader reader(String id) {
    return new DeclaredReader(DICTIONARY.dataset(id), DICTIONARY);
  }

  private static List<String> texts(DeclaredRows rows) {
    return rows.rows().stream().map(QuotesFilesTest::text).toList();
  }

  private static String text(Object[] row) {
    List<String> cells =
        Arrays.stream(row)
            .map(cell -> cell instanceof BigDecimal number ? number.toPlainString() : "" + cell)
            .toList();
    return String.join(" ", cells);
  }
}

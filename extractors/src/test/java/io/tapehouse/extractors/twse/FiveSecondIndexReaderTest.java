package io.tapehouse.extractors.twse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.text.TextLines;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiveSecondIndexReaderTest {

  private static final SourceFile FILE =
      new SourceFile("twse.mi_5mins_index", LocalDate.of(2023, 1, 30), "MI_5MINS_INDEX.json");
  private static final Rendered SMALL =
      new Rendered(
          "20230130",
          "112年01月30日 每5秒指數統計",
          List.of("時間", "發行量加權股價指數", "水泥類指數"),
          List.of(
              List.of("09:00:00", "14,932.93", "162.08"),
              List.of("09:00:05", "15,291.53", "--"),
              List.of("13:30:00", "15,493.82", "164.95")));

  @Test
  void aRealDay() throws Exception {
    Path path = Captures.path("twse.mi_5mins_index/2023-01-30/MI_5MINS_INDEX.json");
    byte[] bytes = Captures.bytes("twse.mi_5mins_index/2023-01-30/MI_5MINS_INDEX.json");
    FiveSecondIndices day = FiveSecondIndexReader.read(Captures.source(path), bytes);

    assertThat(day.rows()).isEqualTo(3241);
    assertThat(day.rowsRead()).isEqualTo(3241);
    assertThat(day.badRows()).isEmpty();
    assertThat(day.warnings()).isEmpty();
    assertThat(day.indexNames()).hasSize(34).startsWith("發行量加權股價指數").endsWith("其他類指數");
    assertThat(day.micros(0)[0]).isEqualTo(14_932_930_000L);
    assertThat(day.micros(0)[1]).isEqualTo(15_291_530_000L);
    assertThat(day.micros(0)[3240]).isEqualTo(15_493_820_000L);
    assertThat(day.micros(33)[3240]).isEqualTo(374_160_000L);
    assertThat(day.beginsWithPreviousClose()).isTrue();
    assertThat(day.reachesClose()).isTrue();
    // What twse.mi_5mins_hist has for the day: 15,291.53 / 15,493.82 / 15,291.53 / 15,493.82.
    long[] prints = Arrays.copyOfRange(day.micros(0), day.firstPrint(), day.rows());
    assertThat(Arrays.stream(prints).max()).hasValue(15_493_820_000L);
    assertThat(Arrays.stream(prints).min()).hasValue(15_291_530_000L);
    assertThat(
            IntStream.of(day.secondOfDay())
                .skip(day.firstPrint())
                .map(second -> (second == 48_600 ? second - 1 : second) / 300)
                .distinct()
                .count())
        .isEqualTo(54);
  }

  @Test
  void aRealDayIsReadFast() throws Exception {
    byte[] bytes = Captures.bytes("twse.mi_5mins_index/2023-01-30/MI_5MINS_INDEX.json");
    FiveSecondIndexReader.read(FILE, bytes);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      FiveSecondIndexReader.read(FILE, bytes);
      best = Math.min(best, System.nanoTime() - start);
    }
    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(300));
  }

  @ParameterizedTest
  @CsvSource({"CRLF, =, comma", "LF, =, comma", "CRLF, '', none", "LF, '', comma"})
  void theFormsOfCsv(String lineEnd, String prefix, String last) throws Exception {
    byte[] csv =
        SMALL.csv(lineEnd.equals("LF") ? "\n" : "\r\n", prefix, last.equals("none") ? "" : ",");
    FiveSecondIndices day = FiveSecondIndexReader.read(FILE, csv);
    assertSmall(day);
    assertThat(day.lineNumbers()).containsExactly(3, 4, 5);
  }

  @Test
  void theFormOfJson() throws Exception {
    FiveSecondIndices day = FiveSecondIndexReader.read(FILE, SMALL.json());
    assertSmall(day);
    assertThat(day.lineNumbers()).containsExactly(1, 2, 3);
  }

  @Test
  void fieldsMayComeInAnyOrderAndMarkedAsUtf8() throws Exception {
    String json =
        "\uFEFF {\"total\":1,\"data\":[[\"15,493.82\",\"13:30:00\"]],\"x\":{\"y\":[1]},"
            + "\"fields\":[\"發行量加權股價指數\",\"時間\"],\"title\":\"112年1月30日\",\"stat\":\"ok\"}";
    FiveSecondIndices day = FiveSecondIndexReader.read(FILE, json.getBytes(UTF_8));
    assertThat(day.micros(0)).containsExactly(15_493_820_000L);
    assertThat(day.secondOfDay()).containsExactly(48_600);
    assertThat(day.beginsWithPreviousClose()).isFalse();
  }

  @Test
  void rowsOutOfOrderKeepTheirPlaceAndAreWarnedOf() throws Exception {
    FiveSecondIndices day = FiveSecondIndexReader.read(FILE, with("09:00:10", "09:00:00").json());
    assertThat(day.secondOfDay()).containsExactly(32_410, 32_400);
    assertThat(day.beginsWithPreviousClose()).isFalse();
    assertThat(day.reachesClose()).isFalse();
    assertThat(day.warnings()).singleElement().asString().contains("order of time");
  }

  @ParameterizedTest
  @CsvSource({
    "9:00:05, 1.00, HH:mm:ss",
    "24:00:00, 1.00, HH:mm:ss",
    "09:60:00, 1.00, HH:mm:ss",
    "'', 1.00, HH:mm:ss",
    "09:00:05, '14,93.93', 發行量加權股價指數",
    "09:00:05, 1.2.3, 發行量加權股價指數",
    "09:00:05, -1.00, 發行量加權股價指數",
    "09:00:05, X, 發行量加權股價指數",
  })
  void badRowsGoToQuarantine(String time, String value, String complaint) throws Exception {
    Rendered table =
        new Rendered(
            SMALL.date(),
            SMALL.title(),
            SMALL.fields(),
            List.of(SMALL.rows().get(0), List.of(time, value, "1"), SMALL.rows().get(2)));
    for (byte[] bytes : List.of(table.json(), table.csv())) {
      FiveSecondIndices day = FiveSecondIndexReader.read(FILE, bytes);
      assertThat(day.secondOfDay()).containsExactly(32_400, 48_600);
      assertThat(day.rowsRead()).isEqualTo(3);
      assertThat(day.badRows())
          .singleElement()
          .satisfies(row -> assertThat(row.reason()).contains(complaint))
          .satisfies(row -> assertThat(row.raw()).contains(value));
    }
  }

  @Test
  void aRowOfTheWrongWidthIsBadAndFourAreTooMany() throws Exception {
    byte[] json =
        """
        {"stat":"OK","date":"20230130","fields":["時間","發行量加權股價指數"],"data":[
        ["09:00:00","1.00"],["09:00:05"],["09:00:10","1","2"],7,%s["09:00:15","2.00"]]}"""
            .formatted("")
            .getBytes(UTF_8);
    FiveSecondIndices day = FiveSecondIndexReader.read(FILE, json);
    assertThat(day.rows()).isEqualTo(2);
    assertThat(day.lineNumbers()).containsExactly(1, 5);
    assertThat(day.badRows()).hasSize(3);

    byte[] worse = new String(json, UTF_8).replace("7,", "7,{\"a\":1},").getBytes(UTF_8);
    assertThatThrownBy(() -> FiveSecondIndexReader.read(FILE, worse))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("expected at most 3 bad rows of 6, found 4")
        .extracting(e -> ((UnreadableFileException) e).kind())
        .isEqualTo(UnreadableFileException.Kind.TOO_MANY_BAD_ROWS);
  }

  @Test
  void bytesThatAreNoTextAreQuarantinedWithTheirCodes() throws Exception {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    csv.write(SMALL.csv());
    csv.write("=\"09:00:20\",\"".getBytes(UTF_8));
    csv.write(new byte[] {(byte) 0xFF, (byte) 0x81});
    csv.write("\",\"1\",\r\n".getBytes(UTF_8));
    FiveSecondIndices day = FiveSecondIndexReader.read(FILE, csv.toByteArray());
    assertSmall(day);
    assertThat(day.badRows())
        .singleElement()
        .satisfies(row -> assertThat(row.line()).isEqualTo(8))
        .satisfies(row -> assertThat(row.raw()).isEqualTo("=\"09:00:20\",\"\\xff\\x81\",\"1\","));
  }

  @Test
  void aLineOfTextBetweenRowsIsABadRow() throws Exception {
    String csv = new String(SMALL.csv(), TextLines.MS950);
    byte[] broken =
        csv.replace("=\"13:30:00\"", "\"xx\"\r\n=\"13:30:00\"").getBytes(TextLines.MS950);
    FiveSecondIndices day = FiveSecondIndexReader.read(FILE, broken);
    assertSmall(day);
    assertThat(day.badRows()).singleElement().satisfies(row -> assertThat(row.line()).isEqualTo(5));
  }

  private static void assertSmall(FiveSecondIndices day) {
    assertThat(day.indexNames()).containsExactly("發行量加權股價指數", "水泥類指數");
    assertThat(day.secondOfDay()).containsExactly(32_400, 32_405, 48_600);
    assertThat(day.micros(0)).containsExactly(14_932_930_000L, 15_291_530_000L, 15_493_820_000L);
    assertThat(day.micros(1))
        .containsExactly(162_080_000L, FiveSecondIndices.MISSING, 164_950_000L);
    assertThat(day.firstPrint()).isEqualTo(1);
  }

  private static Rendered with(String... times) {
    return new Rendered(
        SMALL.date(),
        SMALL.title(),
        SMALL.fields(),
        Arrays.stream(times).map(time -> List.of(time, "1.00", "2.00")).toList());
  }
}

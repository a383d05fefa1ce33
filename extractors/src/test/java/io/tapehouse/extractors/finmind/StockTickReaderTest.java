package io.tapehouse.extractors.finmind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.twse.Captures;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockTickReaderTest {

  private static final SourceFile FILE =
      new SourceFile(
          "finmind.stock_tick", LocalDate.of(2023, 1, 30), "TaiwanStockPriceTick_006204.json");
  private static final String FIRST = row("2023-01-30", "006204", "98.05", "3", "09:00:04.123");
  private static final String LAST = row("2023-01-30", "006204", "99", "1", "13:30:00");

  @Test
  void trades() throws Exception {
    StockTicks ticks = read(answer(FIRST, LAST, FIRST));
    assertThat(ticks.stockId()).isEqualTo("006204");
    assertThat(ticks.rows()).isEqualTo(3);
    assertThat(ticks.rowsRead()).isEqualTo(3);
    assertThat(ticks.milliOfDay()).containsExactly(32_404_123, 48_600_000, 32_404_123);
    assertThat(ticks.microPrice()).containsExactly(98_050_000, 99_000_000, 98_050_000);
    assertThat(ticks.volume()).containsExactly(3, 1, 3);
    assertThat(ticks.lineNumbers()).containsExactly(1, 2, 3);
    assertThat(ticks.badRows()).isEmpty();
    assertThat(ticks.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2023-01-31, 006204, 98, 1, 09:00:00.000, expected date",
    "2023-01-30, 0050, 98, 1, 09:00:00.000, expected stock",
    "2023-01-30, 006204, 0, 0, 09:00:00.000, expected a price",
    "2023-01-30, 006204, 1.2345678, 1, 09:00:00.000, expected a price",
    "2023-01-30, 006204, 1e999999999, 1, 09:00:00.000, expected a price",
    "2023-01-30, 006204, 98, 1.5, 09:00:00.000, expected a volume",
    "2023-01-30, 006204, 98, -1, 09:00:00.000, expected a volume",
    "2023-01-30, 006204, null, 1, 09:00:00.000, expected a value of deal_price",
    "2023-01-30, 006204, 98, 1, 24:00:00.000, expected a time",
    "2023-01-30, 006204, 98, 1, 9:00, expected a time",
  })
  void badRows(
      String date, String stock, String price, String volume, String time, String complaint)
      throws Exception {
    StockTicks ticks = read(answer(FIRST, row(date, stock, price, volume, time), LAST));
    assertThat(ticks.lineNumbers()).containsExactly(1, 3);
    assertThat(ticks.rowsRead()).isEqualTo(3);
    assertThat(ticks.badRows())
        .singleElement()
        .satisfies(row -> assertThat(row.line()).isEqualTo(2))
        .satisfies(row -> assertThat(row.reason()).startsWith(complaint));
  }

  @Test
  void aNewColumnIsWarnedOf() throws Exception {
    StockTicks ticks = read(answer(FIRST.replace("}", ",\"simtrade\":0}"), LAST));
    assertThat(ticks.warnings()).containsExactly("found a new column: simtrade");
  }

  @Test
  void refusals() {
    assertRefused("", Kind.DAMAGED, "empty file");
    assertRefused("<html><title>502 Bad Gateway</title>", Kind.DAMAGED, "'502 Bad Gateway'");
    assertRefused("[]", Kind.DAMAGED, "no object");
    assertRefused("{}", Kind.DAMAGED, "expected msg 'success'");
    assertRefused("{\"msg\":\"success\",\"status\":200}", Kind.DAMAGED, "expected data");
    assertRefused(answer(), Kind.NO_DATA, "expected rows, found none");
    assertRefused(
        answer(row("2023-01-31", "006204", "98", "1", "09:00:00.000")),
        Kind.WRONG_DATE,
        "found '2023-01-31'");
    assertRefused(
        answer(FIRST.replace("deal_price", "price")),
        Kind.WRONG_COLUMNS,
        "expected a column deal_price");
    String stranger = row("2023-01-30", "0050", "98", "1", "09:00:00.000");
    assertRefused(
        answer(stranger, stranger, stranger, stranger),
        Kind.TOO_MANY_BAD_ROWS,
        "expected stock 006204, found '0050'");
  }

  @Test
  void realRefusals() throws Exception {
    for (String name : List.of("upper_limit", "ip_banned")) {
      String answer = new String(Captures.bytes("_no_data/finmind/" + name + ".json"), UTF_8);
      assertRefused(answer, Kind.DAMAGED, name.equals("ip_banned") ? "403" : "upper limit");
    }
  }

  @Test
  void aCutAnswerNeverPassesAsWhole() {
    String whole = answer(FIRST, LAST);
    for (int end = 1; end < whole.length(); end++) {
      assertRefused(whole.substring(0, end), Kind.DAMAGED, "expected a whole JSON text");
    }
  }

  @Test
  void rubbishIsRefusedOrRead() {
    Random random = new Random(6204);
    byte[] whole = answer(FIRST, LAST, FIRST).getBytes(UTF_8);
    for (int i = 0; i < 5_000; i++) {
      byte[] broken = whole.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        StockTicks ticks = StockTickReader.read(FILE, broken, "006204");
        assertThat(ticks.rows() + ticks.badRows().size()).isEqualTo((int) ticks.rowsRead());
      } catch (UnreadableFileException e) {
        assertThat(e).hasMessageContaining("finmind.stock_tick");
      }
    }
  }

  private static StockTicks read(String answer) throws UnreadableFileException {
    return StockTickReader.read(FILE, answer.getBytes(UTF_8), "006204");
  }

  private static void assertRefused(String answer, Kind kind, String words) {
    UnreadableFileException refusal =
        catchThrowableOfType(UnreadableFileException.class, () -> read(answer));
    assertThat(refusal).as(answer).isNotNull().hasMessageContaining(words);
    assertThat(refusal.kind()).isEqualTo(kind);
  }

  private static String answer(String... rows) {
    return "{\"msg\":\"success\",\"status\":200,\"data\":[" + String.join(",", rows) + "]}";
  }

  private static String row(String date, String stock, String price, String volume, String time) {
    return """
        {"date":"%s","stock_id":"%s","deal_price":%s,"volume":%s,"Time":"%s","TickType":1}"""
        .formatted(date, stock, price, volume, time);
  }
}

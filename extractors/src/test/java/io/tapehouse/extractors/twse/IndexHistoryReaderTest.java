package io.tapehouse.extractors.twse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.extractors.SourceFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("calendar")
class IndexHistoryReaderTest {

  private static final SourceFile FILE =
      new SourceFile("twse.mi_5mins_hist", LocalDate.of(2010, 1, 1), "MI_5MINS_HIST.json");
  private static final List<String> FIELDS = List.of("日期", "開盤指數", "最高指數", "最低指數", "收盤指數");
  private static final Rendered SMALL =
      new Rendered(
          "20100101",
          "99年01月 發行量加權股價指數歷史資料",
          FIELDS,
          List.of(
              List.of(" 99/01/04", "8,222.42", "8,240.45", "8,143.45", "8,207.85"),
              List.of(" 99/01/05", "8,277.71", "8,283.64", "8,162.54", "8,211.40")));

  @Test
  void bothForms() throws Exception {
    for (byte[] bytes : List.of(SMALL.json(), SMALL.csv(), SMALL.csv("\n", "", ","))) {
      IndexHistory history = IndexHistoryReader.read(FILE, bytes);
      assertThat(history.month()).isEqualTo(YearMonth.of(2010, 1));
      assertThat(history.rowsRead()).isEqualTo(2);
      assertThat(history.badRows()).isEmpty();
      assertThat(history.warnings()).isEmpty();
      assertThat(history.days())
          .containsExactly(
              new DailyIndex(
                  LocalDate.of(2010, 1, 4),
                  new BigDecimal("8222.42"),
                  new BigDecimal("8240.45"),
                  new BigDecimal("8143.45"),
                  new BigDecimal("8207.85")),
              new DailyIndex(
                  LocalDate.of(2010, 1, 5),
                  new BigDecimal("8277.71"),
                  new BigDecimal("8283.64"),
                  new BigDecimal("8162.54"),
                  new BigDecimal("8211.40")));
    }
  }

  @Test
  void rowsThatAreBad() throws Exception {
    Rendered table =
        new Rendered(
            SMALL.date(),
            SMALL.title(),
            FIELDS,
            List.of(
                List.of(" 99/01/04", "1", "2", "1", "2"),
                List.of(" 99/02/01", "1", "2", "1", "2"),
                List.of(" 99/01/04", "1", "2", "1", "2"),
                List.of(" 99/01/06", "1", "--", "1", "2")));
    IndexHistory history = IndexHistoryReader.read(FILE, table.json());
    assertThat(history.days()).hasSize(1);
    assertThat(history.badRows())
        .extracting(row -> row.line() + " " + row.reason())
        .containsExactly(
            "2 expected a date of 2010-01, found ' 99/02/01'",
            "3 expected every date once, found a second 2010-01-04",
            "4 expected a value such as 14,932.93 in 最高指數, found '--'");
  }

  @Test
  void aNewColumnIsWarnedOf() throws Exception {
    Rendered table =
        new Rendered(
            SMALL.date(),
            SMALL.title(),
            List.of("成交金額", "日期", "開盤指數", "最高指數", "最低指數", "收盤指數"),
            List.of(List.of("9", "99/01/04", "1", "2", "1", "2")));
    IndexHistory history = IndexHistoryReader.read(FILE, table.json());
    assertThat(history.days()).hasSize(1);
    assertThat(history.warnings()).singleElement().asString().contains("成交金額");
  }

  @Test
  void allRealMonths() throws Exception {
    List<Path> files = Captures.files("twse.mi_5mins_hist");
    assertThat(files).hasSize(304);
    int days = 0;
    for (Path path : files) {
      IndexHistory history =
          IndexHistoryReader.read(Captures.source(path), Files.readAllBytes(path));
      assertThat(history.badRows()).isEmpty();
      assertThat(history.warnings()).isEmpty();
      assertThat(history.days())
          .allSatisfy(day -> assertThat(day.high()).isGreaterThanOrEqualTo(day.low()));
      days += history.days().size();
    }
    assertThat(days).isEqualTo(6246);
  }
}

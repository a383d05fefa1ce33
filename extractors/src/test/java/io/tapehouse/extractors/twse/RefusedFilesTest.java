package io.tapehouse.extractors.twse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.TextLines;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the three readers say of files that must not be loaded. */
class RefusedFilesTest {

  private enum Dataset {
    FIVE_SECONDS("twse.mi_5mins_index", "\"時間\",\"發行量加權股價指數\"", "\"09:00:00\",\"1.00\""),
    HISTORY(
        "twse.mi_5mins_hist",
        "\"日期\",\"開盤指數\",\"最高指數\",\"最低指數\",\"收盤指數\"",
        "\"112/01/03\",\"1\",\"2\",\"1\",\"2\""),
    SCHEDULE("twse.holiday_schedule", "\"名稱\",\"日期\",\"說明\"", "\"元旦\",\"1月1日\",\"放假\"");

    private final String id;
    private final String header;
    private final String row;

    Dataset(String id, String header, String row) {
      this.id = id;
      this.header = header;
      this.row = row;
    }

    long rowsOf(String name, byte[] bytes) throws UnreadableFileException {
      SourceFile file = new SourceFile(id, LocalDate.of(2023, 1, 30), name);
      return switch (this) {
        case FIVE_SECONDS -> FiveSecondIndexReader.read(file, bytes).rowsRead();
        case HISTORY -> IndexHistoryReader.read(file, bytes).rowsRead();
        case SCHEDULE -> HolidayScheduleReader.read(file, bytes).rowsRead();
      };
    }

    String json(String title, String date) {
      return "{\"stat\":\"OK\",\"date\":\"%s\",\"title\":\"%s\",\"fields\":[%s],\"data\":[[%s]]}"
          .formatted(date, title, header, row);
    }

    String csv(String title) {
      return "\"%s\"\r\n%s,\r\n%s,\r\n".formatted(title, header, row);
    }
  }

  @ParameterizedTest
  @EnumSource
  void filesThatAreInOrder(Dataset dataset) throws Exception {
    String title = "中華民國112年01月30日 統計";
    assertThat(dataset.rowsOf("x.json", utf8(dataset.json(title, "20230130")))).isEqualTo(1);
    assertThat(dataset.rowsOf("x.json", utf8(dataset.json("", "20230130")))).isEqualTo(1);
    assertThat(dataset.rowsOf("x.json", utf8(dataset.json(title, "")))).isEqualTo(1);
    // The content decides, not the name.
    assertThat(dataset.rowsOf("x.json", ms950(dataset.csv(title)))).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void nothing(Dataset dataset) {
    assertRefused(dataset, "x.json", new byte[0], Kind.DAMAGED, "empty file of 0 bytes");
    assertRefused(dataset, "x.json", utf8("\r\n"), Kind.DAMAGED, "empty file of 2 bytes");
    assertRefused(dataset, "x.csv", utf8("    "), Kind.DAMAGED, "empty file of 4 bytes");
    assertRefused(dataset, "x.csv", new byte[0], Kind.NO_DATA, "empty CSV of 0 bytes");
    assertRefused(dataset, "x.csv", utf8("\r\n"), Kind.NO_DATA, "empty CSV of 2 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void cutJson(Dataset dataset) {
    String whole = dataset.json("112年01月30日", "20230130");
    for (int end = 1; end < whole.length(); end++) {
      byte[] cut = utf8(whole.substring(0, end));
      assertRefused(dataset, "x.json", cut, Kind.DAMAGED, "expected a whole JSON text");
    }
    assertRefused(dataset, "x.json", utf8(whole + "}"), Kind.DAMAGED, "broken at byte");
    assertRefused(dataset, "x.json", utf8(whole + whole), Kind.DAMAGED, "more text");
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatDoNotAddUpToTheTotal(Dataset dataset) {
    String json = dataset.json("112年01月30日", "20230130").replace("}", ",\"total\":2}");
    assertRefused(dataset, "x.json", utf8(json), Kind.DAMAGED, "expected 2 rows");
  }

  @ParameterizedTest
  @EnumSource
  void csvCutInARow(Dataset dataset) {
    String csv = dataset.csv("112年01月30日");
    byte[] cut = ms950(csv.substring(0, csv.length() - 5));
    assertRefused(dataset, "x.csv", cut, Kind.DAMAGED, "line 3: expected a whole last line");
  }

  @ParameterizedTest
  @EnumSource
  void html(Dataset dataset) {
    String page = "<!DOCTYPE html><html><head><title> 頁面無法顯示 </title></head></html>";
    assertRefused(dataset, "x.json", utf8(page), Kind.DAMAGED, "found HTML: '頁面無法顯示'");
    assertRefused(dataset, "x.csv", ms950(page), Kind.DAMAGED, "found HTML: '頁面無法顯示'");
    assertRefused(
        dataset,
        "x.json",
        utf8("<p>THE PAGE CANNOT BE\nACCESSED</p>"),
        Kind.DAMAGED,
        "'THE PAGE CANNOT BE ACCESSED'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stat\":\"很抱歉，沒有符合條件的資料!\",\"total\":0}",
        "{\"stat\":\"很抱歉，沒有符合條件的資料\"}",
        "{\"stat\":\"很抱歉，沒有符合條件的資料!\",\"hints\":\"單位：元\",\"date\":\"20230129\"}",
        "{\"stat\":\"查詢日期大於今日，請重新查詢!\"}",
        "{\"stat\":\"無相關資料\"}",
        "{\"stat\":\"OK\",\"data\":[]}",
        "{\"stat\":\"OK\",\"date\":\"20230130\",\"fields\":[\"a\"],\"data\":[]}",
        "{\"stat\":\"OK\",\"total\":0}",
        "{\"total\":0}",
        "{}",
        "[]",
        "\"112年01月30日\"\r\n\"很抱歉，沒有符合條件的資料!\"\r\n",
        "查無資料",
      })
  void noData(String answer) {
    Charset charset = answer.startsWith("{") || answer.startsWith("[") ? UTF_8 : TextLines.MS950;
    for (Dataset dataset : Dataset.values()) {
      assertRefused(dataset, "x.json", answer.getBytes(charset), Kind.NO_DATA, "x.json: ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHeaderWithoutRowsIsNoData(Dataset dataset) {
    String csv = dataset.csv("112年01月30日");
    String header = csv.substring(0, csv.indexOf("\r\n", csv.indexOf("\r\n") + 2) + 2);
    assertRefused(dataset, "x.csv", ms950(header), Kind.NO_DATA, "expected rows, found none");
  }

  @Test
  void theWordsOfRealRefusals() throws Exception {
    byte[] bytes =
        Captures.bytes("_no_data/twse_mi_5mins_index/MI_5MINS_INDEX_unknown_nodata__581bc0.json");
    assertRefused(Dataset.FIVE_SECONDS, "x.json", bytes, Kind.NO_DATA, "很抱歉，沒有符合條件的資料!");
    byte[] future = Captures.bytes("_no_data/twse_fmtqik/FMTQIK_unknown_nodata__cab82e.json");
    assertRefused(Dataset.HISTORY, "x.json", future, Kind.NO_DATA, "查詢日期大於今日");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stat\":\"系統忙碌中\"}",
        "{\"date\":\"20230130\"}",
        "{\"stat\":\"OK\"}",
        "{\"stat\":\"OK\",\"data\":\"x\"}",
        "{\"stat\":\"OK\",\"stat\":\"OK\",\"data\":[]}",
        "Forbidden, come back later",
      })
  void otherAnswers(String answer) {
    for (Dataset dataset : Dataset.values()) {
      assertRefused(dataset, "x.json", utf8(answer), Kind.DAMAGED, "expected");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherDate(Dataset dataset) {
    for (String json :
        List.of(
            dataset.json("112年01月30日", "20220129"),
            dataset.json("112年01月30日", "soon"),
            dataset.json("111年12月29日", "20230130"),
            dataset.json("每5秒指數統計", ""))) {
      assertRefused(dataset, "x.json", utf8(json), Kind.WRONG_DATE, "expected");
    }
    String csv = dataset.csv("111年12月29日");
    assertRefused(dataset, "x.csv", ms950(csv), Kind.WRONG_DATE, "found '111年");
    assertRefused(dataset, "x.csv", ms950(dataset.csv("統計")), Kind.WRONG_DATE, "found no date");
  }

  @Test
  void howFarTheDateMustAgree() throws Exception {
    Dataset day = Dataset.FIVE_SECONDS;
    assertRefused(day, "x", utf8(day.json("", "20230131")), Kind.WRONG_DATE, "'20230131'");
    assertRefused(day, "x", ms950(day.csv("112年01月31日")), Kind.WRONG_DATE, "'112年01月31日'");
    Dataset month = Dataset.HISTORY;
    assertThat(month.rowsOf("x", utf8(month.json("112年01月", "20230101")))).isEqualTo(1);
    assertRefused(month, "x", ms950(month.csv("112年02月 歷史")), Kind.WRONG_DATE, "2023-01,");
    Dataset year = Dataset.SCHEDULE;
    assertThat(year.rowsOf("x", ms950(year.csv("中華民國112年")))).isEqualTo(1);
    assertThat(year.rowsOf("x", ms950(year.csv("中華民國 112 年")))).isEqualTo(1);
    assertRefused(year, "x", ms950(year.csv("中華民國111年")), Kind.WRONG_DATE, "expected 2023,");
  }

  @ParameterizedTest
  @EnumSource
  void aMissingColumnIsNamed(Dataset dataset) {
    for (String name : dataset.header.replace("\"", "").split(",", -1)) {
      String json = dataset.json("112年01月30日", "20230130").replace(name, "X");
      assertRefused(dataset, "x", utf8(json), Kind.WRONG_COLUMNS, "expected a column " + name);
      String csv = dataset.csv("112年01月30日").replace(name, "X");
      assertRefused(dataset, "x", ms950(csv), Kind.WRONG_COLUMNS, "expected a column " + name);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aColumnThatStandsTwice(Dataset dataset) {
    String json =
        dataset.json("112年01月30日", "20230130").replace("\"fields\":[", "\"fields\":[\"Y\",\"Y\",");
    assertRefused(dataset, "x", utf8(json), Kind.WRONG_COLUMNS, "found 'Y' on column 2");
  }

  @ParameterizedTest
  @EnumSource
  void aHeaderThatIsNoText(Dataset dataset) {
    String text = dataset.csv("112年01月30日");
    byte[] csv = ms950(text);
    // The comma that ends the header; no second byte of a character of MS950 is a comma.
    int end = ms950(text.substring(0, text.indexOf(",\r\n"))).length;
    csv[end] = (byte) 0xFF;
    assertRefused(dataset, "x", csv, Kind.DAMAGED, "expected a header");
  }

  private static void assertRefused(
      Dataset dataset, String name, byte[] bytes, Kind kind, String words) {
    UnreadableFileException refusal =
        catchThrowableOfType(UnreadableFileException.class, () -> dataset.rowsOf(name, bytes));
    assertThat(refusal)
        .as("%s: %s", dataset, new String(bytes, UTF_8))
        .isNotNull()
        .hasMessageContaining(dataset.id + " 2023-01-30 " + name)
        .hasMessageContaining(words);
    assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(kind);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] ms950(String text) {
    return text.getBytes(TextLines.MS950);
  }
}

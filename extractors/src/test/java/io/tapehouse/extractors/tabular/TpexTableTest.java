package io.tapehouse.extractors.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.twse.Captures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TPEx's forms, by a declaration that no dataset of the dictionary has yet. */
class TpexTableTest {

  private static final LocalDate DATE = LocalDate.of(2023, 1, 30);

  private static final String DECLARED =
      """
      {"id": "tpex.pe", "title": "P/E of OTC stocks", "exchange": "TPEx", "period": "day",
       "file": "pera.json", "addresses": [], "content_type": "application/json",
       "encoding": "MS950", "due": "17:00", "description": "",
       "lineage": {"dag": "taiwan_stock", "role": "facts", "rules": 1},
       "table": {
         "reader": "tpex_table", "fills": "stock_valuation", "constants": {"exchange_code": "TPEx"},
         "columns": [
           {"header": "股票代號", "column": "stock_code", "cell": "code", "meaning": "code"},
           {"header": ["公司名稱", "名稱"], "meaning": "name"},
           {"header": "本益比", "column": "pe_ratio", "cell": "ratio", "meaning": "P/E"},
           {"header": "每股股利", "meaning": "dividend"},
           {"header": "股利年度", "column": "dividend_year", "cell": "year", "since": "2017-01-01",
            "meaning": "year"},
           {"header": "殖利率(%)", "column": "dividend_yield", "cell": "percent", "meaning": "yield"},
           {"header": "股價淨值比", "column": "pb_ratio", "cell": "ratio", "meaning": "P/B"}],
         "unnamed": [["股票代號", "公司名稱", "本益比", "每股股利", "股利年度", "殖利率(%)", "股價淨值比"]]}}
      """;

  @ParameterizedTest
  @CsvSource({
    "2023-01-30/tpex-stocks-values.json, 808, 'TPEx, 1240, 2023-01-30, 5.68, 2022, 46.32, 1.42, null'",
    "2023-01-30/old_site_tpex-stocks-values.json, 808, 'TPEx, 1240, 2023-01-30, 5.68, 2022, 46.32, 1.42, null'",
    "2016-07-11/pera.csv, 717, 'TPEx, 1333, 2016-07-11, 0.00, null, null, 0.61, null'",
  })
  void allFormsGiveTheSameRows(String name, int rows, String example)
      throws IOException, UnreadableFileException {
    Path path = Captures.path("..").resolve("captures-eras").resolve("tpex.pe").resolve(name);
    DeclaredFile file = reader().read(Captures.source(path), Files.readAllBytes(path));
    DeclaredRows read = file.tables().get(0);
    assertThat(read.rows()).hasSize(rows);
    assertThat(file.badRows()).isEmpty();
    assertThat(read.rows().stream().map(Arrays::toString)).contains("[" + example + "]");
  }

  @Test
  void theRightOneOfSeveralTablesIsReadAndItsCountMustBeThatOfItsRows()
      throws IOException, UnreadableFileException {
    String answer =
        """
        {"date": "20230130", "stat": "ok", "tables": [
          {"title": "", "fields": [], "data": []},
          {"date": "112/01/30", "totalCount": %d, "fields":
            ["股票代號", "公司名稱 ", "本益比", "每股股利", "股利年度", "殖利率(%%)", "股價淨值比"],
           "data": [["1240", "茂生  ", "N/A", "1.2", 111, "5.68", "1.42"]]}]}""";
    assertThat(read(answer.formatted(1)).rows()).hasSize(1);
    assertThat(kind(answer.formatted(2))).isEqualTo(Kind.DAMAGED);
    assertThat(kind(answer.formatted(1).replace("20230130", "20230131")))
        .isEqualTo(Kind.WRONG_DATE);
    assertThat(kind(answer.formatted(1).replace("本益比", "改名"))).isEqualTo(Kind.WRONG_COLUMNS);
    assertThat(kind("{\"stat\": \"查無資料，請重新輸入日期查詢。\"}")).isEqualTo(Kind.NO_DATA);
    assertThat(kind("{\"reportDate\":\"112/01/30\",\"iTotalRecords\":0,\"aaData\":[]}"))
        .isEqualTo(Kind.NO_DATA);
    assertThat(kind(answer.substring(0, 90))).isEqualTo(Kind.DAMAGED);
  }

  private static Kind kind(String answer) {
    return catchThrowableOfType(UnreadableFileException.class, () -> read(answer)).kind();
  }

  private static DeclaredRows read(String answer) throws IOException, UnreadableFileException {
    return reader()
        .read(new SourceFile("tpex.pe", DATE, "pera.json"), answer.getBytes(StandardCharsets.UTF_8))
        .tables()
        .get(0);
  }

  private static DeclaredReader reader() throws IOException {
    Dataset dataset = JsonMapper.builder().build().readValue(DECLARED, Dataset.class);
    return new DeclaredReader(dataset, Dictionary.load());
  }
}

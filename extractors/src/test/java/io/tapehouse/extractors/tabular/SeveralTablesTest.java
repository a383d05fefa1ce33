package io.tapehouse.extractors.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file with several tables, and tables whose rows go to several, in each of TWSE's shapes. */
class SeveralTablesTest {

  private static final LocalDate DATE = LocalDate.of(2024, 11, 8);

  /** Of the first table, stocks whose code begins with 9 are of another block than funds. */
  private static final String DECLARED =
      """
      {"id": "twse.test", "title": "", "exchange": "TWSE", "period": "day", "file": "test.json",
       "addresses": [], "content_type": "application/json", "encoding": "UTF-8", "due": "17:00",
       "description": "", "lineage": {"dag": "taiwan_stock", "role": "facts", "rules": 1},
       "tables": [
         {"reader": "twse_table", "fills": "stock_valuation", "constants": {"exchange_code": "TWSE"},
          "found_by": {"headers": "本益比"}, "rows": {"header": "代號", "matches": "9.*"},
          "columns": [
            {"header": "代號", "column": "stock_code", "cell": "code", "meaning": "code"},
            {"header": "本益比", "column": "pe_ratio", "cell": "ratio", "meaning": "P/E"}]},
         {"reader": "twse_table", "fills": "stock_valuation", "constants": {"exchange_code": "TPEx"},
          "found_by": {"headers": "本益比"}, "rows": {"header": "代號", "is": ["0050", "0056"]},
          "columns": [
            {"header": "代號", "column": "stock_code", "cell": "code", "meaning": "code"},
            {"header": "本益比", "column": "pe_ratio", "cell": "ratio", "meaning": "P/E"}],
          "least_rows": {"2024-01-01": 1}},
         {"reader": "twse_table", "fills": "stock_shareholding", "since": "2009-01-05",
          "found_by": {"headers": "類型", "titles": ["合計", "總計"]}, "transposed": true,
          "constants": {"stock_code": "0"},
          "columns": [
            {"header": "類型", "column": "level", "cell": "number", "meaning": "level"},
            {"header": "人數(股數)", "column": "holders", "cell": "count", "meaning": "holders"},
            {"header": "人數(股數)", "column": "shares", "cell": "count_in_brackets",
             "meaning": "shares"},
            {"header": "比例", "column": "percent", "cell": "percent", "meaning": "percent"}]}]}
      """;

  private static final String TABLES =
      """
      {"stat": "OK", "date": "20241108", "tables": [
        {"title": "證券", "fields": ["代號", "本益比"], "data": [["9001", "12.5"], ["0050", "-"]]},
        {},
        {"title": "人數合計", "fields": ["類型", "1", "2"],
         "data": [["人數(股數)", "2,451(18)", "156(9)"], ["比例", "1.5", "2.5%"]]},
        {"title": "證券(續)", "fields": ["代號", "本益比"], "data": [["9955", "1.5"]]}]}""";

  private static final String NUMBERED =
      """
      {"stat": "OK", "date": "20241108",
       "subtitle1": "證券", "fields1": ["代號", "本益比"], "data1": [["9001", "12.5"], ["0050", "-"]],
       "subtitle2": "人數合計", "fields2": ["類型", "1", "2"],
       "data2": [["人數(股數)", "2,451(18)", "156(9)"], ["比例", "1.5", "2.5%"]],
       "fields8": ["代號", "本益比"], "data8": [["9955", "1.5"]]}""";

  private static final String STACKED =
      """
      "113年11月08日 證券"
      "(元,股)",,
      "代號","本益比",
      "9001","12.5",
      ="0050","-",
      "備註:"
      "1. 無盈餘者以-表示。",
      "人數合計"
      "類型","1","2",
      "人數(股數)","2,451(18)",156(9),
      "比例","1.5","2.5%",

      "證券("續")","","(元,股)"
      "代號","本益比",
      "9955","1.5",
      "說明："
      "2. 另有說明。"
      """;

  @ParameterizedTest
  @ValueSource(strings = {TABLES, NUMBERED, STACKED})
  void eachShapeGivesTheSameRowsOfEachTable(String text)
      throws IOException, UnreadableFileException {
    DeclaredFile file = read(text);
    assertThat(file.badRows()).isEmpty();
    assertThat(file.notes()).isEmpty();
    assertThat(rows(file, 0))
        .containsExactly(
            "[TWSE, 9001, 2024-11-08, null, null, 12.5, null, null]",
            "[TWSE, 9955, 2024-11-08, null, null, 1.5, null, null]");
    assertThat(rows(file, 1))
        .containsExactly("[TPEx, 0050, 2024-11-08, null, null, null, null, null]");
    assertThat(rows(file, 2))
        .containsExactly("[0, 2024-11-08, 1, 2451, 18, 1.5]", "[0, 2024-11-08, 2, 156, 9, 2.5]");
    assertThat(file.rowsRead()).isEqualTo(5);
  }

  @Test
  void aRowThatNoBlockTakesGoesToQuarantine() throws IOException, UnreadableFileException {
    DeclaredFile file = read(TABLES.replace("0050", "1101"));
    assertThat(file.badRows()).hasSize(1);
    assertThat(file.badRows().get(0).line()).isEqualTo(2);
    assertThat(file.badRows().get(0).raw()).isEqualTo("[\"1101\",\"-\"]");
    assertThat(file.badRows().get(0).reason())
        .isEqualTo(
            "expected a row of stock_valuation (代號 9.*) or stock_valuation (代號 [0050, 0056]), found one of no table");
    assertThat(file.tables().get(1).rowsBad()).isEqualTo(1);
    assertThat(rows(file, 0)).hasSize(2);
  }

  @Test
  void aTableThatTheDictionaryDoesNotKnowIsToldOf() throws IOException, UnreadableFileException {
    DeclaredFile file =
        read(TABLES.replace("{},", "{\"title\":\"新\",\"fields\":[\"甲\"],\"data\":[[\"1\"]]},"));
    assertThat(file.notes())
        .containsExactly(
            "expected the tables that the dictionary has, found another, '新', with the columns [甲]");
    assertThat(file.rowsRead()).isEqualTo(5);
  }

  @Test
  void aTableThatIsMissingRefusesTheFileUnlessItIsOlder()
      throws IOException, UnreadableFileException {
    String lacking = TABLES.replace("人數合計", "人數");
    UnreadableFileException refusal =
        catchThrowableOfType(UnreadableFileException.class, () -> read(lacking));
    assertThat(refusal.kind()).isEqualTo(Kind.WRONG_COLUMNS);
    assertThat(refusal)
        .hasMessageContaining("expected a table with the columns [類型] for stock_shareholding");
    DeclaredFile old =
        reader()
            .read(
                new SourceFile("twse.test", LocalDate.of(2008, 12, 31), "test.json"),
                lacking.replace("20241108", "20081231").getBytes(StandardCharsets.UTF_8));
    assertThat(rows(old, 0)).hasSize(2);
    assertThat(rows(old, 2)).isEmpty();
  }

  @Test
  void oneTableOfSeveralThatWasCutToItsHeaderIsDamaged() {
    assertThat(kind(TABLES.replace(", [\"0050\", \"-\"]", ""))).isEqualTo(Kind.DAMAGED);
    String stacked = STACKED.replace("=\"0050\",\"-\",\n", "");
    assertThat(kind(stacked)).isEqualTo(Kind.DAMAGED);
  }

  @Test
  void emptyTablesAreNoDataAndATitleOfAnotherDayIsRefused() {
    assertThat(kind("{\"stat\":\"OK\",\"date\":\"20241108\",\"tables\":[{},{}]}"))
        .isEqualTo(Kind.NO_DATA);
    assertThat(kind("{\"stat\":\"OK\",\"date\":\"20241108\",\"fields9\":[\"代號\"],\"data9\":[]}"))
        .isEqualTo(Kind.NO_DATA);
    assertThat(kind(STACKED.replace("11月08日", "11月07日"))).isEqualTo(Kind.WRONG_DATE);
    assertThat(kind(STACKED.replace("113年11月08日 ", ""))).isEqualTo(Kind.WRONG_DATE);
  }

  private static Kind kind(String text) {
    return catchThrowableOfType(UnreadableFileException.class, () -> read(text)).kind();
  }

  private static List<String> rows(DeclaredFile file, int table) {
    return file.tables().get(table).rows().stream().map(Arrays::toString).toList();
  }

  private static DeclaredFile read(String text) throws IOException, UnreadableFileException {
    byte[] bytes =
        text.getBytes(text.startsWith("{") ? StandardCharsets.UTF_8 : Charset.forName("MS950"));
    return reader().read(new SourceFile("twse.test", DATE, "test"), bytes);
  }

  private static DeclaredReader reader() throws IOException {
    Dataset dataset = JsonMapper.builder().build().readValue(DECLARED, Dataset.class);
    return new DeclaredReader(dataset, Dictionary.load());
  }
}

package io.tapehouse.extractors.twse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.TextLines;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("calendar")
class HolidayScheduleReaderTest {

  @Test
  void aRealYear() throws Exception {
    Path path = Captures.path("twse.holiday_schedule/2022-01-01/holidaySchedule_111.csv");
    byte[] bytes = Captures.bytes("twse.holiday_schedule/2022-01-01/holidaySchedule_111.csv");
    HolidaySchedule schedule = HolidayScheduleReader.read(Captures.source(path), bytes);

    assertThat(schedule.year()).isEqualTo(2022);
    assertThat(schedule.rowsRead()).isEqualTo(20);
    assertThat(schedule.badRows()).isEmpty();
    assertThat(schedule.warnings()).isEmpty();
    assertThat(schedule.days()).hasSize(20);
    assertThat(open(schedule)).containsExactly("2022-01-03", "2022-01-26", "2022-02-07");
    assertThat(settlementOnly(schedule)).containsExactly("2022-01-27", "2022-01-28");
    assertThat(schedule.days())
        .contains(
            new CalendarDay(
                LocalDate.of(2022, 1, 1),
                false,
                false,
                CalendarDay.Source.SCHEDULE,
                "中華民國開國紀念日：依規定放假1日。"));
  }

  @Test
  void anOlderFileSaysItInWords() throws Exception {
    // Rows of the form of 2009 to 2021, with the words of the schedule of 2022.
    HolidaySchedule schedule =
        read(
            2022,
            """
            中華民國111年有價證券集中交易市場開（休）市日期表
            名稱,日期,星期,說明
            "國曆新年開始交易日","1月3日","一","國曆新年開始交易。"
            "農曆春節前最後交易日","1月26日","三","農曆春節前最後交易。"
            "農曆春節前最後交易日","1月27日1月28日","四五","1月27日及1月28日市場無交易，僅辦理結算交割作業。"
            "農曆春節","1月31日、2月1日 2月2日(三)","一","依規定於1月31日至2月2日放假，2月7日開始交易。"
            "農曆春節","2月4日","五","2月4日（星期五）調整放假，於1月22日（星期六）補行上班，但不交易亦不交割。"
            """);
    assertThat(open(schedule)).containsExactly("2022-01-03", "2022-01-26");
    assertThat(settlementOnly(schedule)).containsExactly("2022-01-27", "2022-01-28");
    assertThat(schedule.days()).hasSize(8);
    assertThat(schedule.badRows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1月26日1月27日, 1月26日最後交易，1月27日市場無交易，僅辦理結算交割作業。, 2022-01-26, 2022-01-27",
    "1月26日1月27日, 1月26日最後交易；1月27日市場無交易，僅辦理結算交割。, 2022-01-26, 2022-01-27",
    // Before 2021 the days of settlement have no rows of their own. The 29th is a Saturday.
    "1月26日, 1月26日最後交易；1月27日及28日市場無交易。, 2022-01-26, '2022-01-27,2022-01-28'",
    "1月28日, 1月26日最後交易；1月27日及28日市場無交易。, '', '2022-01-27,2022-01-28'",
    "1月28日, 1月27日至1月29日市場無交易。, '', '2022-01-27,2022-01-28'",
    "1月26日, 自1月27日起至29日止市場無交易。, '', '2022-01-27,2022-01-28'",
    "1月26日, 1月27、28日市場無交易。, '', '2022-01-27,2022-01-28'",
  })
  void oneDescriptionOfSeveralDates(
      String dates, String description, String open, String settlementOnly) throws Exception {
    HolidaySchedule schedule =
        read(2022, "\"111年\"\n名稱,日期,說明\n\"農曆春節前\",\"%s\",\"%s\"\n".formatted(dates, description));
    assertThat(String.join(",", open(schedule))).isEqualTo(open);
    assertThat(String.join(",", settlementOnly(schedule))).isEqualTo(settlementOnly);
  }

  @Test
  void commasAndQuotesInsideText() throws Exception {
    HolidaySchedule schedule =
        read(
            2022,
            """
            "中華民國111年",
            "名稱","日期","星期","說明","備註(* : 無交易, o : 交易日)",
            "補"假"日","9月9日","五","9月10日適逢星期六, 9月9日"補"假, 1日。","",
            """);
    assertThat(schedule.days())
        .extracting(CalendarDay::note)
        .containsExactly("補\"假\"日：9月10日適逢星期六, 9月9日\"補\"假, 1日。");
  }

  @Test
  void jsonWithIsoDates() throws Exception {
    HolidaySchedule schedule =
        readJson(
            2026,
            """
            {"stat":"ok","date":"20260101","title":"中華民國 115 年市場開休市日期","queryYear":115,
             "fields":["日期","名稱","說明"],"data":[["2026-01-02","國曆新年開始交易日","國曆新年開始交易。"],
             ["2026-02-12","農曆春節前無交易日","市場無交易，僅辦理結算交割作業。"],
             ["2026-09-25","中秋節","依規定放假1日。"]],"total":3}""");
    assertThat(open(schedule)).containsExactly("2026-01-02");
    assertThat(settlementOnly(schedule)).containsExactly("2026-02-12");
    assertThat(schedule.days()).hasSize(3);
  }

  @Test
  void openDataWithoutATitle() throws Exception {
    HolidaySchedule schedule =
        readJson(
            2024,
            """
            [{"Name":"元旦","Date":"1130101","Weekday":"一","Description":"依規定放假1日。"},
             {"Name":"國曆新年開始交易日","Date":"1130102","Weekday":"二","Description":"國曆新年開始交易。"},
             {"Name":"元旦","Date":"1140101","Weekday":"三","Description":""},
             {"Name":"x","Date":"1130103"}]""");
    assertThat(open(schedule)).containsExactly("2024-01-02");
    assertThat(schedule.days()).hasSize(2);
    assertThat(schedule.badRows()).hasSize(2);
  }

  @Test
  void whatIsOddIsWarnedOf() throws Exception {
    HolidaySchedule schedule =
        read(
            2022,
            """
            中華民國111年
            名稱,日期,星期,說明,備註,新欄
            "元旦","1月1日","日","放假","",""
            "開始交易日","1月3日","一","開始交易","?",""
            """);
    assertThat(schedule.warnings())
        .hasSize(3)
        .anySatisfy(text -> assertThat(text).contains("新欄"))
        .anySatisfy(text -> assertThat(text).contains("weekday of 2022-01-01, found '日'"))
        .anySatisfy(text -> assertThat(text).contains("mark '?'"));
    assertThat(schedule.warnings())
        .contains("line 3: expected the weekday of 2022-01-01, found '日' instead of 六");
    // An unknown mark has no meaning; the words decide.
    assertThat(open(schedule)).containsExactly("2022-01-03");
  }

  /** The marks of 2024: none on two trading days, the one of settlement on a third. */
  @Test
  void wordsOutrankMarks() throws Exception {
    HolidaySchedule schedule =
        read(
            2024,
            """
            中華民國113年有價證券集中交易市場開（休）市日期表
                            日期,名稱,說明,備註(* : 市場無交易，僅辦理結算交割作業。o : 交易日。)
                            "1月1日 (一)","元旦","依規定放假1日。",""
            "1月2日 (二)","國曆新年開始交易日","國曆新年開始交易。",""
            "2月5日 (一)","農曆春節前最後交易日","農曆春節前最後交易。","*"
            "2月6日（二）","市場無交易，僅辦理結算交割作業","","o"
            "2月8日 (星期四)","除夕前一日","2月8日（星期四）調整放假。","o"
            "2月9日 (五)","除夕","","o"
            "2月12日 (一)","春節","","*"
            "2月13日 (二)","春節","",""
            """);
    assertThat(open(schedule)).containsExactly("2024-01-02", "2024-02-05", "2024-02-09");
    assertThat(settlementOnly(schedule)).containsExactly("2024-02-06", "2024-02-12");
    assertThat(schedule.days()).hasSize(8);
    assertThat(schedule.warnings())
        .containsExactly(
            "line 4: 2024-01-02: expected a mark that agrees with the words, open ('國曆新年開始交易日：國曆新年開始交易。'), found the mark '', which means closed; the words count",
            "line 5: 2024-02-05: expected a mark that agrees with the words, open ('農曆春節前最後交易日：農曆春節前最後交易。'), found the mark '*', which means settlement only; the words count",
            "line 6: 2024-02-06: expected a mark that agrees with the words, settlement only ('市場無交易，僅辦理結算交割作業'), found the mark 'o', which means open; the words count",
            "line 7: 2024-02-08: expected a mark that agrees with the words, closed ('除夕前一日：2月8日（星期四）調整放假。'), found the mark 'o', which means open; the words count");
  }

  /** Before 2019 a Saturday that was worked in exchange for another day was a trading day. */
  @ParameterizedTest
  @CsvSource({
    "於3月31日（星期六）補行上班。, 2018-03-31, taken for open",
    "於3月31日（星期六）補行上班，並交易及交割。, 2018-03-31, ''",
    "3月31日（星期六）補行交易並辦理結算交割。, 2018-03-31, ''",
    "於3月31日（星期六）補行上班，但不交易亦不交割。, '', ''",
    "於3月31日（星期六）補行上班。但不交易亦不交割。, '', ''",
    "於3月31日（星期五）補行上班。, '', weekday of 2018-03-31",
    "於106年12月30日（星期六）補行上班。, '', ''",
  })
  void saturdaysThatAreWorkedInExchange(String description, String open, String warning)
      throws Exception {
    HolidaySchedule schedule =
        read(
            2018,
            "\"107年\"\n名稱,日期,說明\n\"兒童節\",\"4月6日\",\"4月6日（星期五）調整放假，%s\"\n".formatted(description));
    assertThat(String.join(",", open(schedule))).isEqualTo(open);
    assertThat(closed(schedule)).contains("2018-04-06");
    if (warning.isEmpty()) {
      assertThat(schedule.warnings()).isEmpty();
    } else {
      assertThat(schedule.warnings()).singleElement().asString().contains("line 3", warning);
    }
  }

  /** The shape of 2020: a description counts for days without a row. */
  @Test
  void daysThatOnlyADescriptionNames() throws Exception {
    HolidaySchedule schedule =
        read(
            2020,
            """
            中華民國109年有價證券集中交易市場開（休）市日期表
            名稱,日期,星期,說明
            "國曆新年開始交易日","1月2日","四","國曆新年開始交易。"
            "農曆春節前最後交易日","1月20日","一","1月21日及1月22日市場無交易，僅辦理結算交割作業。"
            "除夕前一日","1月23日","四","1月23日（星期四）調整放假，於2月15日（星期六）補行上班，但不交易亦不交割。"
            "農曆春節","1月25日1月26日1月27日1月28日1月29日","六日一二三","依規定於1月25日至1月27日放假3日。"
            "農曆春節後開始交易日","1月30日","四","農曆春節後開始交易。"
            "端午節","6月25日","四","依規定放假1日。6月26日調整放假，於6月20日補行上班，但不交易亦不交割。"
            """);
    assertThat(open(schedule)).containsExactly("2020-01-02", "2020-01-20", "2020-01-30");
    assertThat(settlementOnly(schedule)).containsExactly("2020-01-21", "2020-01-22");
    assertThat(closed(schedule)).contains("2020-06-25", "2020-06-26").doesNotContain("2020-02-15");
    assertThat(schedule.warnings()).isEmpty();
  }

  @Test
  void theRowOfADayCountsBeforeTheDescriptionOfAnother() throws Exception {
    HolidaySchedule schedule =
        read(
            2022,
            """
            中華民國111年
            名稱,日期,說明
            "最後交易日","1月26日","1月27日市場無交易。"
            "最後交易日","1月27日","最後交易。"
            """);
    assertThat(open(schedule)).containsExactly("2022-01-26", "2022-01-27");
    assertThat(schedule.warnings())
        .containsExactly(
            "line 3: 2022-01-27: expected the same as its row, line 4, open, found settlement only; its row counts");
  }

  @ParameterizedTest
  @CsvSource({
    "'1月27日\r\n1月28日', 2",
    "'1月27日<br>1月28日<br/>', 2",
    "1月27日、1月28日, 2",
    "1月27日、28日, 2",
    "１月２７日　1月28日, 2",
    "1月27日1月28日, 2",
    "'1月27日 (四)1月28日（星期五）', 2",
    "'111年1月27日,1月28日', 2",
    "'1月27日(111年) 1月28日', 2",
    "111年1月27日及28日, 2",
    "1110127, 1",
    "111/01/27, 1",
    "2022-01-27 (四), 1",
    "'2022-01-27、2022-01-28', 2",
    "20220127, 1",
  })
  void formsOfDates(String cell, int dates) throws Exception {
    HolidaySchedule schedule =
        readJson(
            2022,
            "{\"stat\":\"ok\",\"data\":[[\"%s\",\"市場無交易\",\"\"]],\"fields\":[\"日期\",\"名稱\",\"說明\"],\"title\":\"111 年\"}"
                .formatted(cell.replace("\r\n", "\\r\\n")));
    assertThat(schedule.badRows()).isEmpty();
    assertThat(schedule.warnings()).isEmpty();
    assertThat(settlementOnly(schedule))
        .isEqualTo(List.of("2022-01-27", "2022-01-28").subList(0, dates));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "10月10",
        "10/10",
        "13月1日",
        "2月30日",
        "1月27日至1月30日",
        "1月27日~1月30日",
        "1月27日～30日",
        "1月27日-1月30日",
        "1月27日起",
        "30日",
        "1月27日(2日)",
        "12月31日(110年)",
        "1120101",
      })
  void datesThatAreNotGuessedAt(String cell) throws Exception {
    HolidaySchedule schedule =
        read(
            2022,
            "中華民國111年\n名稱,日期,說明\n\"元旦\",\"1月1日\",\"放假\"\n\"春節\",\"%s\",\"放假\"\n".formatted(cell));
    assertThat(schedule.days()).hasSize(1);
    assertThat(schedule.badRows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.line()).isEqualTo(4);
              assertThat(row.reason())
                  .isEqualTo("expected dates of 2022 such as 1月27日, found '" + cell + "'");
              assertThat(row.raw()).isEqualTo("\"春節\",\"" + cell + "\",\"放假\"");
            });
  }

  /** As the table of 2022 has the day off of the year before. */
  @Test
  void aDateThatSaysItIsOfAnotherYearIsLeftToThatYear() throws Exception {
    HolidaySchedule schedule =
        read(
            2022,
            """
            中華民國111年
            名稱,日期,星期,說明
            "開國紀念日","12月31日(110年)、1月1日(111年)","五六","111年1月1日適逢星期六，110年12月31日（星期五）補假1日。依規定放假1日。"
            """);
    assertThat(schedule.days())
        .extracting(day -> day.date().toString())
        .containsExactly("2022-01-01");
    assertThat(schedule.warnings())
        .containsExactly(
            "line 3: expected dates of 2022, found 2021-12-31 too: it is left to the schedule of that year");
  }

  @Test
  void rowsOfTheWrongWidth() throws Exception {
    HolidaySchedule schedule =
        read(
            2022,
            """
            中華民國111年
            名稱,日期,星期,說明
            "元旦","1月1日","六","放假"
            "和平紀念日"
            "國慶日","10月10日"
            "端午節","6月3日","五","放假",""
            "","6月3日","五",""
            備註：本表如有變動，另行公告。
            """);
    assertThat(schedule.badRows()).extracting(BadRow::line).containsExactly(4L, 5L, 7L);
    assertThat(schedule.badRows())
        .extracting(BadRow::reason)
        .containsExactly(
            "expected 4 cells, found 1",
            "expected 4 cells, found 2",
            "expected a name or a description, found neither");
    assertThat(schedule.days()).hasSize(2);
  }

  @Test
  void aCellWithLineEndsInIt() throws Exception {
    String csv =
        """
        中華民國113年
        日期,名稱,說明,備註
        "2月10日 (六)","春節","依規定放假3日。

        2月10日適逢星期六，於2月13日（星期二）補假。",""
        "2月12日
        2月13日","春節","放假",""
        "2月14日,"春節","放假",""
        "2月15日","農曆春節後開始交易日","","o"
        """;
    HolidaySchedule schedule = read(2024, csv.replace("\n", "\r\n"));
    assertThat(closed(schedule)).containsExactly("2024-02-10", "2024-02-12", "2024-02-13");
    assertThat(open(schedule)).containsExactly("2024-02-15");
    assertThat(schedule.badRows())
        .extracting(row -> row.line() + " " + row.raw())
        .containsExactly("8 \"2月14日,\"春節\",\"放假\",\"\"");
  }

  @Test
  void ofTwoRowsThatContradictEachOtherTheWordsCount() throws Exception {
    HolidaySchedule schedule =
        read(
            2022,
            """
            中華民國111年
            名稱,日期,說明,備註
            "春節","1月27日","","o"
            "春節","1月27日","市場無交易。","*"
            "開始交易日","2月7日","","o"
            "春節","2月7日","",""
            """);
    assertThat(settlementOnly(schedule)).containsExactly("2022-01-27");
    assertThat(open(schedule)).containsExactly("2022-02-07");
    assertThat(schedule.badRows()).isEmpty();
    assertThat(schedule.warnings())
        .containsExactly(
            "line 4: 2022-01-27: expected the same as line 3, open, found settlement only; line 4 is in words and counts",
            "line 6: 2022-02-07: expected the same as line 5, open, found closed; line 5 is in words and counts");
  }

  @Test
  void encodings() throws Exception {
    String csv = "中華民國111年\n名稱,日期,說明\n\"春節\",\"1月27日\",\"市場無交易。\"\n";
    for (byte[] bytes :
        List.of(
            csv.getBytes(TextLines.MS950),
            csv.getBytes(UTF_8),
            ("\uFEFF" + csv).getBytes(UTF_8),
            ("\uFEFF\uFEFF" + csv).getBytes(UTF_8))) {
      assertThat(settlementOnly(HolidayScheduleReader.read(file(2022), bytes)))
          .containsExactly("2022-01-27");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "中華民國113年有價證券集中交易市場開（休）市日期表\n名稱,日期,說明\n\"元旦\",\"1月1日\",\"放假\"\n",
        "名稱,日期,說明\n\"元旦\",\"113年1月1日\",\"放假\"\n",
        "{\"stat\":\"ok\",\"date\":\"20240101\",\"fields\":[\"日期\",\"名稱\",\"說明\"],\"data\":[[\"2024-01-01\",\"元旦\",\"\"]]}",
        "{\"stat\":\"ok\",\"queryYear\":113,\"fields\":[\"日期\",\"名稱\",\"說明\"],\"data\":[[\"1月1日\",\"元旦\",\"\"]]}",
        "{\"stat\":\"ok\",\"queryYear\":2024,\"title\":\"114 年\",\"fields\":[\"日期\",\"名稱\",\"說明\"],\"data\":[[\"1月1日\",\"元旦\",\"\"]]}",
        "{\"stat\":\"ok\",\"title\":\"114 年\",\"fields\":[\"日期\",\"名稱\",\"說明\"],\"data\":[[\"2024-01-01\",\"元旦\",\"\"]]}",
        "[{\"Name\":\"元旦\",\"Date\":\"1130101\",\"Weekday\":\"一\",\"Description\":\"\"}]",
      })
  void aFileOfAnotherYearIsRefused(String text) {
    UnreadableFileException refusal =
        catchThrowableOfType(
            UnreadableFileException.class,
            () -> HolidayScheduleReader.read(file(2025), text.getBytes(UTF_8)));
    assertThat(refusal.kind()).isEqualTo(Kind.WRONG_DATE);
    assertThat(refusal.getMessage()).contains("2025").containsAnyOf("2024", "113");
  }

  @Test
  void rowsThatAreBad() throws Exception {
    HolidaySchedule schedule =
        read(
            2022,
            """
            中華民國111年
            名稱,日期,說明
            "元旦","1月1日","放假"
            "春節","2月30日","放假"
            "春節","2月1日至2月3日","放假"
            "開始交易日","1月1日","開始交易"
            "春節","2月1日","放假"
            "除夕","2月1日","放假"
            """);
    assertThat(schedule.badRows()).extracting(row -> row.line()).containsExactly(4L, 5L, 6L);
    assertThat(schedule.days())
        .extracting(CalendarDay::note)
        .containsExactly("元旦：放假", "春節：放假；除夕：放假");
  }

  private static List<String> closed(HolidaySchedule schedule) {
    return schedule.days().stream()
        .filter(day -> !day.open() && !day.settlementOnly())
        .map(day -> day.date().toString())
        .toList();
  }

  private static HolidaySchedule read(int year, String csv) throws Exception {
    return HolidayScheduleReader.read(file(year), csv.getBytes(TextLines.MS950));
  }

  private static HolidaySchedule readJson(int year, String json) throws Exception {
    return HolidayScheduleReader.read(file(year), json.getBytes(UTF_8));
  }

  private static SourceFile file(int year) {
    return new SourceFile("twse.holiday_schedule", LocalDate.of(year, 1, 1), "holidaySchedule");
  }

  private static List<String> open(HolidaySchedule schedule) {
    return schedule.days().stream()
        .filter(CalendarDay::open)
        .map(day -> day.date().toString())
        .toList();
  }

  private static List<String> settlementOnly(HolidaySchedule schedule) {
    return schedule.days().stream()
        .filter(CalendarDay::settlementOnly)
        .map(day -> day.date().toString())
        .toList();
  }
}

package io.tapehouse.extractors.twse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.extractors.SourceFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "1月26日, 1月26日最後交易；1月27日及28日市場無交易。, 2022-01-26, ''",
    "1月28日, 1月26日最後交易；1月27日及28日市場無交易。, '', 2022-01-28",
    "1月28日, 1月27日至1月29日市場無交易。, '', 2022-01-28",
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
    assertThat(open(schedule)).isEmpty();
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

package io.tapehouse.extractors.twse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.text.TextLines;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One schedule in every form that TWSE's files of some year have: any order of columns, any way of
 * writing dates, several of them in a cell or one a row, with and without marks, CSV and JSON, any
 * encoding. All say the same days.
 */
class ScheduleFormsTest {

  private static final String WEEKDAYS = "一二三四五六日";
  private static final List<String> SEPARATORS =
      List.of("", "、", "<br>", "<br/>", " ", "　", ",", "，", "及", "\r\n", "\n");

  /** What a day is, and TWSE's words and mark for it. */
  private enum Kind {
    HOLIDAY("中秋節", "依規定放假1日。", ""),
    BARE("農曆除夕", "", ""),
    MOVED("除夕前一日", "%s調整放假，於%s補行上班，但不交易亦不交割。", ""),
    FIRST("國曆新年開始交易日", "國曆新年開始交易。", "o"),
    LAST("農曆春節前最後交易日", "農曆春節前最後交易。", "o"),
    SETTLEMENT("市場無交易，僅辦理結算交割作業", "", "*"),
    SETTLEMENT_OF_2022("農曆春節前最後交易日", "%s市場無交易，僅辦理結算交割作業。", "*");

    private final String name;
    private final String description;
    private final String mark;

    Kind(String name, String description, String mark) {
      this.name = name;
      this.description = description;
      this.mark = mark;
    }

    String verdict() {
      return switch (this) {
        case FIRST, LAST -> "open";
        case SETTLEMENT, SETTLEMENT_OF_2022 -> "settlement only";
        default -> "closed";
      };
    }
  }

  /** A row: days of one kind. */
  private record Row(Kind kind, List<LocalDate> dates, String mark) {}

  static long[] seeds() {
    return new Random(20240113).longs(300).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyFormSaysTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    int year = 2009 + random.nextInt(19);
    Map<LocalDate, String> expected = new TreeMap<>();
    List<Row> rows = rows(random, year, expected);
    boolean marks = random.nextBoolean();
    int wrongMarks = 0;
    if (marks) {
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        // The words of these leave no doubt, so a wrong mark changes nothing.
        if (row.kind() != Kind.BARE && random.nextInt(5) == 0) {
          String wrong =
              pick(random, Stream.of("o", "*", "").filter(m -> !m.equals(row.mark())).toList());
          rows.set(i, new Row(row.kind(), row.dates(), wrong));
          wrongMarks += row.dates().size();
        }
      }
    }
    byte[] bytes =
        marks || random.nextInt(3) > 0
            ? csv(random, year, rows, marks)
            : json(random, year, rows).getBytes(UTF_8);

    HolidaySchedule schedule = read(year, bytes);
    assertThat(schedule.badRows()).as(new String(bytes, UTF_8)).isEmpty();
    assertThat(verdicts(schedule)).as(new String(bytes, UTF_8)).isEqualTo(expected);
    assertThat(schedule.rowsRead()).isEqualTo(rows.size());
    assertThat(schedule.warnings()).hasSize(wrongMarks);
  }

  /** Dates of the published schedules of 2024 and 2025. */
  @Test
  void openDaysOfWholeYears() throws Exception {
    String unmarked =
        """
        中華民國113年有價證券集中交易市場開（休）市日期表
                        日期,名稱,說明,備註(* : 市場無交易，僅辦理結算交割作業。o : 交易日。)
        """
            + line(2024, "1月1日", "元旦", "依規定放假1日。", "")
            + line(2024, "1月2日", "國曆新年開始交易日", "國曆新年開始交易。", "")
            + line(2024, "2月5日", "農曆春節前最後交易日", "農曆春節前最後交易。", "*")
            + line(2024, "2月6日", "市場無交易，僅辦理結算交割作業", "", "*")
            + line(2024, "2月7日", "市場無交易，僅辦理結算交割作業", "", "*")
            + Stream.of("2月8日", "2月9日", "2月10日", "2月11日", "2月12日", "2月13日", "2月14日")
                .map(date -> line(2024, date, "農曆春節", "2月10日適逢星期六，於2月13日（星期二）補假。", ""))
                .collect(Collectors.joining())
            + line(2024, "2月15日", "農曆春節後開始交易日", "農曆春節後開始交易。", "")
            + Stream.of("2月28日", "4月4日", "4月5日", "5月1日", "6月10日", "9月17日", "10月10日")
                .map(date -> line(2024, date, "紀念日", "依規定放假1日。", ""))
                .collect(Collectors.joining());
    assertThat(RealSchedulesTest.openDays(read(2024, unmarked.getBytes(TextLines.MS950))))
        .isEqualTo(247);
    String marked =
        "\"中華民國114年有價證券集中交易市場開（休）市日期表\"\r\n\"日期\",\"名稱\",\"說明\",\"備註\"\r\n"
            + line(2025, "1月22日", "農曆春節前最後交易日", "農曆春節前最後交易。", "o")
            + line(2025, "1月23日", "市場無交易，僅辦理結算交割作業", "", "*")
            + line(2025, "1月24日", "市場無交易，僅辦理結算交割作業", "", "*")
            + Stream.of(
                    "1月1日", "1月27日", "1月28日", "1月29日", "1月30日", "1月31日", "2月28日", "4月3日", "4月4日",
                    "5月1日", "5月30日", "5月31日", "10月6日", "10月10日")
                .map(date -> line(2025, date, "紀念日", "依規定放假1日。", ""))
                .collect(Collectors.joining());
    assertThat(RealSchedulesTest.openDays(read(2025, marked.getBytes(TextLines.MS950))))
        .isEqualTo(246);
  }

  private static String line(int year, String date, String name, String description, String mark) {
    LocalDate day = LocalDate.parse(year + "年" + date, DateTimeFormatter.ofPattern("yyyy年M月d日"));
    return "\"%s (%s)\",\"%s\",\"%s\",\"%s\"\n"
        .formatted(date, weekday(day), name, description, mark);
  }

  private static List<Row> rows(Random random, int year, Map<LocalDate, String> expected) {
    List<Row> rows = new ArrayList<>();
    LocalDate date = LocalDate.of(year, 1, 1);
    while (date.getYear() == year) {
      Kind kind = pick(random, List.of(Kind.values()));
      List<LocalDate> dates = new ArrayList<>();
      for (int days = 1 + random.nextInt(4); days > 0 && date.getYear() == year; days--) {
        // A weekday, so that a moved day off differs from the Saturday that is worked for it.
        if (date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
          dates.add(date);
          expected.put(date, kind.verdict());
        }
        date = date.plusDays(1);
      }
      if (!dates.isEmpty()) {
        rows.add(new Row(kind, dates, kind.mark));
      }
      date = date.plusDays(5 + random.nextInt(25));
    }
    return rows;
  }

  private static byte[] csv(Random random, int year, List<Row> rows, boolean marks) {
    boolean weekdayColumn = random.nextBoolean();
    boolean dateFirst = random.nextBoolean();
    List<String> columns = new ArrayList<>(dateFirst ? List.of("日期", "名稱") : List.of("名稱", "日期"));
    if (weekdayColumn) {
      columns.add("星期");
    }
    columns.add("說明");
    if (marks) {
      columns.add(pick(random, List.of("備註", "備註(* : 市場無交易，僅辦理結算交割作業。o : 交易日。)")));
    }
    String end = pick(random, List.of("\n", "\r\n"));
    String blanks = random.nextInt(3) == 0 ? " ".repeat(16) : "";
    boolean quotedHeader = random.nextBoolean();
    String title = pick(random, List.of("中華民國%d年有價證券集中交易市場開（休）市日期表", "\"%d 年市場開休市日期\""));
    StringBuilder text = new StringBuilder(title.formatted(year - 1911)).append(end);
    text.append(blanks)
        .append(
            columns.stream()
                .map(name -> quotedHeader ? "\"" + name + "\"" : name)
                .collect(Collectors.joining(",")))
        .append(end);
    for (Row row : rows) {
      Map<String, String> cells = cells(random, row, false);
      text.append(random.nextInt(4) == 0 ? blanks : "")
          .append(
              columns.stream()
                  .map(name -> "\"" + cells.get(name.startsWith("備註") ? "備註" : name) + "\"")
                  .collect(Collectors.joining(",")))
          .append(end);
    }
    String whole = random.nextBoolean() ? text.toString() : text.append(end).toString();
    return switch (random.nextInt(3)) {
      case 0 -> whole.getBytes(UTF_8);
      case 1 -> ("\uFEFF" + whole).getBytes(UTF_8);
      default -> whole.getBytes(TextLines.MS950);
    };
  }

  private static String json(Random random, int year, List<Row> rows) {
    boolean wholeDates = random.nextBoolean();
    List<String> fields = new ArrayList<>(List.of("日期", "名稱", "說明"));
    if (random.nextBoolean()) {
      fields.add("星期");
    }
    Collections.shuffle(fields, random);
    List<String> data = new ArrayList<>();
    List<String> openData = new ArrayList<>();
    for (Row row : rows) {
      Map<String, String> cells = cells(random, row, wholeDates);
      data.add(
          fields.stream()
              .map(name -> text(cells.get(name)))
              .collect(Collectors.joining(",", "[", "]")));
      openData.add(
          "{\"Name\":%s,\"Date\":%s,\"Weekday\":%s,\"Description\":%s}"
              .formatted(
                  text(cells.get("名稱")),
                  text(cells.get("日期")),
                  text(cells.get("星期")),
                  text(cells.get("說明"))));
    }
    if (wholeDates && random.nextBoolean()) {
      return openData.toString();
    }
    List<String> keys =
        new ArrayList<>(
            List.of(
                "\"stat\":\"ok\"",
                "\"fields\":"
                    + fields.stream()
                        .map(ScheduleFormsTest::text)
                        .collect(Collectors.joining(",", "[", "]")),
                "\"data\":" + data));
    List<String> dated =
        List.of(
            "\"date\":\"%d0101\"".formatted(year),
            "\"title\":\"%d 年市場開休市日期\"".formatted(year - 1911),
            "\"queryYear\":%d".formatted(random.nextBoolean() ? year : year - 1911));
    keys.add(pick(random, dated));
    if (random.nextBoolean()) {
      dated.stream().filter(key -> !keys.contains(key)).forEach(keys::add);
      keys.add("\"total\":" + rows.size());
    }
    Collections.shuffle(keys, random);
    return "{" + String.join(",", keys) + "}";
  }

  private static Map<String, String> cells(Random random, Row row, boolean wholeDates) {
    Map<String, String> cells = new HashMap<>();
    cells.put("名稱", row.kind().name);
    cells.put("日期", dates(random, row.dates(), wholeDates));
    cells.put(
        "星期",
        pick(random, List.of("", "星期"))
            + row.dates().stream().map(ScheduleFormsTest::weekday).collect(Collectors.joining()));
    String named =
        row.dates().stream()
            .map(ScheduleFormsTest::inWords)
            .collect(Collectors.joining(pick(random, List.of("及", "、"))));
    LocalDate worked = row.dates().get(0).with(TemporalAdjusters.firstInMonth(DayOfWeek.SATURDAY));
    cells.put("說明", row.kind().description.formatted(named, inWords(worked)));
    cells.put("備註", row.mark());
    return cells;
  }

  private static String inWords(LocalDate date) {
    return "%d月%d日（星期%s）".formatted(date.getMonthValue(), date.getDayOfMonth(), weekday(date));
  }

  private static String dates(Random random, List<LocalDate> dates, boolean whole) {
    // A whole date in digits alone needs something before the next one.
    List<String> between =
        whole ? SEPARATORS.stream().filter(text -> !text.isEmpty()).toList() : SEPARATORS;
    String separator = pick(random, between);
    String bracket = whole ? "%s" : pick(random, List.of("%s", "%s(%s)", "%s (%s)", "%s（星期%s）"));
    int wholeForm = random.nextInt(4);
    StringBuilder cell = new StringBuilder();
    for (LocalDate date : dates) {
      String text =
          whole ? whole(date, wholeForm) : date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
      cell.append(cell.isEmpty() ? "" : separator).append(bracket.formatted(text, weekday(date)));
    }
    return cell.toString();
  }

  private static String whole(LocalDate date, int form) {
    int roc = date.getYear() - 1911;
    return switch (form) {
      case 0 -> date.toString();
      case 1 -> date.toString().replace("-", "");
      case 2 -> "%03d%02d%02d".formatted(roc, date.getMonthValue(), date.getDayOfMonth());
      default -> "%d/%02d/%02d".formatted(roc, date.getMonthValue(), date.getDayOfMonth());
    };
  }

  private static String weekday(LocalDate date) {
    return WEEKDAYS.substring(date.getDayOfWeek().getValue() - 1, date.getDayOfWeek().getValue());
  }

  private static String text(String value) {
    return "\"" + value.replace("\r", "\\r").replace("\n", "\\n") + "\"";
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Map<LocalDate, String> verdicts(HolidaySchedule schedule) {
    return schedule.days().stream()
        .collect(
            Collectors.toMap(
                CalendarDay::date,
                day -> day.open() ? "open" : day.settlementOnly() ? "settlement only" : "closed",
                (one, other) -> one,
                TreeMap::new));
  }

  private static HolidaySchedule read(int year, byte[] bytes) throws Exception {
    return HolidayScheduleReader.read(
        new SourceFile("twse.holiday_schedule", LocalDate.of(year, 1, 1), "holidaySchedule"),
        bytes);
  }
}

package io.tapehouse.simulator.market;

import io.tapehouse.simulator.market.Holiday.Mark;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The holiday schedule of a year, as the simulated exchange announces it. Safe for many threads.
 */
public final class SimulatedHolidays {

  private static final String BY_RULE = "依規定放假1日。";
  private static final String SETTLEMENT_ONLY = "市場無交易，僅辦理結算交割作業。";
  private static final Map<String, String> FIXED =
      Map.of(
          "01-01", "中華民國開國紀念日",
          "02-28", "和平紀念日",
          "04-04", "兒童節",
          "04-05", "民族掃墓節",
          "05-01", "勞動節",
          "10-10", "國慶日");

  private static final Map<Integer, SimulatedHolidays> YEARS = new ConcurrentHashMap<>();

  private final List<Holiday> rows = new ArrayList<>();
  private final Set<LocalDate> closed = new HashSet<>();

  private SimulatedHolidays(int year) {
    // All fixed days first: a make-up day must not fall on one of them.
    FIXED.keySet().forEach(day -> closed.add(LocalDate.parse(year + "-" + day)));
    LunarHolidays.of(year).ifPresent(this::addLunar);
    FIXED.keySet().stream()
        .sorted()
        .forEach(day -> addFixed(LocalDate.parse(year + "-" + day), FIXED.getOrDefault(day, "")));
    closeBeforeNewYear(LocalDate.of(year + 1, 1, 1));
    LocalDate first = nextWorkday(LocalDate.of(year, 1, 1), 1);
    rows.add(new Holiday(first, "國曆新年開始交易日", "國曆新年開始交易。", Mark.OPEN));
    rows.sort(Comparator.comparing(Holiday::date));
  }

  /** The schedule of a calendar year. */
  public static SimulatedHolidays of(int year) {
    return YEARS.computeIfAbsent(year, SimulatedHolidays::new);
  }

  /** All rows by date, open days among them. */
  public List<Holiday> rows() {
    return List.copyOf(rows);
  }

  boolean closes(LocalDate date) {
    return closed.contains(date);
  }

  private void addLunar(LunarHolidays lunar) {
    LocalDate lastSettlement = previousWorkday(lunar.newYearFirst());
    LocalDate firstSettlement = previousWorkday(lastSettlement);
    for (LocalDate date : List.of(firstSettlement, lastSettlement)) {
      closed.add(date);
      String text = monthDay(date) + SETTLEMENT_ONLY;
      rows.add(new Holiday(date, "農曆春節前最後交易日", text, Mark.SETTLEMENT_ONLY));
    }
    LocalDate lastTrading = previousWorkday(firstSettlement);
    rows.add(new Holiday(lastTrading, "農曆春節前最後交易日", "農曆春節前最後交易。", Mark.OPEN));
    LocalDate date = lunar.newYearFirst();
    for (; !date.isAfter(lunar.newYearLast()); date = date.plusDays(1)) {
      if (!isWeekend(date)) {
        close(date, date.equals(lunar.newYearFirst()) ? "農曆除夕" : "農曆春節", BY_RULE);
      }
    }
    LocalDate reopening = nextWorkday(lunar.newYearLast(), 1);
    rows.add(new Holiday(reopening, "農曆春節後開始交易日", "農曆春節後開始交易。", Mark.OPEN));
    lunar.dragonBoat().forEach(day -> close(day, "端午節", BY_RULE));
    lunar.midAutumn().forEach(day -> close(day, "中秋節", BY_RULE));
  }

  /** A holiday on a Saturday is made up for on the workday before, one on a Sunday on the next. */
  private void addFixed(LocalDate date, String name) {
    close(date, name, BY_RULE);
    if (!isWeekend(date)) {
      return;
    }
    boolean saturday = date.getDayOfWeek() == DayOfWeek.SATURDAY;
    LocalDate instead = nextWorkday(date, saturday ? -1 : 1);
    // That of January 1 on a Saturday lies in the schedule of the year before.
    if (instead.getYear() == date.getYear()) {
      makeUp(date, instead, name);
    }
  }

  private void closeBeforeNewYear(LocalDate newYear) {
    if (newYear.getDayOfWeek() == DayOfWeek.SATURDAY) {
      makeUp(newYear, newYear.minusDays(1), FIXED.getOrDefault("01-01", ""));
    }
  }

  private void makeUp(LocalDate date, LocalDate instead, String name) {
    String text =
        monthDay(date)
            + "適逢星期"
            + Weekday.of(date)
            + "，"
            + monthDay(instead)
            + "（星期"
            + Weekday.of(instead)
            + "）補假1日。";
    close(instead, name, text);
  }

  private void close(LocalDate date, String name, String description) {
    closed.add(date);
    rows.add(new Holiday(date, name, description, Mark.CLOSED));
  }

  private LocalDate previousWorkday(LocalDate date) {
    return nextWorkday(date, -1);
  }

  private LocalDate nextWorkday(LocalDate date, int step) {
    LocalDate next = date.plusDays(step);
    while (isWeekend(next) || closed.contains(next)) {
      next = next.plusDays(step);
    }
    return next;
  }

  static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
  }

  private static String monthDay(LocalDate date) {
    return date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
  }
}

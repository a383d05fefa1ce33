package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.market.TradingDays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which contracts are listed on a trading date, and when they settle. */
final class ContractCalendar {

  private static final LocalDate FRIDAY_WEEKLIES = LocalDate.of(2025, 7, 1);
  private static final int WEEKS_LISTED = 2;

  private final TradingDays days;

  ContractCalendar(TradingDays days) {
    this.days = days;
  }

  /** The third Wednesday, or the first open day after it. */
  LocalDate settlement(YearMonth month) {
    LocalDate third =
        month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.WEDNESDAY));
    return days.onOrAfter(third);
  }

  /** The monthly contracts, nearest first. */
  List<Contract> monthly(Months months, LocalDate date) {
    YearMonth current = YearMonth.from(date);
    return switch (months) {
      case INDEX -> consecutive(date, 3);
      case STOCK -> consecutive(date, 2);
      // The last trading days of these products follow rules of their own, so the simulator keeps
      // away from them: it lists no contract in the month in which it ends.
      case QUARTERS -> later(current, 2, month -> month.getMonthValue() % 3 == 0);
      case EVEN -> later(current, 3, month -> month.getMonthValue() % 2 == 0);
      case LATER -> later(current.plusMonths(1), 2, month -> true);
    };
  }

  /** The weeklies that end on Wednesdays: none in the week in which the monthly contract ends. */
  List<Contract> wednesdays(LocalDate date) {
    return weeklies(date, DayOfWeek.WEDNESDAY, "W").stream()
        .filter(contract -> !contract.month().endsWith("W3"))
        .toList();
  }

  /** The weeklies that end on Fridays, which exist since July 2025. */
  List<Contract> fridays(LocalDate date) {
    return date.isBefore(FRIDAY_WEEKLIES) ? List.of() : weeklies(date, DayOfWeek.FRIDAY, "F");
  }

  private List<Contract> consecutive(LocalDate date, int count) {
    YearMonth first = YearMonth.from(date);
    if (settlement(first).isBefore(date)) {
      first = first.plusMonths(1);
    }
    List<Contract> contracts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      YearMonth month = first.plusMonths(i);
      contracts.add(new Contract(text(month), settlement(month)));
    }
    contracts.addAll(
        later(first.plusMonths(count - 1L), 3, month -> month.getMonthValue() % 3 == 0));
    return contracts;
  }

  private static List<Contract> later(YearMonth after, int count, Predicate<YearMonth> listed) {
    List<Contract> contracts = new ArrayList<>();
    for (YearMonth month = after.plusMonths(1);
        contracts.size() < count;
        month = month.plusMonths(1)) {
      if (listed.test(month)) {
        contracts.add(new Contract(text(month), LocalDate.MAX));
      }
    }
    return contracts;
  }

  private List<Contract> weeklies(LocalDate date, DayOfWeek weekday, String letter) {
    List<Contract> contracts = new ArrayList<>();
    // One that ended on a closed day may still be alive after it.
    LocalDate end = date.minusWeeks(2).with(TemporalAdjusters.nextOrSame(weekday));
    for (; !end.isAfter(date.plusWeeks(WEEKS_LISTED)); end = end.plusWeeks(1)) {
      LocalDate settlement = days.onOrAfter(end);
      if (!settlement.isBefore(date)) {
        int number = 1 + (end.getDayOfMonth() - 1) / 7;
        contracts.add(new Contract(text(YearMonth.from(end)) + letter + number, settlement));
      }
    }
    return contracts;
  }

  private static String text(YearMonth month) {
    return Integer.toString(month.getYear() * 100 + month.getMonthValue());
  }
}

package io.tapehouse.dictionary.product;

import io.tapehouse.dictionary.calendar.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which contract of a product people mean on one trading day when they say "the near month".
 *
 * <ul>
 *   <li>{@code M}: the month that is settled next, up to and including its settlement day; {@code
 *       M+1} and {@code M+2}: the two months after it.
 *   <li>{@code Q+1}, {@code Q+2}, {@code Q+3}: the three quarter months (March, June, September,
 *       December) after {@code M+2}.
 *   <li>{@code W}: the contract of the next Wednesday, in the third week the monthly one; on a
 *       settlement day the one that ends and the one that follows. {@code F}: likewise the Friday
 *       weeklies.
 * </ul>
 *
 * Immutable and safe for use by many threads.
 */
public final class ContractLabels {

  private static final int QUARTERS = 3;

  private final Map<String, List<String>> labels = new HashMap<>();

  /** The labels of one trading day under {@link SettlementRule#THIRD_WEDNESDAY}. */
  public ContractLabels(LocalDate tradingDate, TradingCalendar calendar) {
    labelMonths(tradingDate, calendar);
    labelWeeks(tradingDate, calendar, DayOfWeek.WEDNESDAY, "W");
    labelWeeks(tradingDate, calendar, DayOfWeek.FRIDAY, "F");
  }

  /** The labels of the contract that the publisher writes as {@code expire}; often none. */
  public List<String> of(String expire) {
    return List.copyOf(labels.getOrDefault(expire, List.of()));
  }

  private void labelMonths(LocalDate tradingDate, TradingCalendar calendar) {
    YearMonth spot = YearMonth.from(tradingDate).minusMonths(1);
    while (Expiry.monthly(spot).settlementDay(calendar).orElseThrow().isBefore(tradingDate)) {
      spot = spot.plusMonths(1);
    }
    add(Expiry.monthly(spot), "M");
    add(Expiry.monthly(spot.plusMonths(1)), "M+1");
    add(Expiry.monthly(spot.plusMonths(2)), "M+2");
    YearMonth quarter = spot.plusMonths(2);
    for (int i = 1; i <= QUARTERS; i++) {
      do {
        quarter = quarter.plusMonths(1);
      } while (quarter.getMonthValue() % 3 != 0);
      add(Expiry.monthly(quarter), "Q+" + i);
    }
  }

  private void labelWeeks(
      LocalDate tradingDate, TradingCalendar calendar, DayOfWeek weekday, String label) {
    // A closed settlement day moves the settlement to a later day: the week before may still live.
    LocalDate day = tradingDate.minusDays(14).with(TemporalAdjusters.nextOrSame(weekday));
    while (true) {
      Expiry expiry =
          weekday == DayOfWeek.WEDNESDAY ? Expiry.ofWednesday(day) : Expiry.ofFriday(day);
      LocalDate settlement = calendar.openOnOrAfter(day);
      if (!settlement.isBefore(tradingDate)) {
        add(expiry, label);
      }
      if (settlement.isAfter(tradingDate)) {
        return;
      }
      day = day.plusWeeks(1);
    }
  }

  private void add(Expiry expiry, String label) {
    labels.computeIfAbsent(expiry.text(), text -> new ArrayList<>()).add(label);
  }
}

package io.tapehouse.sql.load;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The table {@code trading_calendar}. */
public final class CalendarDays {

  private CalendarDays() {}

  /**
   * Writes the days that say something new and are not known from stronger evidence; call it inside
   * a transaction.
   *
   * @param knownFrom UTC
   * @throws IllegalArgumentException when there is no such exchange, or a date occurs twice
   */
  public static void write(
      Session session, String exchange, Collection<CalendarDay> days, LocalDateTime knownFrom) {
    if (session.number("SELECT count(*) FROM exchange WHERE code = ?", exchange) == 0) {
      throw new IllegalArgumentException("the warehouse has no exchange '" + exchange + "'");
    }
    Set<LocalDate> seen = new HashSet<>();
    List<List<?>> rows = new ArrayList<>();
    for (CalendarDay day : days) {
      if (!seen.add(day.date())) {
        throw new IllegalArgumentException(
            "the calendar of " + exchange + " has " + day.date() + " twice");
      }
      rows.add(
          Arrays.asList(
              day.date(),
              day.open(),
              day.settlementOnly(),
              day.source().name().toLowerCase(Locale.ROOT),
              day.note().isEmpty() ? null : day.note()));
    }
    session.temporary(
        "stage_day",
        """
            (date DATE, is_open BOOLEAN, settlement_only BOOLEAN, source VARCHAR(10), note VARCHAR(4000))""");
    session.insert("stage_day", rows);
    session.execute(
        """
        DELETE FROM stage_day USING trading_calendar c
        WHERE c.exchange_code = %s AND c.date = stage_day.date AND c.is_open = stage_day.is_open
            AND c.settlement_only = stage_day.settlement_only AND c.source = stage_day.source
            AND coalesce(c.note, '') = coalesce(stage_day.note, '')"""
            .formatted(Literal.of(exchange)));
    // What was observed once stays known when a later run has less evidence.
    session.execute(
        """
        DELETE FROM stage_day USING trading_calendar c
        WHERE c.exchange_code = %s AND c.date = stage_day.date AND %s > %s"""
            .formatted(Literal.of(exchange), strength("c.source"), strength("stage_day.source")));
    session.execute(
        "DELETE FROM trading_calendar WHERE exchange_code = %s AND date IN (SELECT date FROM stage_day)"
            .formatted(Literal.of(exchange)));
    session.execute(
        """
        INSERT INTO trading_calendar (exchange_code, date, is_open, settlement_only, source, note, known_from)
        SELECT %s, date, is_open, settlement_only, source, note, %s FROM stage_day"""
            .formatted(Literal.of(exchange), Literal.of(knownFrom)));
  }

  /** The rank of {@link CalendarDay.Source} in SQL. */
  private static String strength(String column) {
    return "CASE %s WHEN 'observed' THEN 2 WHEN 'schedule' THEN 1 ELSE 0 END".formatted(column);
  }
}

package io.tapehouse.orchestrator.dag;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import org.quartz.CronExpression;

/**
 * When a DAG's runs are due. The cron expression names moments of the exchange's clock; each makes
 * the run of its own local date, or of an earlier one. Moments that a clock change leaves out come
 * right after it, and those that it repeats come once.
 *
 * @param cron Quartz's form: seconds, minutes, hours, day of month, month, day of week
 * @param zone the exchange's time zone
 * @param daysBack how many days before a moment's local date its logical date is
 */
public record Schedule(String cron, ZoneId zone, int daysBack) {

  /** Refuses what is no cron expression. */
  public Schedule {
    if (daysBack < 0) {
      throw new IllegalArgumentException("expected days back, found " + daysBack);
    }
    if (parse(cron).getNextValidTimeAfter(Date.from(Instant.EPOCH)) == null) {
      throw new IllegalArgumentException("cron '%s' never fires".formatted(cron));
    }
  }

  /** Every day at a time of the exchange's clock. */
  public static Schedule daily(LocalTime time, ZoneId zone) {
    return new Schedule(cron(time), zone, 0);
  }

  /** Every day at a time, in Quartz's form. */
  static String cron(LocalTime time) {
    return time.getSecond() + " " + time.getMinute() + " " + time.getHour() + " * * ?";
  }

  /**
   * The first moment after {@code instant} that makes the run of {@code first} or of a later date;
   * empty: there is none any more.
   */
  public Optional<Instant> next(Instant instant, LocalDate first) {
    Instant before = first.plusDays(daysBack).atStartOfDay(zone).toInstant().minusNanos(1);
    return next(before.isAfter(instant) ? before : instant);
  }

  /** The first moment after {@code instant}; empty: there is none any more. */
  public Optional<Instant> next(Instant instant) {
    // Further back than any clock is put back: the same local time may come again.
    LocalDateTime local = LocalDateTime.ofInstant(instant, zone).minusHours(2);
    CronExpression expression = parse(cron);
    Optional<LocalDateTime> moment = after(expression, local);
    while (moment.isPresent() && !at(moment.get()).isAfter(instant)) {
      moment = after(expression, moment.get());
    }
    return moment.map(this::at);
  }

  /** The logical dates from {@code first} on whose moment is not after {@code now}. */
  public SortedSet<LocalDate> due(LocalDate first, Instant now) {
    SortedSet<LocalDate> dates = new TreeSet<>();
    CronExpression expression = parse(cron);
    Optional<LocalDateTime> moment =
        after(expression, first.plusDays(daysBack).atStartOfDay().minusNanos(1));
    while (moment.isPresent() && !at(moment.get()).isAfter(now)) {
      dates.add(moment.get().toLocalDate().minusDays(daysBack));
      // One date has one run: go on with the next day.
      moment =
          after(expression, moment.get().toLocalDate().plusDays(1).atStartOfDay().minusNanos(1));
    }
    return dates;
  }

  private Instant at(LocalDateTime local) {
    return local.atZone(zone).toInstant();
  }

  /** Local times are put through Quartz as UTC, which has no gaps and no repetitions. */
  private static Optional<LocalDateTime> after(CronExpression expression, LocalDateTime local) {
    Date next = expression.getNextValidTimeAfter(Date.from(local.toInstant(ZoneOffset.UTC)));
    return Optional.ofNullable(next)
        .map(date -> LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC));
  }

  private static CronExpression parse(String cron) {
    try {
      CronExpression expression = new CronExpression(cron);
      expression.setTimeZone(TimeZone.getTimeZone("UTC"));
      return expression;
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "expected a cron expression like '0 30 18 * * ?', found '%s': %s"
              .formatted(cron, e.getMessage()));
    }
  }
}

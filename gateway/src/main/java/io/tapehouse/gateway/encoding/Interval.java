package io.tapehouse.gateway.encoding;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time in the three parts that PostgreSQL and DuckDB keep apart.
 *
 * @param months years and months
 * @param days days and weeks
 * @param micros the rest, in microseconds
 */
record Interval(int months, int days, long micros) {

  private static final long SECOND = 1_000_000;
  private static final Pattern PART =
      Pattern.compile("(-?\\d+) (year|mon|month|day)s?|(-?)(\\d+):(\\d{2}):(\\d{2})(?:\\.(\\d+))?");

  /** Reads what DuckDB writes: {@code 1 year 2 months 3 days 04:05:06.5}. */
  static Interval parse(String text) {
    int months = 0;
    int days = 0;
    long micros = 0;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      if (part.group(4) != null) {
        long seconds =
            Long.parseLong(part.group(4)) * 3600
                + Long.parseLong(part.group(5)) * 60
                + Long.parseLong(part.group(6));
        String fraction = part.group(7) == null ? "" : part.group(7);
        long value = seconds * SECOND + Long.parseLong((fraction + "000000").substring(0, 6));
        micros += part.group(3).isEmpty() ? value : -value;
      } else {
        int number = Integer.parseInt(part.group(1));
        switch (part.group(2)) {
          case "year" -> months += number * 12;
          case "day" -> days += number;
          default -> months += number;
        }
      }
    }
    return new Interval(months, days, micros);
  }

  /** As PostgreSQL writes it with IntervalStyle postgres. */
  @Override
  public String toString() {
    StringJoiner parts = new StringJoiner(" ");
    boolean negativeBefore = part(parts, months / 12, "year", false);
    negativeBefore = part(parts, months % 12, "mon", negativeBefore);
    negativeBefore = part(parts, days, "day", negativeBefore);
    if (micros != 0 || parts.length() == 0) {
      long rest = Math.abs(micros);
      String sign = micros < 0 ? "-" : negativeBefore ? "+" : "";
      String time =
          String.format(
              Locale.ROOT,
              "%s%02d:%02d:%02d",
              sign,
              rest / SECOND / 3600,
              rest / SECOND / 60 % 60,
              rest / SECOND % 60);
      long fraction = rest % SECOND;
      parts.add(
          fraction == 0
              ? time
              : time + String.format(Locale.ROOT, ".%06d", fraction).replaceAll("0+$", ""));
    }
    return parts.toString();
  }

  private static boolean part(StringJoiner parts, int value, String unit, boolean negativeBefore) {
    if (value == 0) {
      return negativeBefore;
    }
    String sign = negativeBefore && value > 0 ? "+" : "";
    parts.add(sign + value + " " + unit + (value == 1 ? "" : "s"));
    return value < 0;
  }
}

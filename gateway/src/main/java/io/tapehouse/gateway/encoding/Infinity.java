package io.tapehouse.gateway.encoding;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Dates and timestamps beyond all others. DuckDB has the greatest and the least number for them, as
 * PostgreSQL has; its driver makes days of the far future of them, which nothing else can be.
 */
final class Infinity {

  static final String POSITIVE = "infinity";
  static final String NEGATIVE = "-infinity";

  static final LocalDate LAST_DAY = LocalDate.EPOCH.plusDays(Integer.MAX_VALUE);
  static final LocalDate FIRST_DAY = LocalDate.EPOCH.plusDays(-Integer.MAX_VALUE);
  private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();
  static final LocalDateTime LAST = EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
  static final LocalDateTime FIRST = EPOCH.plus(-Long.MAX_VALUE, ChronoUnit.MICROS);

  private Infinity() {}

  /** 1 for infinity, -1 for its negative, 0 for all others. */
  static int of(LocalDate value) {
    return value.equals(LAST_DAY) ? 1 : value.equals(FIRST_DAY) ? -1 : 0;
  }

  /** 1 for infinity, -1 for its negative, 0 for all others. */
  static int of(LocalDateTime value) {
    return value.equals(LAST) ? 1 : value.equals(FIRST) ? -1 : 0;
  }

  static String text(int sign) {
    return sign > 0 ? POSITIVE : NEGATIVE;
  }
}

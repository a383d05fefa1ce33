package io.tapehouse.sql.dialect;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of dates and times with their synonyms (AWS, Database Developer Guide, "Date parts for
 * date or timestamp functions").
 */
final class DatePart {

  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    all("millennium", "millennia", "mil", "mils");
    all("century", "centuries", "c", "cent", "cents");
    all("decade", "decades", "dec", "decs");
    all("epoch");
    all("year", "years", "y", "yr", "yrs");
    all("quarter", "quarters", "qtr", "qtrs");
    all("month", "months", "mon", "mons");
    all("week", "weeks", "w");
    all("dow", "dayofweek", "dw", "weekday");
    all("doy", "dayofyear", "dy", "yearday");
    all("day", "days", "d");
    all("hour", "hours", "h", "hr", "hrs");
    all("minute", "minutes", "m", "min", "mins");
    all("second", "seconds", "s", "sec", "secs");
    all("millisecond", "milliseconds", "ms", "msec", "msecs", "msecond", "mseconds", "millisec");
    all("millisecond", "millisecs", "millisecon");
    all("microsecond", "microseconds", "us", "usec", "usecs", "usecond", "useconds", "microsec");
    all("microsecond", "microsecs", "microsecon");
    all("timezone");
    all("timezone_hour");
    all("timezone_minute");
  }

  private DatePart() {}

  private static void all(String name, String... synonyms) {
    NAMES.put(name, name);
    for (String synonym : synonyms) {
      NAMES.put(synonym, name);
    }
  }

  /** The part that a token names, bare or as a string; empty for anything else. */
  static Optional<String> of(SqlToken token) {
    return switch (token.kind()) {
      case WORD -> Optional.ofNullable(NAMES.get(token.text().toLowerCase(Locale.ROOT)));
      case STRING -> token.value().map(text -> NAMES.get(text.strip().toLowerCase(Locale.ROOT)));
      default -> Optional.empty();
    };
  }
}

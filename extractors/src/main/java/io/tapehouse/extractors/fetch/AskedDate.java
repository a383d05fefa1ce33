package io.tapehouse.extractors.fetch;

import io.tapehouse.dictionary.Dataset.Period;
import io.tapehouse.extractors.text.DateRange;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The date that was asked for, held against the one that an answer bears: of a file of a month or
 * of a year only that much must agree.
 */
record AskedDate(LocalDate date, Period period) {

  private static final int FIRST_YEAR_OF_THE_REPUBLIC = 1911;

  /** 20230130, 2023/01/30, 2023-01-30, 112/01/30. */
  private static final Pattern DATE =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})|(\\d{2,4})[/-](\\d{1,2})[/-](\\d{1,2})");

  /** 112年01月30日 and as much of it as there is, anywhere in a title. */
  private static final Pattern TITLE =
      Pattern.compile("(\\d{2,4})\\s*年(?:\\s*(\\d{1,2})月(?:\\s*(\\d{1,2})日)?)?");

  /** Whether a list of events was asked for. */
  boolean isList() {
    return period == Period.LIST;
  }

  /** The complaint when {@code text} is another date than the one asked for, or none at all. */
  Optional<String> complaint(String text) {
    if (period == Period.LIST) {
      return complaintAboutRange(text);
    }
    Matcher matcher = DATE.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.of(
          "expected the date " + date + ", found '" + PublisherPhrases.quoted(text) + "'");
    }
    int group = matcher.group(1) == null ? 4 : 1;
    return differs(matcher.group(group), matcher.group(group + 1), matcher.group(group + 2))
        ? Optional.of("expected the date " + shown() + ", found " + text.strip())
        : Optional.empty();
  }

  /** The complaint when a list of events is about a range without the date. */
  private Optional<String> complaintAboutRange(String text) {
    Optional<DateRange> range = DateRange.parse(text);
    return range.isPresent() && range.get().holds(date)
        ? Optional.empty()
        : Optional.of(
            "expected a range of dates with "
                + date
                + " in it, found '"
                + PublisherPhrases.quoted(text)
                + "'");
  }

  /** The complaint when a title bears another date; a title without one is no matter. */
  Optional<String> complaintAboutTitle(String title) {
    if (period == Period.LIST) {
      return DateRange.parse(title).isPresent() ? complaintAboutRange(title) : Optional.empty();
    }
    Matcher matcher = TITLE.matcher(title);
    return matcher.find() && differs(matcher.group(1), matcher.group(2), matcher.group(3))
        ? Optional.of(
            "expected the date " + shown() + ", found '" + PublisherPhrases.quoted(title) + "'")
        : Optional.empty();
  }

  private boolean differs(String year, @Nullable String month, @Nullable String day) {
    int number = Integer.parseInt(year);
    int found = number < 1000 ? number + FIRST_YEAR_OF_THE_REPUBLIC : number;
    if (found != date.getYear()) {
      return true;
    }
    if (period != Period.YEAR && month != null && Integer.parseInt(month) != date.getMonthValue()) {
      return true;
    }
    return (period != Period.MONTH && period != Period.YEAR)
        && day != null
        && Integer.parseInt(day) != date.getDayOfMonth();
  }

  private String shown() {
    return switch (period) {
      case DAY, WEEK, SNAPSHOT, LIST -> date.toString();
      case MONTH -> YearMonth.from(date).toString();
      case YEAR -> Year.from(date).toString();
    };
  }
}

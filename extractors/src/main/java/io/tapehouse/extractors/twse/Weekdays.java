package io.tapehouse.extractors.twse;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Weekdays as TWSE writes them: {@code 三}, {@code 星期三}, several as {@code 六日一}. */
final class Weekdays {

  private static final String NAMES = "一二三四五六日";
  private static final Pattern AROUND = Pattern.compile("星期|禮拜|週|周|<br\\s*/?>|&nbsp;|[\\s、,;及和與]");

  private Weekdays() {}

  /** The weekdays of a text; none where there is anything else in it. */
  static List<DayOfWeek> parse(String text) {
    String names = AROUND.matcher(DatesCell.plain(text)).replaceAll("").replace('天', '日');
    List<DayOfWeek> days = new ArrayList<>();
    for (int i = 0; i < names.length(); i++) {
      int at = NAMES.indexOf(names.charAt(i));
      if (at < 0) {
        return List.of();
      }
      days.add(DayOfWeek.of(at + 1));
    }
    return days;
  }

  /**
   * What is wrong with the weekdays that stand beside dates. A wrong one is the publisher's slip
   * more often than a wrong date, so it is a warning.
   *
   * @return empty where they agree, or there are not as many as dates
   */
  static Optional<String> slip(List<LocalDate> dates, String text) {
    List<DayOfWeek> said = parse(text);
    if (said.size() != dates.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < dates.size(); i++) {
      DayOfWeek right = dates.get(i).getDayOfWeek();
      if (said.get(i) != right) {
        return Optional.of(
            "expected the weekday of %s, found '%s' instead of %s"
                .formatted(dates.get(i), text.strip(), NAMES.charAt(right.getValue() - 1)));
      }
    }
    return Optional.empty();
  }
}

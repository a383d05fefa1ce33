package io.tapehouse.dictionary.calendar;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The days on which a place rests, where no publisher's file lists them: a part of the dictionary.
 * Immutable.
 *
 * @param days all days of the years that are known, by date, each open or closed
 */
public record PublicHolidays(List<CalendarDay> days) {

  /** Copies the list. */
  public PublicHolidays {
    days = List.copyOf(days);
  }

  /**
   * The general holidays of a place; Sundays are among them, Saturdays are not.
   *
   * @param place name of its file: {@code hongkong}
   * @see <a href="https://www.gov.hk/en/about/abouthk/holiday/">the list of Hong Kong's
   *     government</a>
   */
  public static PublicHolidays of(String place) {
    List<CalendarDay> days = new ArrayList<>();
    read(place + ".yaml").forEach((year, holidays) -> days.addAll(year(year, holidays)));
    return new PublicHolidays(days);
  }

  private static List<CalendarDay> year(int year, Map<String, String> holidays) {
    List<CalendarDay> days = new ArrayList<>();
    LocalDate first = LocalDate.of(year, 1, 1);
    first
        .datesUntil(first.plusYears(1))
        .forEach(
            date -> {
              String name = holidays.get(date.toString().substring("yyyy-".length()));
              boolean open = name == null && date.getDayOfWeek() != DayOfWeek.SUNDAY;
              days.add(
                  new CalendarDay(
                      date, open, false, CalendarDay.Source.SCHEDULE, name == null ? "" : name));
            });
    return days;
  }

  private static Map<Integer, Map<String, String>> read(String file) {
    try (InputStream in = PublicHolidays.class.getResourceAsStream(file)) {
      return JsonMapper.builder(new YAMLFactory()).build().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("the dictionary's " + file + " cannot be read", e);
    }
  }
}

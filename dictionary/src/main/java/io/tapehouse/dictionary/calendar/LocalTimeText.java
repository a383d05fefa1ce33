package io.tapehouse.dictionary.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalTime;

/** A time of day as the dictionary's files write it, {@code "16:45"}. */
public record LocalTimeText(LocalTime time) {

  /**
   * @throws java.time.format.DateTimeParseException when {@code text} is no time of day
   */
  @JsonCreator
  public static LocalTimeText parse(String text) {
    return new LocalTimeText(LocalTime.parse(text));
  }

  @JsonValue
  @Override
  public String toString() {
    return time.toString();
  }
}

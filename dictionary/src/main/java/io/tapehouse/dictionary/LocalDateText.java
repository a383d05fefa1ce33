package io.tapehouse.dictionary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;

/** A date as the dictionary's files write it, {@code "2017-04-13"}. */
public record LocalDateText(LocalDate date) {

  /**
   * @throws java.time.format.DateTimeParseException when {@code text} is no date
   */
  @JsonCreator
  public static LocalDateText parse(String text) {
    return new LocalDateText(LocalDate.parse(text));
  }

  @JsonValue
  @Override
  public String toString() {
    return date.toString();
  }
}

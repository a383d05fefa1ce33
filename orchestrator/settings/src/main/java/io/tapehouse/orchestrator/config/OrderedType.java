package io.tapehouse.orchestrator.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type with a least and a greatest value.
 *
 * @param noun its name
 * @param example a complaint's hint, empty if none is needed
 */
record OrderedType<T extends Comparable<? super T>>(
    String noun,
    String example,
    Class<T> type,
    Function<String, T> reader,
    Function<T, Object> writer,
    @Nullable T least,
    @Nullable T greatest)
    implements ValueType {

  static ValueType wholeNumber(Setting setting) {
    Function<String, Integer> reader = Integer::valueOf;
    return bounded("whole number", "", Integer.class, reader, number -> number, setting);
  }

  static ValueType duration(Setting setting) {
    return bounded(
        "duration", "5s", Duration.class, DurationText::parse, DurationText::of, setting);
  }

  static ValueType size(Setting setting) {
    return bounded("size", "512MiB", DataSize.class, DataSize::parse, DataSize::toString, setting);
  }

  static ValueType date(Setting setting) {
    return bounded(
        "date", "2024-11-05", LocalDate.class, LocalDate::parse, LocalDate::toString, setting);
  }

  private static <T extends Comparable<? super T>> ValueType bounded(
      String noun,
      String example,
      Class<T> type,
      Function<String, T> reader,
      Function<T, Object> writer,
      Setting setting) {
    return new OrderedType<>(
        noun,
        example,
        type,
        reader,
        writer,
        setting.min().isEmpty() ? null : reader.apply(setting.min()),
        setting.max().isEmpty() ? null : reader.apply(setting.max()));
  }

  @Override
  public String name() {
    return noun + range();
  }

  @Override
  public String expected() {
    return "a " + noun + (example.isEmpty() ? "" : " such as " + example) + range();
  }

  private String range() {
    if (least == null || greatest == null) {
      return "";
    }
    return " from %s to %s".formatted(writer.apply(least), writer.apply(greatest));
  }

  @Override
  public Object read(String text, Place place) throws RefusedValueException {
    T value;
    try {
      value = reader.apply(text);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw RefusedValueException.found(expected(), text);
    }
    if ((least != null && value.compareTo(least) < 0)
        || (greatest != null && value.compareTo(greatest) > 0)) {
      throw RefusedValueException.found(expected(), text);
    }
    return value;
  }

  @Override
  public Object plain(Object value) {
    return writer.apply(type.cast(value));
  }
}

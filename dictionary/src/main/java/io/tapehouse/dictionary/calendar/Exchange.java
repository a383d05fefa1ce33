package io.tapehouse.dictionary.calendar;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that has a trading calendar: a part of the dictionary. Others have none, and nobody
 * may take it that they are open on every day. Immutable.
 *
 * @param code as in the warehouse's table {@code exchange}
 * @param daysOf code of the exchange on whose days it trades; null: on its own
 * @param openOnSaturdays whether a Saturday of which nothing is known is taken to be open
 * @param schedule id of the dataset whose files name closed days; null: there is none
 * @param history id of the dataset whose monthly files list the open days; null: there is none
 * @param proof id of the dataset whose daily files prove days to have been open; null: there is
 *     none
 * @param holidays name of its public holidays in the dictionary; null: there are none
 */
public record Exchange(
    String code,
    @JsonProperty("days_of") @Nullable String daysOf,
    @JsonProperty("open_on_saturdays") boolean openOnSaturdays,
    @Nullable String schedule,
    @Nullable String history,
    @Nullable String proof,
    @Nullable String holidays) {

  private static final List<Exchange> ALL = read("exchanges.yaml");

  /** All that have a trading calendar. */
  public static List<Exchange> all() {
    return ALL;
  }

  /** Their codes. */
  public static List<String> codes() {
    return ALL.stream().map(Exchange::code).toList();
  }

  /** The exchange with this code; empty: it has no trading calendar. */
  public static Optional<Exchange> find(String code) {
    return ALL.stream().filter(exchange -> exchange.code().equals(code)).findFirst();
  }

  /** Codes of the other exchanges that trade on the days of this one. */
  public static List<String> onDaysOf(String code) {
    return ALL.stream()
        .filter(exchange -> code.equals(exchange.daysOf()))
        .map(Exchange::code)
        .toList();
  }

  private static List<Exchange> read(String file) {
    try (InputStream in = Exchange.class.getResourceAsStream(file)) {
      return List.of(
          JsonMapper.builder(new YAMLFactory())
              .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .build()
              .readValue(in, Exchange[].class));
    } catch (IOException e) {
      throw new UncheckedIOException("the dictionary's " + file + " cannot be read", e);
    }
  }
}

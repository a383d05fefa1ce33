package io.tapehouse.extractors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("calendar")
class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2024-11-05T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "7, PT7S",
    "' 120 ', PT2M",
    "999999999, PT24H",
    "'Tue, 05 Nov 2024 09:00:30 GMT', PT30S",
    "'Tue, 05 Nov 2024 08:00:00 GMT', PT0S",
    "'Wed, 05 Nov 2025 09:00:00 GMT', PT24H"
  })
  void secondsAndDatesAreRead(String text, Duration expected) {
    assertThat(RetryAfter.of(headers(Map.of("Retry-After", List.of(text))), NOW))
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "1.5", ""})
  void whatIsIllegibleIsIgnored(String text) {
    assertThat(RetryAfter.of(headers(Map.of("Retry-After", List.of(text))), NOW)).isEmpty();
  }

  @Test
  void aDateIsHeldAgainstThePublishersOwnClock() {
    HttpHeaders headers =
        headers(
            Map.of(
                "Retry-After", List.of("Tue, 05 Nov 2024 12:00:10 GMT"),
                "Date", List.of("Tue, 05 Nov 2024 12:00:00 GMT")));
    assertThat(RetryAfter.of(headers, NOW)).contains(Duration.ofSeconds(10));
  }

  private static HttpHeaders headers(Map<String, List<String>> headers) {
    return HttpHeaders.of(headers, (name, value) -> true);
  }
}

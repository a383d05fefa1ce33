package io.tapehouse.extractors.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header of that name: seconds or a date (RFC 9110, 10.2.3). */
final class RetryAfter {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  /** The longest wait that is accepted. */
  private static final Duration MOST = Duration.ofDays(1);

  private RetryAfter() {}

  /** How long the publisher wants to be left alone; empty when it does not say so legibly. */
  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("Retry-After")
        .map(String::strip)
        .flatMap(text -> read(text, headers, now));
  }

  private static Optional<Duration> read(String text, HttpHeaders headers, Instant now) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
    }
    // Relative to the publisher's own clock where it sends one: ours may be wrong.
    Instant from = headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now);
    return date(text).map(until -> bounded(Duration.between(from, until)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(MOST) < 0 ? asked : MOST;
  }
}

package io.tapehouse.orchestrator.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as people read them; what is not there is a dash. */
final class DisplayText {

  static final String NONE = "-";

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** How this JVM, and so the client that asks publishers, gets its proxy. */
  static final String PROXY = "JAVA_TOOL_OPTIONS=\"-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT\"";

  private DisplayText() {}

  /**
   * What to do about hosts that were given up.
   *
   * @param hosts by name, what was found in place of a connection
   */
  static String unreachable(SortedMap<String, String> hosts) {
    return """
        no connection to %s: look at the network and the firewall; behind a proxy set %s; \
        --source sim and --source replay:DIR need no network"""
        .formatted(
            hosts.entrySet().stream()
                .map(host -> "%s (%s)".formatted(host.getKey(), host.getValue()))
                .collect(Collectors.joining(", ")),
            PROXY);
  }

  static String of(@Nullable Object value) {
    return value == null ? NONE : value.toString();
  }

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** In UTC, to the second. */
  static String moment(@Nullable Instant moment) {
    return moment == null ? NONE : moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** On the clock of a zone, to the minute. */
  static String local(@Nullable Instant moment, String zone) {
    return moment == null ? NONE : MINUTES.format(moment.atZone(ZoneId.of(zone)));
  }

  /** Between two moments; until {@code now} where the second one has not come. */
  static String between(@Nullable Instant start, @Nullable Instant end, Instant now) {
    return start == null ? NONE : span(Duration.between(start, end == null ? now : end));
  }

  static String span(Duration span) {
    if (span.isNegative()) {
      return "0s";
    }
    if (span.toMinutes() == 0) {
      return "%.1fs".formatted(span.toMillis() / 1e3).replace(".0s", "s");
    }
    if (span.toHours() == 0) {
      return span.toMinutes() + "m" + (span.toSecondsPart() == 0 ? "" : span.toSecondsPart() + "s");
    }
    return span.toHours() + "h" + (span.toMinutesPart() == 0 ? "" : span.toMinutesPart() + "m");
  }

  /** "1 task", "2 tasks". */
  static String count(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}

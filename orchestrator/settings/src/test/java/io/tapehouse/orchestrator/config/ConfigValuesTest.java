package io.tapehouse.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes, durations and words. */
class ConfigValuesTest {

  @ParameterizedTest
  @CsvSource({
    "512MiB, 536870912, 512MiB",
    "1g, 1073741824, 1GiB",
    "1G, 1073741824, 1GiB",
    "512m, 536870912, 512MiB",
    "1 GB, 1000000000, 1GB",
    "1000mb, 1000000000, 1GB",
    "64k, 65536, 64KiB",
    "1500kB, 1500000, 1500kB",
    "7B, 7, 7B",
    "1023, , ",
    "0B, 0, 0B",
    "8191PiB, ,",
    "8388608t, , ",
    "8388607t, 9223370937343148032, 8388607TiB",
    "-1g, , ",
    "1.5g, , "
  })
  void sizes(String text, Long bytes, String again) {
    if (bytes == null) {
      assertThatThrownBy(() -> DataSize.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected a size such as 512MiB or 1g, found '%s'", text);
    } else {
      assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
      assertThat(DataSize.parse(text)).hasToString(again);
      assertThat(DataSize.parse(again)).isEqualTo(DataSize.parse(text));
    }
  }

  @Test
  void aSizeForJavaAndForDuckDb() {
    assertThat(DataSize.parse("1g").asJavaFlag()).isEqualTo("1048576k");
    assertThat(DataSize.parse("1g").megabytes()).isEqualTo(1073);
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S, 500ms",
    "1500ms, PT1.5S, 1500ms",
    "5s, PT5S, 5s",
    "90s, PT1M30S, 90s",
    "60s, PT1M, 1m",
    "10 m, PT10M, 10m",
    "12h, PT12H, 12h",
    "36h, PT36H, 36h",
    "30d, PT720H, 30d",
    "0s, PT0S, 0s",
    "0d, PT0S, 0s"
  })
  void durations(String text, Duration duration, String again) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
    assertThat(DurationText.of(duration)).isEqualTo(again);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-5s", "1.5s", "5S", "1h30m", "PT5S", "9999999999999s"})
  void noDurations(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "poll, poll, 0",
    "pol, poll, 1",
    "plol, poll, 1",
    "polls, poll, 1",
    "pull, poll, 1",
    "'', poll, 4",
    "kitten, sitting, 3"
  })
  void distances(String from, String to, int distance) {
    assertThat(Suggestion.distance(from, to)).isEqualTo(distance);
    assertThat(Suggestion.distance(to, from)).isEqualTo(distance);
  }

  @Test
  void whatIsTooFarIsNotMeant() {
    assertThat(Suggestion.to("colour", List.of("poll", "heartbeat"))).isEmpty();
    assertThat(Suggestion.to("heart-beat", List.of("poll", "heartbeat"))).contains("heartbeat");
  }
}

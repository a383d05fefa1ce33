package io.tapehouse.extractors.twse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedNumbersTest {

  @ParameterizedTest
  @CsvSource({
    "'14,932.93', 14932930000",
    "'1,234,567.5', 1234567500000",
    "7.7, 7700000",
    "71, 71000000",
    "0.000001, 1",
    "' 33.29 ', 33290000",
    "999999999999.999999, 999999999999999999",
  })
  void values(String text, long micros) {
    assertThat(PublishedNumbers.micros(text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-", "--", "---", " -- "})
  void missing(String text) {
    assertThat(PublishedNumbers.micros(text)).isEqualTo(PublishedNumbers.MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2",
        "1234,567",
        ",123",
        "1,234,",
        "12.",
        ".5",
        "1.0000001",
        "1.2.3",
        "-1",
        "+1",
        "1e5",
        "１",
        "1 2",
        "1000000000000",
        "1.,2",
        "-----------",
        "NaN"
      })
  void bad(String text) {
    assertThat(PublishedNumbers.micros(text)).isEqualTo(PublishedNumbers.BAD);
  }
}

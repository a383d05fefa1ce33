package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and times out of bytes. */
class FieldsTest {

  @ParameterizedTest
  @CsvSource({
    "2367.5, 2367500000",
    ".07, 70000",
    "-.01, -10000",
    "0, 0",
    "-0, 0",
    "0.0, 0",
    "1., 1000000",
    "17500, 17500000000",
    ".000001, 1",
    "-.000001, -1",
    "000001.500000, 1500000",
    "999999999999, 999999999999000000",
    "999999999999.999999, 999999999999999999",
    "-999999999999.999999, -999999999999999999",
  })
  void decimalsAreMillionths(String text, long micros) {
    assertThat(micros(text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", ".", "-.", "1.0000000", ".0000001", "1000000000000", "9223372036854775807",
        "99999999999999999999999999999999999999", "1.2.3", "1,5", "+1", "--1", "1-", "1e3", "NaN",
        " 1", "１", "1 2", "0x10"
      })
  void whatIsNoDecimalIsBad(String text) {
    assertThat(micros(text)).isEqualTo(Fields.BAD);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "007, 7", "999999999999999999, 999999999999999999"})
  void wholeNumbers(String text, long value) {
    assertThat(whole(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+1", "1.0", "1000000000000000000", "18446744073709551617", "a", " 1"})
  void whatIsNoWholeNumberIsBad(String text) {
    assertThat(whole(text)).isEqualTo(Fields.BAD);
  }

  @ParameterizedTest
  @CsvSource({"000000, 0", "235959, 86399", "084500, 31500"})
  void times(String text, int second) {
    assertThat(second(text)).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "84500", "0845000", "240000", "086000", "084560", "08:450", "-84500"})
  void whatIsNoTimeIsBad(String text) {
    assertThat(second(text)).isNegative();
  }

  private static long micros(String text) {
    byte[] bytes = bytes(text);
    return Fields.micros(bytes, 0, bytes.length);
  }

  private static long whole(String text) {
    byte[] bytes = bytes(text);
    return Fields.whole(bytes, 0, bytes.length);
  }

  private static int second(String text) {
    byte[] bytes = bytes(text);
    return Fields.secondOfDay(bytes, 0, bytes.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

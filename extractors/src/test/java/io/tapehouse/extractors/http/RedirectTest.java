package io.tapehouse.extractors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {

  @ParameterizedTest
  @CsvSource({
    "https://a.tw/x, https://a.tw/y, true",
    "https://a.tw/x, https://A.TW/y, true",
    "http://a.tw/x, https://a.tw/x, true",
    "http://a.tw/x, http://a.tw/y, true",
    "https://a.tw/x, http://a.tw/x, false",
    "https://a.tw/x, https://b.tw/x, false",
    "https://a.tw/x, https://a.tw.b.tw/x, false",
    "https://a.tw/x, https://a.tw:8443/x, false",
    "https://a.tw/x, https://a.tw:443/x, true",
    "https://a.tw/x, https://user@a.tw/x, false",
    "https://a.tw/x, ftp://a.tw/x, false"
  })
  void onlyWithinTheHostAndNeverLessSecure(String from, String to, boolean allowed) {
    assertThat(Redirect.allowed(URI.create(from), URI.create(to))).isEqualTo(allowed);
  }
}

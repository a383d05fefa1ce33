package io.tapehouse.extractors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolitenessTest {

  private static final Request REQUEST =
      Request.of("test", URI.create("https://www.twse.com.tw/x"));

  private final FakePause pause = new FakePause();

  @ParameterizedTest
  @CsvSource({
    "www.twse.com.tw, 5000",
    "openapi.twse.com.tw, 5000",
    "www.tpex.org.tw, 5000",
    "WWW.TWSE.COM.TW, 5000",
    "www.taifex.com.tw, 1000",
    "api.finmindtrade.com, 12000",
    "www3.hkexnews.hk, 3000",
    "nottwse.com.tw, 1000",
    "example.org, 1000"
  })
  void everyHostHasItsRate(String host, long millis) {
    assertThat(Politeness.ofHost(host).every()).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void twseIsNeverAskedMoreThanThreeTimesInFiveSeconds() throws Exception {
    HostGate gate = gate("www.twse.com.tw", Politeness.ofHost("www.twse.com.tw"));
    List<Long> asked = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      gate.enter(REQUEST);
      asked.add(pause.nanos());
      if (i % 7 == 0) {
        pause.pass(Duration.ofMillis(997L * i)); // now and then nobody asks for a while
      }
    }
    long window = Duration.ofSeconds(5).toNanos();
    for (long start : asked) {
      assertThat(asked.stream().filter(at -> at >= start && at <= start + window).count())
          .isLessThanOrEqualTo(3);
    }
    for (int i = 1; i < asked.size(); i++) {
      assertThat(asked.get(i) - asked.get(i - 1)).isGreaterThanOrEqualTo(window);
    }
  }

  @Test
  void finMindIsAskedAtMostThreeHundredTimesAnHour() throws Exception {
    HostGate gate = gate("api.finmindtrade.com", Politeness.ofHost("api.finmindtrade.com"));
    int asked = 0;
    while (pause.nanos() < Duration.ofHours(1).toNanos()) {
      gate.enter(REQUEST);
      asked++;
    }
    assertThat(asked - 1).isLessThanOrEqualTo(300); // the last one is of the next hour
  }

  @Test
  void anUnlimitedHostIsNeverWaitedFor() throws Exception {
    HostGate gate = gate("x", Politeness.UNLIMITED);
    for (int i = 0; i < 100; i++) {
      gate.enter(REQUEST);
    }
    assertThat(pause.waits()).isEmpty();
  }

  @Test
  void aFasterWorldKeepsTheProportions() {
    assertThat(Politeness.ofHost("www.twse.com.tw").faster(100).every())
        .isEqualTo(Duration.ofMillis(50));
    assertThat(Politeness.UNLIMITED.faster(10)).isEqualTo(Politeness.UNLIMITED);
    assertThatThrownBy(() -> Politeness.UNLIMITED.faster(0)).hasMessageContaining("found 0");
  }

  private HostGate gate(String host, Politeness politeness) {
    return new HostGate(
        host, politeness, HostLimits.inProcess(pause), pause, Duration.ofMinutes(1));
  }
}

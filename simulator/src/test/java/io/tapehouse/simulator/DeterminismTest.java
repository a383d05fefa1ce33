package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("calendar")
class DeterminismTest {

  private static final LocalDate DATE = LocalDate.of(2024, 11, 5);
  private static final List<String> PATHS =
      List.of(
          Visitor.taifexPath(Visitor.FUTURES, DATE),
          Visitor.taifexPath(Visitor.SPREADS, DATE),
          Visitor.taifexPath(Visitor.REPORT, DATE),
          Visitor.taifexPath(Visitor.OPTIONS, DATE),
          Visitor.taifexPath(Visitor.FUTURES, DATE.plusDays(1)),
          "www.twse.com.tw/exchangeReport/MI_5MINS_INDEX?response=csv&date=20241105",
          "www.twse.com.tw/rwd/zh/TAIEX/MI_5MINS_HIST?response=json&date=20241105",
          "www.twse.com.tw/holidaySchedule/holidaySchedule?response=csv&queryYear=113",
          "api.finmindtrade.com/api/v4/data?dataset=TaiwanStockPriceTick&data_id=006204"
              + "&start_date=2024-11-05&token=x");

  @Test
  void sameSeedGivesTheSameBytesInAnyOrder() throws IOException {
    List<String> backwards = new ArrayList<>(PATHS);
    Collections.reverse(backwards);
    assertThat(bytes(7, PATHS)).containsExactlyEntriesOf(bytes(7, backwards));
  }

  @Test
  void anotherSeedGivesOtherBytes() throws IOException {
    String ticks = PATHS.get(0);
    assertThat(bytes(7, List.of(ticks)).get(ticks))
        .isNotEqualTo(bytes(8, List.of(ticks)).get(ticks));
  }

  @Test
  void oneRequestGivesTheSameBytesTwice() throws IOException {
    SimulatorConfig config = SimulatorConfig.defaults().withVolume(0.1);
    try (ExchangeSimulator simulator = ExchangeSimulator.start(config)) {
      Visitor visitor = new Visitor(simulator);
      byte[] first = visitor.get(PATHS.get(0)).body();
      assertThat(visitor.get(PATHS.get(0)).body()).isEqualTo(first);
      assertThat(simulator.requests("taifex.futures_tick")).isEqualTo(2);
      assertThat(simulator.requests("taifex.options_tick")).isZero();
    }
  }

  private static Map<String, List<Byte>> bytes(long seed, List<String> paths) throws IOException {
    Map<String, List<Byte>> answers = new TreeMap<>();
    SimulatorConfig config = SimulatorConfig.defaults().withSeed(seed).withVolume(0.05);
    try (ExchangeSimulator simulator = ExchangeSimulator.start(config)) {
      Visitor visitor = new Visitor(simulator);
      for (String path : paths) {
        List<Byte> body = new ArrayList<>();
        for (byte each : visitor.get(path).body()) {
          body.add(each);
        }
        answers.put(path, body);
      }
    }
    return answers;
  }
}

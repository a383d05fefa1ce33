package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsFileTest {

  private static final LocalDate DATE = LocalDate.of(2025, 7, 16);

  @Test
  void listsEachTradeOnceForEachSide() throws IOException {
    try (ExchangeSimulator simulator =
        ExchangeSimulator.start(SimulatorConfig.defaults().withVolume(0.3))) {
      Visitor visitor = new Visitor(simulator);
      List<List<String>> rows = visitor.rows(Visitor.OPTIONS, DATE, 2);
      Map<List<String>, Long> lots = new HashMap<>();
      rows.forEach(row -> lots.merge(row.subList(0, 7), Long.parseLong(row.get(7)), Long::sum));
      assertThat(lots.values()).allMatch(sum -> sum % 2 == 0);
      assertThat(rows).anyMatch(row -> row.get(3).matches("202507F\\d"));
      assertThat(rows).anyMatch(row -> row.get(3).matches("20250[78]W\\d"));
      assertThat(rows).noneMatch(row -> row.get(3).endsWith("W3"));
      // July 16 is the settlement day of the month.
      assertThat(rows)
          .filteredOn(row -> row.get(3).equals("202507") && row.get(0).equals("20250716"))
          .isNotEmpty()
          .allMatch(row -> row.get(5).compareTo("133000") < 0);
    }
  }

  @Test
  void laysOutTheFileAsTheExchangeDoes() throws IOException {
    try (ExchangeSimulator simulator =
        ExchangeSimulator.start(SimulatorConfig.defaults().withVolume(0.05))) {
      Visitor visitor = new Visitor(simulator);
      String[] lines = Visitor.text(visitor.taifex(Visitor.OPTIONS, DATE).body()).split("\r\n", -1);
      assertThat(lines[0]).startsWith(" 成交日期,          商品代號,").endsWith("開盤集合競價 ");
      assertThat(lines[1]).startsWith("---------- ---- ").endsWith(" --------- ");
      assertThat(lines[2])
          .matches(
              "\\d{8} {3}, {4}\\w{3} {5}, {4}[\\d. ]{54}, {4}\\w+ {2}, {4}[CP] {5}, {4}\\d{6} {2},"
                  + " {4}[\\d. ]{9}, {4}\\d+, {4}[ *]");
    }
  }
}

package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("calendar")
class StockTicksTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TICKS =
      "api.finmindtrade.com/api/v4/data?dataset=TaiwanStockPriceTick&data_id=006204&start_date=";

  @Test
  void asksForAToken() throws IOException {
    try (ExchangeSimulator simulator = ExchangeSimulator.start(SimulatorConfig.defaults())) {
      var refused = new Visitor(simulator).get(TICKS + "2024-11-05");
      assertThat(refused.statusCode()).isEqualTo(400);
      JsonNode reply = JSON.readTree(refused.body());
      assertThat(reply.get("status").asInt()).isEqualTo(400);
      assertThat(reply.get("msg").asText()).contains("level");
    }
  }

  @Test
  void givesTheTradesOfTheDay() throws IOException {
    try (ExchangeSimulator simulator = ExchangeSimulator.start(SimulatorConfig.defaults())) {
      Visitor visitor = new Visitor(simulator);
      JsonNode reply =
          JSON.readTree(visitor.get(TICKS + "2024-11-05", "Authorization", "Bearer x").body());
      JsonNode first = reply.get("data").get(0);
      assertThat(first.get("date").asText()).isEqualTo("2024-11-05");
      assertThat(first.get("stock_id").asText()).isEqualTo("006204");
      assertThat(first.get("Time").asText()).isEqualTo("09:00:00.000");
      assertThat(first.get("deal_price").isNumber()).isTrue();
      assertThat(first.get("volume").isInt()).isTrue();
      JsonNode closed = JSON.readTree(visitor.get(TICKS + "2024-11-03&token=x").body());
      assertThat(closed.get("data")).isEmpty();
    }
  }
}

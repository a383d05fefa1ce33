package io.tapehouse.simulator.finmind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.Portion;
import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.Path;
import io.tapehouse.simulator.market.Series;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The trades of one security on one day, as FinMind's API gives them. */
public final class StockTickFile implements SimulatedPublication {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COLUMNS =
      List.of("date", "stock_id", "deal_price", "volume", "Time", "TickType");
  private static final List<String> NUMBERS = List.of("deal_price", "volume", "TickType");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final LocalTime OPEN = LocalTime.of(9, 0);
  private static final LocalTime NOON = LocalTime.NOON;
  private static final int SESSION_MILLIS = 16_200_000;
  private static final double TRADES = 300;

  private final Market market;
  private final String stock;

  /**
   * @param stock the code of the security; any code has a price
   */
  public StockTickFile(Market market, String stock) {
    this.market = market;
    this.stock = stock;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate date = edition.date();
    if (!market.days().isOpen(date)) {
      return Optional.empty();
    }
    SplittableRandom random = market.random("stock " + stock, date);
    int trades = market.scaled(TRADES) + edition.revision();
    int[] moments = random.ints(trades, 0, SESSION_MILLIS).sorted().toArray();
    // The opening and the closing auction always take place.
    moments[0] = 0;
    Path path = market.path(Series.following("stock " + stock, 80), date);
    List<List<String>> rows = new ArrayList<>();
    for (int moment : moments) {
      LocalTime time = OPEN.plusNanos(moment * 1_000_000L);
      if (edition.portion() == Portion.WHOLE_DAY || time.isBefore(NOON)) {
        rows.add(row(date, time, path.at((double) moment / SESSION_MILLIS), random));
      }
    }
    if (edition.portion() == Portion.WHOLE_DAY) {
      rows.add(row(date, OPEN.plusNanos(SESSION_MILLIS * 1_000_000L), path.at(1), random));
    }
    return Optional.of(new TextTable("success", COLUMNS, rows));
  }

  @Override
  public byte[] render(TextTable table, Edition edition) {
    List<Map<String, Object>> data = new ArrayList<>(table.rows().size());
    for (List<String> row : table.rows()) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        String column = table.columns().get(i);
        object.put(column, NUMBERS.contains(column) ? new BigDecimal(row.get(i)) : row.get(i));
      }
      data.add(object);
    }
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("msg", table.title());
    reply.put("status", 200);
    reply.put("data", data);
    try {
      return JSON.writeValueAsBytes(reply);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stock ticks as JSON: " + stock, e);
    }
  }

  @Override
  public byte[] noData(DocumentForm form) {
    return "{\"msg\":\"success\",\"status\":200,\"data\":[]}".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String contentType(DocumentForm form) {
    return "application/json";
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  private List<String> row(LocalDate date, LocalTime time, double level, SplittableRandom random) {
    BigDecimal price = BigDecimal.valueOf(Math.max(1, Math.round(level * 20)) * 5L, 2);
    int volume = 1 + random.nextInt(random.nextInt(1, 40));
    return List.of(
        date.toString(),
        stock,
        price.toPlainString(),
        Integer.toString(volume),
        time.format(TIME),
        Integer.toString(random.nextInt(1, 3)));
  }
}

package io.tapehouse.simulator.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.Market;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of events of a range of dates. The simulated market has dividends and, on TWSE, reductions
 * of capital that leave the price; other lists have no event, since its prices have no jumps.
 */
final class EventList implements SimulatedPublication {

  /** How far a list reaches back. */
  private static final int DAYS = 90;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter SOLID = DateTimeFormatter.BASIC_ISO_DATE;

  private final Market market;
  private final Site site;
  private final String title;
  private final List<String> columns;
  private final Rows rows;

  /** The rows of a list. */
  @FunctionalInterface
  interface Rows {
    List<List<String>> between(LocalDate first, LocalDate last);
  }

  /** Whose words an answer has. */
  enum Site {
    TWSE,
    TPEX
  }

  /** A list of events of which there are none. */
  EventList(Market market, Site site, String title, List<String> columns) {
    this(market, site, title, columns, (first, last) -> List.of());
  }

  /** A list of events. */
  EventList(Market market, Site site, String title, List<String> columns, Rows rows) {
    this.market = market;
    this.site = site;
    this.title = title;
    this.columns = columns;
    this.rows = rows;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate last = edition.date();
    return Optional.of(new TextTable(title, columns, rows.between(first(last), last)));
  }

  private static LocalDate first(LocalDate last) {
    return last.minusDays(DAYS);
  }

  @Override
  public byte[] render(TextTable table, Edition edition) {
    LocalDate last = edition.date();
    LocalDate first = first(last);
    Map<String, Object> reply = new LinkedHashMap<>();
    Map<String, Object> within = new LinkedHashMap<>();
    within.put("title", site == Site.TWSE ? roc(first) + " 至 " + roc(last) + " " + title : "");
    within.put("fields", table.columns());
    within.put("data", table.rows());
    if (site == Site.TWSE) {
      reply.put("stat", "OK");
      reply.putAll(within);
      reply.put("strDate", SOLID.format(first));
      reply.put("endDate", SOLID.format(last));
    } else {
      within.put("totalCount", table.rows().size());
      reply.put("date", SOLID.format(first) + "~" + SOLID.format(last));
      reply.put("tables", List.of(within));
      reply.put("stat", "ok");
    }
    return bytes(reply);
  }

  private byte[] bytes(Map<String, Object> reply) {
    try {
      return JSON.writeValueAsBytes(reply);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts as JSON: " + title, e);
    }
  }

  @Override
  public byte[] noData(DocumentForm form) {
    return "{\"stat\":\"很抱歉，沒有符合條件的資料!\"}".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String contentType(DocumentForm form) {
    return "application/json;charset=UTF-8";
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  private static String roc(LocalDate date) {
    return "%d年%02d月%02d日"
        .formatted(date.getYear() - 1911, date.getMonthValue(), date.getDayOfMonth());
  }
}

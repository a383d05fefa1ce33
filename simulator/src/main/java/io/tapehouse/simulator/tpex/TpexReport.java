package io.tapehouse.simulator.tpex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.twse.RocDate;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the reports of the OTC market's site have in common: a table in a list of tables, as JSON.
 */
abstract class TpexReport implements SimulatedPublication {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Market market;
  private final String title;

  /**
   * @param title what stands above the table
   */
  TpexReport(Market market, String title) {
    this.market = market;
    this.title = title;
  }

  /** The names of the columns on a date, of which some may be the same. */
  abstract List<String> columns(LocalDate date);

  /** The rows of an open day. */
  abstract List<List<String>> rows(Edition edition);

  /** Rows below the table; most reports have none. */
  List<List<String>> summary(Edition edition) {
    return List.of();
  }

  final Market market() {
    return market;
  }

  @Override
  public final Optional<TextTable> table(Edition edition) {
    return market.days().isOpen(edition.date())
        ? Optional.of(new TextTable(title, columns(edition.date()), rows(edition)))
        : Optional.empty();
  }

  @Override
  public final byte[] render(TextTable table, Edition edition) {
    LocalDate date = edition.date();
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("title", table.title());
    own.put("date", RocDate.slashed(date).strip());
    own.put("totalCount", table.rows().size());
    own.put("fields", table.columns());
    own.put("data", table.rows());
    own.put("summary", summary(edition));
    return json(date.format(DateTimeFormatter.BASIC_ISO_DATE), List.of(own, Map.of()));
  }

  /** Names and no rows, as of a day on which nothing was traded. */
  @Override
  public final byte[] noData(DocumentForm form) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("title", title);
    own.put("date", "");
    own.put("totalCount", 0);
    own.put("fields", columns(LocalDate.MAX));
    own.put("data", List.of());
    return json("", List.of(own));
  }

  @Override
  public final String contentType(DocumentForm form) {
    return "application/json;charset=UTF-8";
  }

  @Override
  public final LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  private static byte[] json(String date, List<Map<String, Object>> tables) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("tables", tables);
    reply.put("date", date);
    reply.put("stat", "ok");
    try {
      return JSON.writeValueAsString(reply).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts as JSON", e);
    }
  }
}

package io.tapehouse.simulator.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.events.Dividends.Dividend;
import io.tapehouse.simulator.events.Dividends.Reduction;
import io.tapehouse.simulator.market.Market;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * TWSE's page with details of one event. Of a security without an event on the date it has what a
 * throttled client gets. Immutable.
 */
public final class EventPage implements SimulatedPublication {

  /** A reduction is announced so many days at most before trading resumes. */
  private static final int LONGEST_HALT = 60;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> EX_RIGHTS =
      List.of(
          "股票代號",
          "股票名稱",
          "(每股配發現金股利)除息",
          "(增資配股) 除權",
          "A. 按普通股股東持股比例每千股無償配股",
          "B. 員工紅利轉增資",
          "C. (有償) 現金增資",
          "每股認購金額",
          "a. 公開承銷",
          "b. 員工認購",
          " c. 原股東認購",
          "按股東持股比例每千股認購");

  private static final List<String> REDUCTION =
      List.of(
          "股票代號：",
          "股票名稱：",
          "停止買賣日期：",
          "每壹仟股換發新股票：",
          "每股退還股款：",
          "原股每股配發現金股利：",
          "減資並(有償)現金增資：",
          "每股認購金額：",
          "a. 公開承銷：",
          "b. 員工認購：",
          "c. 原股東認購：",
          "按股東持股比例每千股認購：");

  private final Market market;
  private final List<String> columns;
  private final Function<LocalDate, Optional<List<String>>> row;

  private EventPage(
      Market market, List<String> columns, Function<LocalDate, Optional<List<String>>> row) {
    this.market = market;
    this.columns = columns;
    this.row = row;
  }

  /**
   * The pages of a security.
   *
   * @param dataset {@code twse.twt49u_detail} or {@code twse.twtauu_detail}
   * @param code of the security
   */
  public static EventPage of(Market market, String dataset, String code) {
    Dividends events = new Dividends(market);
    return dataset.equals("twse.twt49u_detail")
        ? new EventPage(
            market,
            EX_RIGHTS,
            date ->
                events.between(date, date).stream()
                    .filter(event -> event.stock().code().equals(code))
                    .map(EventPage::exRights)
                    .findFirst())
        : new EventPage(
            market,
            REDUCTION,
            date ->
                events.reductions(date, date.plusDays(LONGEST_HALT)).stream()
                    .filter(event -> event.stock().code().equals(code))
                    .filter(event -> event.announced().equals(date))
                    .map(EventPage::reduction)
                    .findFirst());
  }

  private static List<String> exRights(Dividend event) {
    return List.of(
        event.stock().code() + "  ",
        event.stock().name() + "        ",
        event.cash().stripTrailingZeros().toPlainString() + " 元／股",
        "",
        event.shares().stripTrailingZeros().toPlainString() + " 股",
        "0 股",
        "0 股",
        "0 元／股",
        "0 股",
        "0 股",
        "0 股",
        "0.00000000 股");
  }

  private static List<String> reduction(Reduction event) {
    return List.of(
        event.stock().code() + "  ",
        event.stock().name(),
        EventLists.rocWithSlashes(event.halted()),
        event.kept().toPlainString() + " 股",
        event.refund().setScale(6).toPlainString() + " 元/股",
        "0 元/股",
        "0 股",
        "0 元/股",
        "0 股",
        "0 股",
        "0 股",
        "0 股");
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    return row.apply(edition.date()).map(cells -> new TextTable("", columns, List.of(cells)));
  }

  @Override
  public byte[] render(TextTable table, Edition edition) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("stat", "ok");
    reply.put("fields", table.columns());
    reply.put("data", table.rows());
    try {
      return JSON.writeValueAsBytes(reply);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts as JSON", e);
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
}

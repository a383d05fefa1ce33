package io.tapehouse.simulator.events;

import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.events.Dividends.Dividend;
import io.tapehouse.simulator.events.Dividends.Reduction;
import io.tapehouse.simulator.events.EventList.Site;
import io.tapehouse.simulator.market.Market;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The lists of corporate actions of both exchanges. */
public final class EventLists {

  private static final List<String> EX_RIGHTS =
      List.of(
          "資料日期",
          "股票代號",
          "股票名稱",
          "除權息前收盤價",
          "除權息參考價",
          "權值+息值",
          "權/息",
          "漲停價格",
          "跌停價格",
          "開盤競價基準",
          "減除股利參考價",
          "詳細資料",
          "最近一次申報資料 季別/日期",
          "最近一次申報每股 (單位)淨值",
          "最近一次申報每股 (單位)盈餘");

  private static final List<String> OTC_EX_RIGHTS =
      List.of(
          "除權息日期",
          "代號",
          "名稱",
          "除權息前收盤價",
          "除權息參考價",
          "權值",
          "息值",
          "權值+息值",
          "權/息",
          "漲停價",
          "跌停價",
          "開始交易基準價",
          "減除股利參考價",
          "現金股利",
          "每仟股無償配股",
          "現金增資股數",
          "現金增資認購價",
          "公開承銷股數",
          "員工認購股數",
          "原股東認購股數",
          "按持股比例仟股認購");

  private static final List<String> REDUCTIONS =
      List.of(
          "恢復買賣日期",
          "股票代號",
          "名稱",
          "停止買賣前收盤價格",
          "恢復買賣參考價",
          "漲停價格",
          "跌停價格",
          "開盤競價基準",
          "除權參考價",
          "減資原因",
          "詳細資料");

  private static final List<String> OTC_REDUCTIONS =
      List.of(
          "恢復買賣日期",
          "股票代號",
          "名稱",
          "最後交易日之收盤價格",
          "減資恢復買賣開始日參考價格",
          "漲停價格",
          "跌停價格",
          "開始交易基準價",
          "除權參考價",
          "減資原因",
          "詳細資料");

  private static final List<String> PAR_VALUES =
      List.of("恢復買賣日期", "股票代號", "名稱", "停止買賣前收盤價格", "恢復買賣參考價", "漲停價格", "跌停價格", "開盤競價基準", "詳細資料");

  private static final List<String> FUNDS =
      List.of("恢復買賣日期", "ETF代號", "名稱", "分割(反分割)", "停止買賣前收盤價格", "恢復買賣參考價", "漲停價格", "跌停價格", "開盤競價基準");

  private static final List<String> OTC_RESUMED =
      List.of(
          "恢復買賣日期", "證券代號", "證券名稱", "最後交易日之收盤價格", "恢復買賣開始參考價", "漲停價格", "跌停價格", "開始交易基準價", "詳細資料");

  private EventLists() {}

  /** All of them by dataset. */
  public static Map<String, SimulatedPublication> publications(Market market) {
    Dividends events = new Dividends(market);
    return Map.of(
        "twse.twt49u",
            new EventList(
                market,
                Site.TWSE,
                "除權除息計算結果表",
                EX_RIGHTS,
                (first, last) ->
                    events.between(first, last).stream().map(EventLists::exRights).toList()),
        "twse.twtauu",
            new EventList(
                market,
                Site.TWSE,
                "股票減資恢復買賣參考價格",
                REDUCTIONS,
                (first, last) ->
                    events.reductions(first, last).stream().map(EventLists::reduction).toList()),
        "twse.twtb8u", new EventList(market, Site.TWSE, "變更股票面額恢復買賣參考價格", PAR_VALUES),
        "twse.twtcau", new EventList(market, Site.TWSE, "ETF分割(反分割)恢復買賣參考價格", FUNDS),
        "tpex.exdailyq", new EventList(market, Site.TPEX, "", OTC_EX_RIGHTS),
        "tpex.revivt", new EventList(market, Site.TPEX, "", OTC_REDUCTIONS),
        "tpex.pvchgrslt", new EventList(market, Site.TPEX, "", OTC_RESUMED),
        "tpex.etf_splits", new EventList(market, Site.TPEX, "", OTC_RESUMED),
        "tpex.etf_reverse_splits", new EventList(market, Site.TPEX, "", OTC_RESUMED));
  }

  private static List<String> exRights(Dividend event) {
    LocalDate date = event.date();
    String day =
        "%d年%02d月%02d日"
            .formatted(date.getYear() - 1911, date.getMonthValue(), date.getDayOfMonth());
    String reference = event.reference().toPlainString();
    String code = event.stock().code();
    return List.of(
        day,
        code,
        event.stock().name(),
        event.previousClose().toPlainString(),
        reference,
        event.value().setScale(6).toPlainString(),
        event.word(),
        times(event.reference(), "1.1"),
        times(event.reference(), "0.9"),
        reference,
        reference,
        reference(code, date),
        "",
        "",
        "");
  }

  private static List<String> reduction(Reduction event) {
    LocalDate date = event.resumed();
    String reference = event.reference().toPlainString();
    String code = event.stock().code();
    return List.of(
        rocWithSlashes(date),
        code,
        event.stock().name(),
        event.previousClose().toPlainString(),
        reference,
        times(event.reference(), "1.1"),
        times(event.reference(), "0.9"),
        reference,
        "--",
        "退還股款",
        reference(code + "  ", event.announced()));
  }

  static String rocWithSlashes(LocalDate date) {
    return "%d/%02d/%02d"
        .formatted(date.getYear() - 1911, date.getMonthValue(), date.getDayOfMonth());
  }

  /** How a list refers to the page with details of an event. */
  private static String reference(String code, LocalDate page) {
    return code + "," + page.toString().replace("-", "");
  }

  private static String times(BigDecimal reference, String limit) {
    return reference.multiply(new BigDecimal(limit)).setScale(2, RoundingMode.DOWN).toPlainString();
  }
}

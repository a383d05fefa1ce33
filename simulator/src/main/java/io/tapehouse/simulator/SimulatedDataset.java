package io.tapehouse.simulator;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** What the simulator can be asked for. */
enum SimulatedDataset {
  FUTURES_TICK("taifex.futures_tick", Period.DAY, "成交價格"),
  FUTURES_SPREAD_TICK("taifex.futures_spread_tick", Period.DAY, "成交價格"),
  FUTURES_SPREAD_REPORT("taifex.futures_spread_report", Period.DAY, "市場總成交量"),
  OPTIONS_TICK("taifex.options_tick", Period.DAY, "成交價格"),
  FIVE_SECOND_INDEX("twse.mi_5mins_index", Period.DAY, "發行量加權股價指數"),
  INDEX_HISTORY("twse.mi_5mins_hist", Period.MONTH, "收盤指數"),
  HOLIDAY_SCHEDULE("twse.holiday_schedule", Period.YEAR, "日期"),
  VALUATION("twse.bwibbu_d", Period.DAY, "本益比"),
  QUOTES("twse.mi_index", Period.DAY, "收盤價"),
  LATEST_QUOTES("twse.stock_day_all", Period.DAY, "收盤價"),
  MARKET_MONTH("twse.fmtqik", Period.MONTH, "成交金額"),
  OTC_QUOTES("tpex.daily_quotes", Period.DAY, "收盤"),
  INSTITUTIONAL("twse.t86", Period.DAY, "三大法人買賣超股數"),
  INSTITUTIONAL_SUMMARY("twse.bfi82u", Period.DAY, "買賣差額"),
  MARGIN("twse.mi_margn", Period.DAY, "資券互抵"),
  OTC_INSTITUTIONAL("tpex.institutional", Period.DAY, "三大法人買賣超股數合計"),
  OTC_INSTITUTIONAL_SUMMARY("tpex.insti_summary", Period.DAY, "買賣超"),
  OTC_MARGIN("tpex.margin", Period.DAY, "資餘額"),
  OTC_VALUATION("tpex.pe", Period.DAY, "本益比"),
  PUT_CALL_RATIO("taifex.put_call_ratio", Period.DAY, "賣權成交量"),
  FUTURES_DAILY("taifex.futures_daily", Period.DAY, "成交量"),
  OPTIONS_DAILY("taifex.options_daily", Period.DAY, "成交量"),
  FUTURES_INSTITUTIONAL("taifex.futures_institutional", Period.DAY, "多方交易口數"),
  OPTIONS_INSTITUTIONAL("taifex.options_institutional", Period.DAY, "買方交易口數"),
  FUTURES_LARGE_TRADERS("taifex.futures_large_traders", Period.DAY, "前五大交易人買方"),
  OPTIONS_LARGE_TRADERS("taifex.options_large_traders", Period.DAY, "前五大交易人買方"),
  SHAREHOLDING_DISTRIBUTION("tdcc.shareholding_distribution", Period.DAY, "股數"),
  LISTED_SECURITIES("twse.isin_listed", Period.DAY, "國際證券辨識號碼"),
  OTC_SECURITIES("twse.isin_otc", Period.DAY, "國際證券辨識號碼"),
  LISTED_COMPANIES("mopsfin.t187ap03_l", Period.DAY, "公司代號"),
  OTC_COMPANIES("mopsfin.t187ap03_o", Period.DAY, "公司代號"),
  EX_RIGHTS("twse.twt49u", Period.LIST, "除權息參考價"),
  REDUCTIONS("twse.twtauu", Period.LIST, "恢復買賣參考價"),
  PAR_VALUE_CHANGES("twse.twtb8u", Period.LIST, "恢復買賣參考價"),
  FUND_SPLITS("twse.twtcau", Period.LIST, "恢復買賣參考價"),
  OTC_EX_RIGHTS("tpex.exdailyq", Period.LIST, "除權息參考價"),
  OTC_REDUCTIONS("tpex.revivt", Period.LIST, "減資恢復買賣開始日參考價格"),
  OTC_PAR_VALUE_CHANGES("tpex.pvchgrslt", Period.LIST, "恢復買賣開始參考價"),
  OTC_FUND_SPLITS("tpex.etf_splits", Period.LIST, "恢復買賣開始參考價"),
  OTC_FUND_CONSOLIDATIONS("tpex.etf_reverse_splits", Period.LIST, "恢復買賣開始參考價"),
  EX_RIGHTS_PAGE("twse.twt49u_detail", Period.DAY, "除息"),
  REDUCTION_PAGE("twse.twtauu_detail", Period.DAY, "每壹仟股換發新股票"),
  STOCK_TICK("finmind.stock_tick", Period.DAY, "deal_price"),
  /** The search: its form and its results. */
  CCASS_SHAREHOLDING("hkex.ccass_shareholding", Period.DAY, ""),
  CCASS_STOCK_LIST("hkex.ccass_stock_list", Period.DAY, "");

  /** What one file of a dataset covers. */
  enum Period {
    DAY,
    /** Events of a range of dates, by its last one. */
    LIST,
    MONTH,
    YEAR
  }

  private final String text;
  private final Period period;
  private final String essentialColumn;

  SimulatedDataset(String text, Period period, String essentialColumn) {
    this.text = text;
    this.period = period;
    this.essentialColumn = essentialColumn;
  }

  /**
   * @throws IllegalArgumentException for an unknown name, with the nearest known ones
   */
  static SimulatedDataset named(String text) {
    return Arrays.stream(values())
        .filter(dataset -> dataset.text.equals(text))
        .findFirst()
        .orElseThrow(() -> NearestNames.unknown("dataset", text, names()));
  }

  static List<String> names() {
    return Arrays.stream(values()).map(SimulatedDataset::text).toList();
  }

  String text() {
    return text;
  }

  /** Part of the name of a column without which the contents are worth nothing. */
  String essentialColumn() {
    return essentialColumn;
  }

  /** The first word of the name. */
  String publisher() {
    return text.substring(0, text.indexOf('.'));
  }

  boolean isHongKong() {
    return publisher().equals("hkex");
  }

  boolean isTaifex() {
    return text.startsWith("taifex.");
  }

  /** Whether its file is a zip file. */
  boolean isZip() {
    return switch (this) {
      case FUTURES_TICK, FUTURES_SPREAD_TICK, FUTURES_SPREAD_REPORT, OPTIONS_TICK -> true;
      default -> false;
    };
  }

  /** Whether its file is a report of the whole day, which no publisher posts in parts. */
  boolean isReport() {
    return switch (this) {
      case FUTURES_SPREAD_REPORT,
          INDEX_HISTORY,
          HOLIDAY_SCHEDULE,
          VALUATION,
          QUOTES,
          LATEST_QUOTES,
          MARKET_MONTH,
          OTC_QUOTES,
          INSTITUTIONAL,
          INSTITUTIONAL_SUMMARY,
          MARGIN,
          OTC_INSTITUTIONAL,
          OTC_INSTITUTIONAL_SUMMARY,
          OTC_MARGIN,
          OTC_VALUATION,
          PUT_CALL_RATIO,
          FUTURES_DAILY,
          OPTIONS_DAILY,
          FUTURES_INSTITUTIONAL,
          OPTIONS_INSTITUTIONAL,
          FUTURES_LARGE_TRADERS,
          OPTIONS_LARGE_TRADERS,
          SHAREHOLDING_DISTRIBUTION,
          LISTED_SECURITIES,
          OTC_SECURITIES,
          LISTED_COMPANIES,
          OTC_COMPANIES,
          EX_RIGHTS_PAGE,
          REDUCTION_PAGE ->
          true;
      default -> isList();
    };
  }

  /** Whether its file is a list of events. */
  boolean isList() {
    return period == Period.LIST;
  }

  /** Whether its file is a page with details of one event. */
  boolean isPage() {
    return this == EX_RIGHTS_PAGE || this == REDUCTION_PAGE;
  }

  /** Whether one file holds both dates. */
  boolean sameFile(LocalDate left, LocalDate right) {
    return firstOf(left).equals(firstOf(right));
  }

  /** The first day of the period that a date lies in. */
  LocalDate firstOf(LocalDate date) {
    return switch (period) {
      case DAY, LIST -> date;
      case MONTH -> date.withDayOfMonth(1);
      case YEAR -> date.withDayOfYear(1);
    };
  }
}

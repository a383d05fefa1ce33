package io.tapehouse.simulator;

import io.tapehouse.simulator.document.DocumentForm;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the publishers' addresses, old and new. The first element of the path is the host that is
 * meant.
 */
final class Addresses {

  static final String TAIFEX = "/www.taifex.com.tw/";

  private static final String DAILY =
      "(?i)/www\\.taifex\\.com\\.tw(?:/file/taifex)?/dailydownload/";
  private static final String DATE_ZIP = "(?<year>\\d{4})_(?<month>\\d\\d)_(?<day>\\d\\d)";
  private static final Map<Pattern, SimulatedDataset> FILES =
      Map.of(
          file("DailydownloadCSV/(?<name>Daily_", ""), SimulatedDataset.FUTURES_TICK,
          file("DailydownloadCSV_C/(?<name>Daily_", "_C"), SimulatedDataset.FUTURES_SPREAD_TICK,
          file("DailydownloadCSV_B/(?<name>Daily_", "_B"), SimulatedDataset.FUTURES_SPREAD_REPORT,
          file("OptionsDailydownloadCSV/(?<name>OptionsDaily_", ""), SimulatedDataset.OPTIONS_TICK);

  private static final Map<String, SimulatedDataset> REPORTS =
      Map.ofEntries(
          Map.entry(
              "/www.twse.com.tw/exchangeReport/MI_5MINS_INDEX", SimulatedDataset.FIVE_SECOND_INDEX),
          Map.entry(
              "/www.twse.com.tw/rwd/zh/TAIEX/MI_5MINS_INDEX", SimulatedDataset.FIVE_SECOND_INDEX),
          Map.entry("/www.twse.com.tw/indicesReport/MI_5MINS_HIST", SimulatedDataset.INDEX_HISTORY),
          Map.entry("/www.twse.com.tw/rwd/zh/TAIEX/MI_5MINS_HIST", SimulatedDataset.INDEX_HISTORY),
          Map.entry(
              "/www.twse.com.tw/holidaySchedule/holidaySchedule",
              SimulatedDataset.HOLIDAY_SCHEDULE),
          Map.entry(
              "/www.twse.com.tw/rwd/zh/holidaySchedule/holidaySchedule",
              SimulatedDataset.HOLIDAY_SCHEDULE),
          Map.entry("/www.twse.com.tw/exchangeReport/BWIBBU_d", SimulatedDataset.VALUATION),
          Map.entry("/www.twse.com.tw/rwd/zh/afterTrading/BWIBBU_d", SimulatedDataset.VALUATION),
          Map.entry("/www.twse.com.tw/exchangeReport/MI_INDEX", SimulatedDataset.QUOTES),
          Map.entry("/www.twse.com.tw/rwd/zh/afterTrading/MI_INDEX", SimulatedDataset.QUOTES),
          Map.entry(
              "/www.twse.com.tw/exchangeReport/STOCK_DAY_ALL", SimulatedDataset.LATEST_QUOTES),
          Map.entry(
              "/www.twse.com.tw/rwd/zh/afterTrading/STOCK_DAY_ALL", SimulatedDataset.LATEST_QUOTES),
          Map.entry("/www.twse.com.tw/exchangeReport/FMTQIK", SimulatedDataset.MARKET_MONTH),
          Map.entry("/www.twse.com.tw/rwd/zh/afterTrading/FMTQIK", SimulatedDataset.MARKET_MONTH),
          Map.entry(
              "/www.tpex.org.tw/www/zh-tw/afterTrading/dailyQuotes", SimulatedDataset.OTC_QUOTES),
          Map.entry("/www.twse.com.tw/fund/T86", SimulatedDataset.INSTITUTIONAL),
          Map.entry("/www.twse.com.tw/rwd/zh/fund/T86", SimulatedDataset.INSTITUTIONAL),
          Map.entry("/www.twse.com.tw/fund/BFI82U", SimulatedDataset.INSTITUTIONAL_SUMMARY),
          Map.entry("/www.twse.com.tw/rwd/zh/fund/BFI82U", SimulatedDataset.INSTITUTIONAL_SUMMARY),
          Map.entry("/www.twse.com.tw/exchangeReport/MI_MARGN", SimulatedDataset.MARGIN),
          Map.entry("/www.twse.com.tw/rwd/zh/marginTrading/MI_MARGN", SimulatedDataset.MARGIN),
          Map.entry(
              "/www.tpex.org.tw/www/zh-tw/insti/dailyTrade", SimulatedDataset.OTC_INSTITUTIONAL),
          Map.entry(
              "/www.tpex.org.tw/www/zh-tw/insti/summary",
              SimulatedDataset.OTC_INSTITUTIONAL_SUMMARY),
          Map.entry("/www.tpex.org.tw/www/zh-tw/margin/balance", SimulatedDataset.OTC_MARGIN),
          Map.entry(
              "/www.tpex.org.tw/www/zh-tw/afterTrading/peQryDate", SimulatedDataset.OTC_VALUATION),
          Map.entry("/www.twse.com.tw/rwd/zh/exRight/TWT49U", SimulatedDataset.EX_RIGHTS),
          Map.entry("/www.twse.com.tw/exchangeReport/TWT49U", SimulatedDataset.EX_RIGHTS),
          Map.entry("/www.twse.com.tw/rwd/zh/reducation/TWTAUU", SimulatedDataset.REDUCTIONS),
          Map.entry("/www.twse.com.tw/exchangeReport/TWTAUU", SimulatedDataset.REDUCTIONS),
          Map.entry(
              "/www.twse.com.tw/rwd/zh/exRight/TWT49UDetail", SimulatedDataset.EX_RIGHTS_PAGE),
          Map.entry(
              "/www.twse.com.tw/rwd/zh/reducation/TWTAVUDetail", SimulatedDataset.REDUCTION_PAGE),
          Map.entry("/www.twse.com.tw/rwd/zh/change/TWTB8U", SimulatedDataset.PAR_VALUE_CHANGES),
          Map.entry("/www.twse.com.tw/exchangeReport/TWTB8U", SimulatedDataset.PAR_VALUE_CHANGES),
          Map.entry("/www.twse.com.tw/rwd/zh/split/TWTCAU", SimulatedDataset.FUND_SPLITS),
          Map.entry(
              "/smart.tdcc.com.tw/opendata/getOD.ashx", SimulatedDataset.SHAREHOLDING_DISTRIBUTION),
          Map.entry("/isin.twse.com.tw/isin/C_public.jsp", SimulatedDataset.LISTED_SECURITIES),
          Map.entry(
              "/mopsfin.twse.com.tw/opendata/t187ap03_L.csv", SimulatedDataset.LISTED_COMPANIES),
          Map.entry("/dts.twse.com.tw/opendata/t187ap03_L.csv", SimulatedDataset.LISTED_COMPANIES),
          Map.entry("/mopsfin.twse.com.tw/opendata/t187ap03_O.csv", SimulatedDataset.OTC_COMPANIES),
          Map.entry("/dts.twse.com.tw/opendata/t187ap03_O.csv", SimulatedDataset.OTC_COMPANIES),
          Map.entry("/api.finmindtrade.com/api/v4/data", SimulatedDataset.STOCK_TICK));

  /** What a page of securities is about. */
  private static final Map<String, SimulatedDataset> SECURITIES =
      Map.of("2", SimulatedDataset.LISTED_SECURITIES, "4", SimulatedDataset.OTC_SECURITIES);

  /** Reports that are asked for with a form. */
  private static final Map<String, SimulatedDataset> FORMS =
      Map.ofEntries(
          Map.entry("/www.taifex.com.tw/cht/3/pcRatioDown", SimulatedDataset.PUT_CALL_RATIO),
          Map.entry("/www.taifex.com.tw/cht/3/futDataDown", SimulatedDataset.FUTURES_DAILY),
          Map.entry("/www.taifex.com.tw/cht/3/optDataDown", SimulatedDataset.OPTIONS_DAILY),
          Map.entry(
              "/www.taifex.com.tw/cht/3/futContractsDateDown",
              SimulatedDataset.FUTURES_INSTITUTIONAL),
          Map.entry(
              "/www.taifex.com.tw/cht/3/callsAndPutsDateDown",
              SimulatedDataset.OPTIONS_INSTITUTIONAL),
          Map.entry(
              "/www.taifex.com.tw/cht/3/largeTraderFutDown",
              SimulatedDataset.FUTURES_LARGE_TRADERS),
          Map.entry(
              "/www.taifex.com.tw/cht/3/largeTraderOptDown",
              SimulatedDataset.OPTIONS_LARGE_TRADERS),
          Map.entry("/www.tpex.org.tw/www/zh-tw/bulletin/exDailyQ", SimulatedDataset.OTC_EX_RIGHTS),
          Map.entry("/www.tpex.org.tw/www/zh-tw/bulletin/revivt", SimulatedDataset.OTC_REDUCTIONS),
          Map.entry(
              "/www.tpex.org.tw/www/zh-tw/bulletin/pvChgRslt",
              SimulatedDataset.OTC_PAR_VALUE_CHANGES),
          Map.entry(
              "/www.tpex.org.tw/www/zh-tw/bulletin/etfSplitRslt", SimulatedDataset.OTC_FUND_SPLITS),
          Map.entry(
              "/www.tpex.org.tw/www/zh-tw/bulletin/etfRvsRslt",
              SimulatedDataset.OTC_FUND_CONSOLIDATIONS));

  private static final DateTimeFormatter SLASHED = DateTimeFormatter.ofPattern("uuuu/MM/dd");

  private static final int YEAR_OF_THE_REPUBLIC = 1911;

  private Addresses() {}

  private static Pattern file(String start, String end) {
    return Pattern.compile(DAILY + start + DATE_ZIP + end + "\\.zip)");
  }

  /** What is asked for, or nothing for an address or a date that the publishers do not have. */
  static Optional<Asked> parse(URI uri) {
    try {
      String path = uri.getPath();
      for (Map.Entry<Pattern, SimulatedDataset> file : FILES.entrySet()) {
        Matcher name = file.getKey().matcher(path);
        if (name.matches()) {
          return Optional.of(
              new Asked(file.getValue(), date(name), DocumentForm.CSV, name.group("name"), ""));
        }
      }
      return Optional.ofNullable(REPORTS.get(path))
          .flatMap(dataset -> report(dataset, parameters(uri)));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What a form asks for that was sent to a path, or nothing for one that takes none. */
  static Optional<Asked> parseForm(String path, String form) {
    try {
      return Optional.ofNullable(FORMS.get(path))
          .map(
              dataset ->
                  new Asked(
                      dataset,
                      LocalDate.parse(
                          parameters(form)
                              .getOrDefault(dataset.isList() ? "endDate" : "queryStartDate", ""),
                          SLASHED),
                      dataset.isList() ? DocumentForm.JSON : DocumentForm.CSV,
                      "",
                      ""));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether forms are sent to a path. */
  static boolean takesForms(String path) {
    return FORMS.containsKey(path);
  }

  /** The parameters of an address. */
  static Map<String, String> parameters(URI uri) {
    return parameters(Optional.ofNullable(uri.getRawQuery()).orElse(""));
  }

  /** The fields of a form, as they stand in an address or in the body of a request. */
  static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      parameters.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), value);
    }
    return parameters;
  }

  private static Optional<Asked> report(SimulatedDataset dataset, Map<String, String> parameters) {
    if (dataset == SimulatedDataset.STOCK_TICK) {
      return stockTicks(parameters);
    }
    switch (dataset) {
      case SHAREHOLDING_DISTRIBUTION, LISTED_COMPANIES, OTC_COMPANIES -> {
        return Optional.of(new Asked(dataset, asked(parameters), DocumentForm.CSV, "", ""));
      }
      case EX_RIGHTS_PAGE, REDUCTION_PAGE -> {
        String day = dataset == SimulatedDataset.EX_RIGHTS_PAGE ? "T1" : "FILE_DATE";
        return Optional.of(
            new Asked(
                dataset,
                LocalDate.parse(parameters.getOrDefault(day, ""), DateTimeFormatter.BASIC_ISO_DATE),
                DocumentForm.JSON,
                "",
                parameters.getOrDefault("STK_NO", "")));
      }
      case LISTED_SECURITIES -> {
        return Optional.ofNullable(SECURITIES.get(parameters.get("strMode")))
            .map(page -> new Asked(page, asked(parameters), DocumentForm.CSV, "", ""));
      }
      default -> {
        // Asked for by its parameters.
      }
    }
    String response = parameters.getOrDefault("response", "json").toLowerCase(Locale.ROOT);
    DocumentForm form = response.equals("csv") ? DocumentForm.CSV : DocumentForm.JSON;
    String year = parameters.getOrDefault("queryYear", "");
    LocalDate date =
        dataset == SimulatedDataset.HOLIDAY_SCHEDULE && !year.isEmpty()
            ? LocalDate.of(Integer.parseInt(year) + YEAR_OF_THE_REPUBLIC, 1, 1)
            : dataset.isList()
                ? LocalDate.parse(
                    parameters.getOrDefault("endDate", ""), DateTimeFormatter.BASIC_ISO_DATE)
                : asked(parameters);
    return Optional.of(new Asked(dataset, date, form, "", ""));
  }

  /** 20230130 of TWSE, which has a name of its own for it in one report, and 2023/01/30 of TPEx. */
  private static LocalDate asked(Map<String, String> parameters) {
    // Some addresses are the same every day or week: a simulator has no clock, and gets it.
    String date =
        parameters.getOrDefault(
            "date", parameters.getOrDefault("dayDate", parameters.getOrDefault("asked", "")));
    return LocalDate.parse(date, date.contains("/") ? SLASHED : DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static Optional<Asked> stockTicks(Map<String, String> parameters) {
    if (!parameters.getOrDefault("dataset", "").equals("TaiwanStockPriceTick")) {
      return Optional.empty();
    }
    LocalDate date = LocalDate.parse(parameters.getOrDefault("start_date", ""));
    String stock = parameters.getOrDefault("data_id", "");
    return Optional.of(new Asked(SimulatedDataset.STOCK_TICK, date, DocumentForm.JSON, "", stock));
  }

  private static LocalDate date(Matcher name) {
    return LocalDate.of(
        Integer.parseInt(name.group("year")),
        Integer.parseInt(name.group("month")),
        Integer.parseInt(name.group("day")));
  }
}

package io.tapehouse.simulator.reference;

import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.market.ListedStocks;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.OtcStocks;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Lists of securities and companies, of both exchanges. */
public final class ReferenceFiles {

  /** Industries in the words of the pages, with their codes in the lists of companies. */
  static final List<Industry> INDUSTRIES =
      List.of(
          new Industry("01", "水泥工業"),
          new Industry("02", "食品工業"),
          new Industry("17", "金融保險業"),
          new Industry("24", "半導體業"),
          new Industry("28", "電子零組件業"));

  private ReferenceFiles() {}

  /** An industry. */
  record Industry(String code, String name) {

    /** That of a company. */
    static Industry of(String stockCode) {
      return INDUSTRIES.get(Integer.parseInt(stockCode) / 100 % INDUSTRIES.size());
    }
  }

  /** The day on which a file is made: that after the last open day of a week. */
  static LocalDate made(Market market, LocalDate asked) {
    LocalDate last = market.days().lastOfWeek(asked);
    LocalDate week = last.isAfter(asked) ? market.days().lastOfWeek(asked.minusWeeks(1)) : last;
    return week.plusDays(1);
  }

  /** All of them by dataset. */
  public static Map<String, SimulatedPublication> publications(Market market) {
    return Map.of(
        "twse.isin_listed",
        new SecuritiesPage(market, "本國上市證券國際證券辨識號碼一覽表", "上市", ListedStocks.companies(), true),
        "twse.isin_otc",
        new SecuritiesPage(market, "本國上櫃證券國際證券辨識號碼一覽表", "上櫃", OtcStocks.companies(), false),
        "mopsfin.t187ap03_l",
        new CompaniesFile(market, ListedStocks.companies()),
        "mopsfin.t187ap03_o",
        new CompaniesFile(market, OtcStocks.companies()));
  }
}

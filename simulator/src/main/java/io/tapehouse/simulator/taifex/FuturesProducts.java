package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.market.Series;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The futures that the simulated exchange lists. */
final class FuturesProducts {

  static final Series ELECTRONICS = Series.following("electronics", 690);
  static final Series FINANCE = Series.following("finance", 1_560);

  private static final LocalDate ALWAYS = LocalDate.MIN;
  private static final LocalDate MICRO_SINCE = LocalDate.of(2024, 7, 29);
  private static final List<String> OTHER_STOCKS =
      List.of(
          "CAF", "CBF", "CEF", "CFF", "CHF", "CKF", "CMF", "CQF", "CSF", "DKF", "DVF", "GHF", "GNF",
          "HSF", "IIF", "IRF", "LQF", "PUF", "QXF", "RZF");
  private static final List<FuturesProduct> ALL = all();

  private FuturesProducts() {}

  /** The products that trade on a date, in the order of the files. */
  static List<FuturesProduct> on(LocalDate date) {
    return ALL.stream().filter(product -> !date.isBefore(product.since())).toList();
  }

  private static List<FuturesProduct> all() {
    List<FuturesProduct> all = new ArrayList<>();
    all.add(index("TX", Series.TAIEX, 0.24, 10_000, Hours.INDEX, ALWAYS));
    all.add(
        new FuturesProduct(
            "MTX", Series.TAIEX, Hours.INDEX, Months.INDEX, 0.32, 10_000, true, ALWAYS));
    all.add(index("TMF", Series.TAIEX, 0.12, 10_000, Hours.INDEX, MICRO_SINCE));
    all.add(index("TE", ELECTRONICS, 0.02, 500, Hours.INDEX, ALWAYS));
    all.add(index("ZEF", ELECTRONICS, 0.03, 500, Hours.INDEX, ALWAYS));
    all.add(index("TF", FINANCE, 0.008, 2_000, Hours.DAY_ONLY, ALWAYS));
    all.add(index("XIF", Series.following("other", 14_500), 0.003, 10_000, Hours.DAY_ONLY, ALWAYS));
    all.add(stock("CDF", 520, 0.03, Hours.STOCK_NIGHT));
    all.add(stock("QFF", 520, 0.04, Hours.STOCK_NIGHT));
    all.add(stock("NYF", 115, 0.015, Hours.STOCK_NIGHT));
    all.add(stock("CCF", 47, 0.02, Hours.DAY_ONLY));
    all.add(stock("DHF", 101, 0.03, Hours.DAY_ONLY));
    for (int i = 0; i < OTHER_STOCKS.size(); i++) {
      all.add(stock(OTHER_STOCKS.get(i), 9 * StrictMath.pow(1.32, i), 0.005, Hours.DAY_ONLY));
    }
    all.add(other("TGF", 6_900, 0.003, 5_000, Hours.LONG_DAY, Months.EVEN));
    all.add(other("XJF", 130, 0.002, 100, Hours.LONG_DAY, Months.QUARTERS));
    all.add(other("XEF", 1.08, 0.001, 1, Hours.LONG_DAY, Months.QUARTERS));
    all.add(other("UNF", 12_000, 0.02, 10_000, Hours.INDEX, Months.QUARTERS));
    all.add(other("BRF", 2_400, 0.001, 5_000, Hours.INDEX, Months.LATER));
    all.sort(Comparator.comparing(FuturesProduct::code));
    return List.copyOf(all);
  }

  private static FuturesProduct index(
      String code, Series series, double share, long tick, Hours hours, LocalDate since) {
    return new FuturesProduct(code, series, hours, Months.INDEX, share, tick, false, since);
  }

  private static FuturesProduct stock(String code, double price, double share, Hours hours) {
    // CDF and QFF are two sizes of one underlying.
    Series series = Series.following(code.equals("QFF") ? "CDF" : code, price);
    return new FuturesProduct(code, series, hours, Months.STOCK, share, 0, false, ALWAYS);
  }

  private static FuturesProduct other(
      String code, double price, double share, long tick, Hours hours, Months months) {
    Series series = Series.independent(code, price);
    return new FuturesProduct(code, series, hours, months, share, tick, false, ALWAYS);
  }
}

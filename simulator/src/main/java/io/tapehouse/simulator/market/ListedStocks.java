package io.tapehouse.simulator.market;

import java.util.ArrayList;
import java.util.List;

/**
 * The securities of the simulated market: codes and names of no real company, in the order of their
 * codes.
 */
public final class ListedStocks {

  /** As many as the main board has. */
  private static final int STOCKS = 960;

  /** As many as are in custody, with funds and unlisted ones. */
  private static final int SECURITIES = 2_600;

  private static final int FIRST_CODE = 1101;
  private static final String FIRST = "大中華統聯新東南光遠正國泰豐信友元永福";
  private static final String SECOND = "泥業電子塑紡化機鋼車建航銀保網通科技醫食";

  private static final List<ListedStock> ALL = stocks();
  private static final List<String> CODES = codes();

  private ListedStocks() {}

  /**
   * A stock.
   *
   * @param code four digits
   * @param name two or three characters
   * @param price its price
   */
  public record ListedStock(String code, String name, Series price) {}

  /** The stocks of companies on the main board. */
  public static List<ListedStock> companies() {
    return ALL;
  }

  /** The codes of all securities that are in custody. */
  public static List<String> securities() {
    return CODES;
  }

  /** A name of two characters. */
  static String name(int number) {
    char first = FIRST.charAt(number % FIRST.length());
    char second = SECOND.charAt(number / 7 % SECOND.length());
    return "" + first + second;
  }

  private static List<ListedStock> stocks() {
    List<ListedStock> stocks = new ArrayList<>();
    for (int i = 0; i < STOCKS; i++) {
      String code = Integer.toString(FIRST_CODE + 9 * i);
      double base = 8 + Math.abs(Noise.mix(i) % 4_000) / 10.0;
      stocks.add(new ListedStock(code, name(i), Series.following("stock " + code, base)));
    }
    return List.copyOf(stocks);
  }

  private static List<String> codes() {
    List<String> codes = new ArrayList<>(List.of("0050", "0056", "006204", "00632R"));
    ALL.forEach(stock -> codes.add(stock.code()));
    for (int i = 0; codes.size() < SECURITIES; i++) {
      codes.add("YY%04d".formatted(i));
    }
    return List.copyOf(codes);
  }
}

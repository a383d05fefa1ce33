package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What dealers, investment trusts and foreign investors traded and hold, by product. Values are
 * rounded to thousands one by one, the net ones too.
 */
final class InstitutionalPositions extends TaifexReport {

  private static final List<String> NAMES = List.of("自營商", "投信", "外資及陸資");
  private static final int[] LARGEST = {20_000, 900, 60_000};

  /** Part of a day's trading that stays open: together they hold less than {@link OpenInterest}. */
  private static final double KEPT = 0.04;

  private final List<Product> products;

  /**
   * A product or a group of them.
   *
   * @param name as the report has it
   * @param rights calls and puts; a single empty one of futures
   * @param value thousandths of a TWD that a lot is worth, roughly
   * @param part of the largest product's trading that it has
   */
  private record Product(String name, List<String> rights, long value, double part) {}

  private InstitutionalPositions(Market market, List<String> columns, List<Product> products) {
    super(market, columns, "", List.of(), WithoutData.ALERT);
    this.products = products;
  }

  static InstitutionalPositions ofFutures(Market market) {
    return new InstitutionalPositions(
        market,
        columns("多方", "空方", "多空", List.of("日期", "商品名稱", "身份別")),
        List.of(
            future("臺股期貨", 3_103_427_501L, 1),
            future("電子期貨", 2_761_333_777L, 0.03),
            future("金融期貨", 1_561_811_123L, 0.03),
            future("小型臺指期貨", 775_831_251L, 1.2),
            future("股票期貨", 361_713_419L, 0.8),
            future("ETF期貨", 120_517_333L, 0.05)));
  }

  static InstitutionalPositions ofOptions(Market market) {
    List<String> rights = List.of("CALL", "PUT");
    return new InstitutionalPositions(
        market,
        List.of(
            "日期",
            "商品名稱",
            "買賣權別",
            "身份別",
            "買方交易口數",
            "買方交易契約金額(千元)",
            "賣方交易口數",
            "賣方交易契約金額(千元)",
            "交易口數買賣淨額",
            "交易契約金額買賣淨額(千元)",
            "買方未平倉口數",
            "買方未平倉契約金額(千元)",
            "賣方未平倉口數",
            "賣方未平倉契約金額(千元)",
            "未平倉口數買賣淨額",
            "未平倉契約金額買賣淨額(千元)"),
        List.of(
            new Product("臺指選擇權", rights, 5_417_333L, 2.5),
            new Product("電子選擇權", rights, 3_127_719L, 0.01),
            new Product("金融選擇權", rights, 3_577_991L, 0.01)));
  }

  @Override
  List<List<String>> rows(LocalDate date, int revision) {
    List<List<String>> rows = new ArrayList<>();
    for (Product product : products) {
      for (String right : product.rights()) {
        for (int i = 0; i < NAMES.size(); i++) {
          SplittableRandom random =
              market()
                  .random("positions of " + product.name() + right + NAMES.get(i) + revision, date);
          List<String> cells = new ArrayList<>(List.of(slashed(date), product.name()));
          if (!right.isEmpty()) {
            cells.add(right);
          }
          cells.add(NAMES.get(i));
          int largest = 1 + market().scaled(LARGEST[i] * product.part());
          cells.addAll(figures(random, largest, product.value()));
          cells.addAll(figures(random, 1 + (int) (KEPT * largest), product.value()));
          rows.add(cells);
        }
      }
    }
    return rows;
  }

  private static List<String> figures(SplittableRandom random, int largest, long value) {
    long bought = random.nextInt(largest);
    long sold = random.nextInt(largest);
    long boughtValue = bought * value + random.nextInt(1_000_000);
    long soldValue = sold * value + random.nextInt(1_000_000);
    return Stream.of(
            bought,
            thousands(boughtValue),
            sold,
            thousands(soldValue),
            bought - sold,
            thousands(boughtValue - soldValue))
        .map(figure -> Long.toString(figure))
        .toList();
  }

  private static long thousands(long thousandths) {
    return Math.round(thousandths / 1e6);
  }

  private static Product future(String name, long value, double part) {
    return new Product(name, List.of(""), value * 1_000, part);
  }

  private static List<String> columns(String buy, String sell, String net, List<String> first) {
    List<String> columns = new ArrayList<>(first);
    for (String kind : List.of("交易", "未平倉")) {
      for (String side : List.of(buy, sell)) {
        columns.add(side + kind + "口數");
        columns.add(side + kind + "契約金額(千元)");
      }
      columns.add(net + kind + "口數淨額");
      columns.add(net + kind + "契約金額淨額(千元)");
    }
    return columns;
  }
}

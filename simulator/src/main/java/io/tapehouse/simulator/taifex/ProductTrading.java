package io.tapehouse.simulator.taifex;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Makes the fills of one product on one trading date. Used once, by one thread. */
final class ProductTrading {

  private static final double NIGHT_SHARE = 0.35;
  private static final int[] LOTS = {1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 5, 10};

  private final FuturesProduct product;
  private final Quotes quotes;
  private final SplittableRandom random;
  private final LocalDate date;
  private final List<Fill> fills = new ArrayList<>();
  private final List<Fill> spreadOrders = new ArrayList<>();

  ProductTrading(FuturesProduct product, Quotes quotes, SplittableRandom random, LocalDate date) {
    this.product = product;
    this.quotes = quotes;
    this.random = random;
    this.date = date;
  }

  /** The fills so far, in the order of the files: by month, and a spread with its near month. */
  ProductDay day() {
    List<Fill> byMonth = new ArrayList<>(fills);
    byMonth.sort(Comparator.comparing(Fill::nearMonth).thenComparing(Fill::clock));
    List<Fill> orders = new ArrayList<>(spreadOrders);
    orders.sort(Comparator.comparing(Fill::month).thenComparing(Fill::clock));
    return new ProductDay(product, byMonth, orders);
  }

  LocalDate date() {
    return date;
  }

  /** Ordinary trading of one contract through both sessions. */
  void trade(Contract contract, int rows) {
    Hours hours = product.hours();
    int night = hours.hasNight() ? (int) Math.round(rows * NIGHT_SHARE) : 0;
    if (night > 0) {
      bursts(contract, hours.nightStart(), Hours.NIGHT_END, night);
    }
    bursts(contract, Hours.DAY_START, close(contract), rows - night);
  }

  /** The call auction that opens a session. */
  void open(Contract contract, int clock) {
    int volume = 2 * (5 + random.nextInt(60));
    fills.add(ordinary(contract, clock, 0, volume).withMark(true));
  }

  /** Prints near both ends of the sessions, so that even a quiet day has its open and close. */
  void frame(Contract contract) {
    Hours hours = product.hours();
    if (hours.hasNight()) {
      print(contract, hours.nightStart() + random.nextInt(100));
      print(contract, Hours.NIGHT_END - 1 - random.nextInt(100));
    }
    print(contract, Hours.DAY_START + random.nextInt(100));
    print(contract, close(contract) - 1 - random.nextInt(100));
  }

  /** Prints at the very second of the close, twice the same. */
  void lastSecond(Contract contract) {
    Fill last = ordinary(contract, close(contract), 0, 2);
    fills.add(last);
    fills.add(last);
  }

  /** Spread orders filled against each other. */
  void spreadsAgainstSpreads(Contract near, Contract far, int rows) {
    for (int i = 0; i < rows; i++) {
      int clock = anyMoment(near);
      long nearPrice = quotes.price(near.month(), clock, 0);
      long price = quotes.spread(near.month(), far.month(), clock) + product.spreadTick() * step();
      int volume = 4 * lots();
      String months = near.month() + "/" + far.month();
      Fill fill = new Fill(clock, months, price, volume, nearPrice, nearPrice + price, false);
      fills.add(fill);
      spreadOrders.add(fill.withMark(true));
    }
  }

  /** Spread orders filled against two ordinary orders, one of each month. */
  void spreadsAgainstSingles(Contract near, Contract far, int rows) {
    for (int i = 0; i < rows; i++) {
      int clock = anyMoment(near);
      Fill nearLeg = ordinary(near, clock, 0, 2 * lots());
      Fill farLeg = ordinary(far, clock, step(), nearLeg.volume());
      fills.add(nearLeg);
      fills.add(farLeg);
      String months = near.month() + "/" + far.month();
      long price = farLeg.price() - nearLeg.price();
      int volume = nearLeg.volume() + farLeg.volume();
      spreadOrders.add(
          new Fill(clock, months, price, volume, nearLeg.price(), farLeg.price(), false));
    }
  }

  private void bursts(Contract contract, int start, int end, int rows) {
    int left = rows;
    while (left > 0) {
      // Squared, so that more happens in the first part of a session.
      double part = random.nextBoolean() ? random.nextDouble() : squared(random.nextDouble());
      int clock = start + (int) (part * (end - start));
      int prints = Math.min(left, 1 + random.nextInt(4));
      for (int i = 0; i < prints; i++) {
        fills.add(ordinary(contract, clock, step(), 2 * lots()));
      }
      left -= prints;
    }
  }

  private void print(Contract contract, int clock) {
    fills.add(ordinary(contract, clock, step(), 2 * lots()));
  }

  private Fill ordinary(Contract contract, int clock, int steps, int volume) {
    return Fill.single(
        clock, contract.month(), quotes.price(contract.month(), clock, steps), volume);
  }

  private int anyMoment(Contract near) {
    Hours hours = product.hours();
    if (hours.hasNight() && random.nextDouble() < NIGHT_SHARE) {
      return random.nextInt(hours.nightStart(), Hours.NIGHT_END);
    }
    return random.nextInt(Hours.DAY_START, close(near));
  }

  private int close(Contract contract) {
    return contract.expires(date) ? Hours.EXPIRY : product.hours().close();
  }

  private int step() {
    return random.nextInt(5) == 0 ? random.nextInt(3) - 1 : 0;
  }

  private int lots() {
    return LOTS[random.nextInt(LOTS.length)];
  }

  private static double squared(double value) {
    return value * value;
  }
}

package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.Path;
import io.tapehouse.simulator.market.Series;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The options trading of a day. Safe for many threads. */
final class OptionsExchange {

  private static final double TRADES_OF_A_DAY = 20_000;
  private static final double NIGHT_SHARE = 0.35;
  private static final int LATE_TRADES = 4;
  private static final double YEARLY_VOLATILITY = 0.18;
  private static final Comparator<List<String>> EXPIRY_ORDER =
      Comparator.comparing((List<String> expiry) -> expiry.get(0))
          .thenComparing(expiry -> expiry.get(1));

  private final Market market;
  private final ContractCalendar calendar;

  OptionsExchange(Market market) {
    this.market = market;
    this.calendar = new ContractCalendar(market.days());
  }

  Market market() {
    return market;
  }

  /** All trades of an open day, in the order of the file. */
  List<OptionFill> day(LocalDate date, int revision) {
    List<OptionFill> fills = new ArrayList<>();
    trade(fills, date, new Listing("TEO", FuturesProducts.ELECTRONICS, 5, Hours.DAY_ONLY), 0.006);
    trade(fills, date, new Listing("TFO", FuturesProducts.FINANCE, 20, Hours.DAY_ONLY), 0.008);
    Listing index = new Listing("TXO", Series.TAIEX, 100, Hours.INDEX);
    trade(fills, date, index, 0.986);
    if (revision > 0) {
      Contract nearest = contracts(index, date).get(0);
      SplittableRandom random = market.random("TXO again", date);
      Path path = market.path(index.series(), date);
      for (int i = 0; i < LATE_TRADES; i++) {
        fills.add(fill(random, index, nearest, path, date));
      }
    }
    fills.sort(OptionFill.FILE_ORDER);
    return List.copyOf(fills);
  }

  /**
   * What is listed, with the trades of a day in the order of time: for each expiry all strikes
   * between the lowest and the highest that were traded.
   */
  Map<OptionSeries, List<OptionFill>> series(LocalDate date, int revision) {
    List<OptionFill> fills = day(date, revision);
    Map<List<String>, NavigableSet<Integer>> strikes = new TreeMap<>(EXPIRY_ORDER);
    fills.forEach(
        fill ->
            strikes
                .computeIfAbsent(List.of(fill.product(), fill.month()), expiry -> new TreeSet<>())
                .add(fill.strike()));
    Map<OptionSeries, List<OptionFill>> series = new LinkedHashMap<>();
    strikes.forEach(
        (expiry, traded) -> {
          boolean lastDay = isLastDay(expiry.get(1), date);
          int step =
              traded.stream()
                  .filter(strike -> traded.higher(strike) != null)
                  .mapToInt(strike -> traded.higher(strike) - strike)
                  .min()
                  .orElse(1);
          for (int strike = traded.first(); strike <= traded.last(); strike += step) {
            for (String type : List.of("C", "P")) {
              series.put(
                  new OptionSeries(expiry.get(0), expiry.get(1), strike, type, lastDay),
                  new ArrayList<>());
            }
          }
        });
    fills.stream()
        .sorted(Comparator.comparingInt(OptionFill::clock))
        .forEach(
            fill ->
                series
                    .computeIfAbsent(
                        OptionSeries.of(fill, isLastDay(fill.month(), date)),
                        listed -> new ArrayList<>())
                    .add(fill));
    return series;
  }

  private boolean isLastDay(String month, LocalDate date) {
    return Stream.of(
            calendar.wednesdays(date), calendar.fridays(date), calendar.monthly(Months.INDEX, date))
        .flatMap(List::stream)
        .anyMatch(contract -> contract.month().equals(month) && contract.expires(date));
  }

  private void trade(List<OptionFill> fills, LocalDate date, Listing listing, double share) {
    List<Contract> contracts = contracts(listing, date);
    SplittableRandom random = market.random(listing.code(), date);
    Path path = market.path(listing.series(), date);
    int trades = market.scaled(TRADES_OF_A_DAY * share);
    for (int i = 0; i < trades; i++) {
      int rank = 0;
      while (rank < contracts.size() - 1 && random.nextInt(4) == 0) {
        rank++;
      }
      fills.add(fill(random, listing, contracts.get(rank), path, date));
    }
  }

  /** The listed expiries, the busiest first. */
  private List<Contract> contracts(Listing listing, LocalDate date) {
    List<Contract> contracts = new ArrayList<>();
    if (listing.code().equals("TXO")) {
      contracts.addAll(calendar.wednesdays(date));
      contracts.addAll(calendar.fridays(date));
    }
    contracts.addAll(calendar.monthly(Months.INDEX, date));
    contracts.sort((left, right) -> left.settlement().compareTo(right.settlement()));
    return contracts;
  }

  private static OptionFill fill(
      SplittableRandom random, Listing listing, Contract contract, Path path, LocalDate date) {
    Hours hours = listing.hours();
    int close = contract.expires(date) ? Hours.EXPIRY : hours.close();
    boolean night = hours.hasNight() && random.nextDouble() < NIGHT_SHARE;
    int clock =
        night
            ? random.nextInt(hours.nightStart(), Hours.NIGHT_END)
            : random.nextInt(Hours.DAY_START, close);
    double level = path.at(hours.position(clock));
    int step = contract.isWeekly() ? listing.step() / 2 : listing.step();
    int away = random.nextInt(7) + random.nextInt(7) - random.nextInt(7) - random.nextInt(7);
    int strike = (int) Math.round(level / step) * step + away * step;
    boolean call = away == 0 ? random.nextBoolean() : (away > 0) == (random.nextInt(5) > 0);
    double days = Math.min(400, 1 + ChronoUnit.DAYS.between(date, bounded(contract, date)));
    double time = 0.4 * YEARLY_VOLATILITY * level * Math.sqrt(days / 365);
    double distance = (strike - level) / (time * 2.5);
    double premium = time * StrictMath.exp(-distance * distance);
    double worth = Math.max(0, call ? level - strike : strike - level) + premium;
    long tick = tick(worth);
    int lots = 1 + (random.nextInt(3) == 0 ? random.nextInt(20) : 0);
    int split = lots > 1 && random.nextInt(3) == 0 ? random.nextInt(1, lots) : 0;
    long price = Math.max(tick, Price.onGrid(worth, tick));
    boolean auction = clock == Hours.DAY_START || clock == hours.nightStart();
    String type = call ? "C" : "P";
    return new OptionFill(
        listing.code(), strike, contract.month(), type, clock, price, lots, split, auction);
  }

  private static LocalDate bounded(Contract contract, LocalDate date) {
    LocalDate horizon = date.plusYears(1);
    return contract.settlement().isAfter(horizon) ? horizon : contract.settlement();
  }

  private static long tick(double worth) {
    if (worth < 10) {
      return 1_000;
    }
    if (worth < 50) {
      return 5_000;
    }
    if (worth < 500) {
      return 10_000;
    }
    return worth < 1_000 ? 50_000 : 100_000;
  }

  /** One options product and the distance of its monthly strikes. */
  private record Listing(String code, Series series, int step, Hours hours) {}
}

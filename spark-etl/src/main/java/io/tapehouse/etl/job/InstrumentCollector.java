package io.tapehouse.etl.job;

import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.dictionary.product.DerivativeType;
import io.tapehouse.dictionary.product.Expiry;
import io.tapehouse.dictionary.product.Product;
import io.tapehouse.dictionary.product.Products;
import io.tapehouse.dictionary.product.SettlementRule;
import io.tapehouse.dictionary.product.TradingHours;
import io.tapehouse.etl.bars.BarSeries;
import io.tapehouse.extractors.taifex.ContractName;
import io.tapehouse.extractors.taifex.PrintSink;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gathers the prints of a tick file by contract and by spread. Not safe for use by many threads.
 */
final class InstrumentCollector implements PrintSink<Instrument> {

  private static final int SECONDS_A_DAY = 86_400;
  private static final int TAIPEI_AHEAD_OF_UTC = 8 * 3600;

  private final DerivativeType type;
  private final VolumeRule volumeRule;
  private final Products products;
  private final TradingCalendar calendar;
  private final LocalDate tradingDate;
  private final boolean keepsPrints;
  private final SpreadPrintSink spreadPrints;
  private final Map<String, Product> found = new HashMap<>();
  private final SortedMap<String, Instrument> contracts = new TreeMap<>();
  private final SortedMap<String, Instrument> spreads = new TreeMap<>();

  /** Takes the rows of spreads as they stand in the file. */
  @FunctionalInterface
  interface SpreadPrintSink {
    void row(
        Instrument spread,
        long moment,
        long price,
        long nearPrice,
        long farPrice,
        long volume,
        boolean starred);
  }

  InstrumentCollector(
      DerivativeType type, VolumeRule volumeRule, Input input, SpreadPrintSink spreadPrints) {
    this.type = type;
    this.volumeRule = volumeRule;
    this.products = input.dictionary().products();
    this.calendar = input.calendar();
    this.tradingDate = input.date();
    this.keepsPrints = input.tickTable().isPresent();
    this.spreadPrints = spreadPrints;
  }

  @Override
  public Instrument contract(ContractName name) {
    return contracts.computeIfAbsent(
        name.key(), key -> instrument(name, Optional.empty(), volumeRule));
  }

  @Override
  public Instrument spread(ContractName near, ContractName far) {
    contract(near);
    contract(far);
    return spreads.computeIfAbsent(
        near.key() + " " + far.key(),
        key -> instrument(near, Optional.of(far), VolumeRule.BOTH_SIDES_OF_BOTH_LEGS));
  }

  @Override
  public void print(
      Instrument contract,
      long line,
      long moment,
      boolean day,
      long price,
      long volume,
      boolean starred) {
    contract.print(moment, day, price, volume);
    if (contract.prints != null) {
      contract.prints.add(line, moment, day, price, volume, starred);
    }
  }

  @Override
  public void spreadPrint(
      Instrument spread,
      long line,
      long moment,
      boolean day,
      long price,
      long nearPrice,
      long farPrice,
      long volume,
      boolean starred) {
    spread.print(moment, day, price, volume);
    if (spread.prints != null) {
      spread.prints.add(line, moment, day, price, volume, starred);
      spread.prints.legs(nearPrice, farPrice);
    }
    spreadPrints.row(spread, moment, price, nearPrice, farPrice, volume, starred);
  }

  /** The contracts by their keys, those without a print of their own included. */
  SortedMap<String, Instrument> contracts() {
    return contracts;
  }

  /** The spreads by the keys of their legs. */
  SortedMap<String, Instrument> spreads() {
    return spreads;
  }

  private Instrument instrument(ContractName near, Optional<ContractName> far, VolumeRule rule) {
    Product product = found.computeIfAbsent(near.product(), code -> products.find(type, code));
    TradingHours hours = product.hours();
    LocalTime close = expiresToday(product, near) ? hours.dayCloseExpiring() : hours.dayClose();
    return new Instrument(
        product,
        near,
        far,
        new BarSeries(
            secondOfDayUtc(close),
            hours.nightClose().map(InstrumentCollector::secondOfDayUtc).orElse(-1)),
        keepsPrints ? new Prints() : null,
        rule);
  }

  private boolean expiresToday(Product product, ContractName name) {
    return product.settlement() == SettlementRule.THIRD_WEDNESDAY
        && Expiry.parse(name.expire())
            .flatMap(expiry -> expiry.settlementDay(calendar))
            .filter(tradingDate::equals)
            .isPresent();
  }

  private static int secondOfDayUtc(LocalTime taipei) {
    return Math.floorMod(taipei.toSecondOfDay() - TAIPEI_AHEAD_OF_UTC, SECONDS_A_DAY);
  }
}

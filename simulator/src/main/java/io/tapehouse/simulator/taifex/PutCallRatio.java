package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.document.CsvPublication;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.Encoding;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.Market;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Puts against calls of the index options, counted from the trades of the options tick file. */
final class PutCallRatio extends CsvPublication {

  private static final List<String> COLUMNS =
      List.of("日期", "賣權成交量", "買權成交量", "買賣權成交量比率%", "賣權未平倉量", "買權未平倉量", "買賣權未平倉量比率%");
  private static final long LEAST_OPEN = 60_000;
  private static final int MORE_OPEN = 40_000;

  private final Market market;
  private final OptionsExchange exchange;

  PutCallRatio(Market market) {
    super(COLUMNS, Encoding.MS950, ",");
    this.market = market;
    this.exchange = new OptionsExchange(market);
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate date = edition.date();
    if (!market.days().isOpen(date)) {
      return Optional.empty();
    }
    long puts = 0;
    long calls = 0;
    for (OptionFill fill : exchange.day(date, edition.revision())) {
      if (fill.product().equals("TXO")) {
        puts += fill.type().equals("P") ? fill.lots() : 0;
        calls += fill.type().equals("C") ? fill.lots() : 0;
      }
    }
    SplittableRandom random = market.random("open interest of TXO", date);
    long openPuts = LEAST_OPEN + random.nextInt(MORE_OPEN);
    long openCalls = LEAST_OPEN + random.nextInt(MORE_OPEN);
    return Optional.of(
        table(
            List.of(
                List.of(
                    "%d/%02d/%02d"
                        .formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth()),
                    Long.toString(puts),
                    Long.toString(calls),
                    percent(puts, calls),
                    Long.toString(openPuts),
                    Long.toString(openCalls),
                    percent(openPuts, openCalls)))));
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  private static String percent(long puts, long calls) {
    return calls == 0
        ? "0.00"
        : BigDecimal.valueOf(100 * puts)
            .divide(BigDecimal.valueOf(calls), 2, RoundingMode.HALF_UP)
            .toPlainString();
  }
}

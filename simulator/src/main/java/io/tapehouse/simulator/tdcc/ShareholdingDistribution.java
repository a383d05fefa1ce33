package io.tapehouse.simulator.tdcc;

import io.tapehouse.simulator.document.CsvPublication;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.ListedStocks;
import io.tapehouse.simulator.market.Market;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How the shares of each security are held: the file of the last open day of a week that is not
 * after the date that is asked for. The publisher has no other one.
 */
public final class ShareholdingDistribution extends CsvPublication {

  private static final List<String> COLUMNS =
      List.of("資料日期", "證券代號", "持股分級", "人數", "股數", "占集保庫存數比例%");

  /** The most shares of a holding of each size but the largest. */
  private static final long[] SIZES = {
    999,
    5_000,
    10_000,
    15_000,
    20_000,
    30_000,
    40_000,
    50_000,
    100_000,
    200_000,
    400_000,
    600_000,
    800_000,
    1_000_000,
    50_000_000
  };

  private static final int ADJUSTMENT = 16;
  private static final int TOTAL = 17;

  /** One security in so many has an adjustment. */
  private static final int ADJUSTED = 70;

  private final Market market;

  public ShareholdingDistribution(Market market) {
    super(COLUMNS, StandardCharsets.UTF_8, "");
    this.market = market;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate own = market.days().lastOfWeek(edition.date());
    LocalDate week =
        own.isAfter(edition.date()) ? market.days().lastOfWeek(own.minusWeeks(1)) : own;
    String date =
        Integer.toString(
            week.getYear() * 10_000 + week.getMonthValue() * 100 + week.getDayOfMonth());
    List<List<String>> rows = new ArrayList<>();
    for (String code : ListedStocks.securities()) {
      security(rows, date, code, market.random("holders of " + code, week), edition.revision());
    }
    return Optional.of(table(rows));
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return date.minusWeeks(1);
  }

  private static void security(
      List<List<String>> rows, String date, String code, SplittableRandom random, int revision) {
    long[] holders = new long[SIZES.length];
    long[] shares = new long[SIZES.length];
    long allHolders = 0;
    long allShares = 0;
    for (int level = 0; level < SIZES.length; level++) {
      holders[level] = random.nextInt(1 + 40_000 / ((level + 1) * (level + 1)));
      long least = level == 0 ? 1 : SIZES[level - 1] + 1;
      shares[level] = holders[level] * random.nextLong(least, SIZES[level] + 1);
      allHolders += holders[level];
      allShares += shares[level];
    }
    long adjustment = random.nextInt(ADJUSTED) == 0 ? 1_000L * (1 + random.nextInt(90)) : 0;
    holders[0] += revision;
    allHolders += revision;
    adjustment = adjustment < allShares ? adjustment : 0;
    long total = allShares - adjustment;
    for (int level = 0; level < SIZES.length; level++) {
      rows.add(row(date, code, level + 1, holders[level], shares[level], total));
    }
    rows.add(row(date, code, ADJUSTMENT, adjustment == 0 ? 0 : 1, adjustment, total));
    rows.add(row(date, code, TOTAL, allHolders, total, total));
  }

  private static List<String> row(
      String date, String code, int level, long holders, long shares, long total) {
    BigDecimal percent =
        total == 0
            ? BigDecimal.ZERO.setScale(2)
            : BigDecimal.valueOf(shares)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_UP);
    return List.of(
        date,
        code,
        Integer.toString(level),
        Long.toString(holders),
        Long.toString(shares),
        percent.toPlainString());
  }
}

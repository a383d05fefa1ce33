package io.tapehouse.sql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of shareholdings in CCASS.
 *
 * @param issued issued shares; null where it has none
 * @param isPercentPublished whether it prints percentages
 * @param nonConsenting shares of those who are in no row
 */
record CcassPage(
    String stock,
    LocalDate date,
    String language,
    @Nullable Long issued,
    boolean isPercentPublished,
    long nonConsenting,
    List<Holding> holdings) {

  /** A row of it. */
  record Holding(String participant, long shares, @Nullable BigDecimal percent) {}

  /** A page in English with 10,000 issued shares whose percentages are as HKEX computes them. */
  static CcassPage of(String stock, LocalDate date, Map<String, Long> shares) {
    List<Holding> holdings = new ArrayList<>();
    shares.forEach(
        (participant, count) ->
            holdings.add(new Holding(participant, count, percentage(count, 10_000))));
    return new CcassPage(stock, date, "en", 10_000L, true, 7, holdings);
  }

  /** Cut off after two decimals, as 10,929 of 10,929 real rows are. */
  static BigDecimal percentage(long shares, long issued) {
    return BigDecimal.valueOf(shares)
        .multiply(BigDecimal.valueOf(100))
        .divide(BigDecimal.valueOf(issued), 2, RoundingMode.DOWN);
  }

  /** The same with another percentage in one row. */
  CcassPage printing(String participant, @Nullable BigDecimal percent) {
    return with(
        holdings.stream()
            .map(
                one ->
                    one.participant().equals(participant)
                        ? new Holding(participant, one.shares(), percent)
                        : one)
            .toList());
  }

  /** The same with other rows. */
  CcassPage with(List<Holding> others) {
    return new CcassPage(stock, date, language, issued, isPercentPublished, nonConsenting, others);
  }

  /** Whether a holder has no number of a participant. */
  static boolean isConsenting(String participant) {
    return participant.startsWith("I-");
  }

  long shares(boolean consenting) {
    return holdings.stream()
        .filter(one -> isConsenting(one.participant()) == consenting)
        .mapToLong(Holding::shares)
        .sum();
  }

  int holders(boolean consenting) {
    return (int)
        holdings.stream().filter(one -> isConsenting(one.participant()) == consenting).count();
  }
}

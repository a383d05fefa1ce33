package io.tapehouse.extractors.twse;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * TAIEX on a trading date, in points with the publisher's decimals.
 *
 * @param date the trading date
 * @param open first value after the opening
 * @param high highest value
 * @param low lowest value
 * @param close last value
 */
public record DailyIndex(
    LocalDate date, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close) {}

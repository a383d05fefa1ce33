package io.tapehouse.dictionary.product;

import java.time.LocalTime;
import java.util.Optional;

/**
 * When a product trades, exchange-local.
 *
 * @param dayOpen begin of the day session
 * @param dayClose its end
 * @param dayCloseExpiring its end for a contract on its settlement day
 * @param nightOpen begin of the night session, if the product has one
 * @param nightClose its end, on the next calendar day
 */
public record TradingHours(
    LocalTime dayOpen,
    LocalTime dayClose,
    LocalTime dayCloseExpiring,
    Optional<LocalTime> nightOpen,
    Optional<LocalTime> nightClose) {}

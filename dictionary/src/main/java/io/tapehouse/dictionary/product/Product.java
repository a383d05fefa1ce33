package io.tapehouse.dictionary.product;

import java.util.Optional;

/**
 * A family of contracts on one underlying.
 *
 * @param code the publisher's code, {@code TX}
 * @param type what kind of derivative it is
 * @param exchange code of the exchange that lists it
 * @param title what it is; absent for products that only a code pattern of the dictionary covers
 * @param index name of the index of the warehouse that it follows, if the dictionary maps one
 * @param underlying code of what it follows otherwise, if that is known
 * @param hours when it trades
 * @param settlement when its contracts end
 */
public record Product(
    String code,
    DerivativeType type,
    String exchange,
    Optional<String> title,
    Optional<String> index,
    Optional<String> underlying,
    TradingHours hours,
    SettlementRule settlement) {}

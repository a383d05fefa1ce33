package io.tapehouse.extractors.hkex;

import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A row of a page: what one participant holds of one stock. Neither id nor name identifies
 * participants apart: consenting investors have no id, and several intermediaries share a name.
 * Immutable.
 *
 * @param participantId a letter and five digits; null where the page shows none, which happens to
 *     intermediaries as well
 * @param participantName without the star that marks consenting investors
 * @param address as published; HKEX masks those of persons
 * @param kind by the star, not by the missing id
 * @param shareholding shares, warrants or units. HKEX states that it may be negative for a few
 *     days, for an intermediary whose certificates turned out to be invalid
 * @param percent of the issued shares, as published: cut to two decimals, not rounded; null where
 *     HKEX leaves it blank, which is not zero
 */
public record CcassHolding(
    @Nullable String participantId,
    String participantName,
    String address,
    Kind kind,
    long shareholding,
    @Nullable BigDecimal percent)
    implements Serializable {

  /** Who holds. */
  public enum Kind {
    /** Market intermediary: a broker, a custodian, a clearing house. */
    INTERMEDIARY,
    /** Investor participant who consents to be shown. */
    CONSENTING
  }
}

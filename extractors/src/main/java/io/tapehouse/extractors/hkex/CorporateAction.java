package io.tapehouse.extractors.hkex;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Locale;

/**
 * So many old shares of a stock became so many new ones. Immutable.
 *
 * @param stockCode five digits, as text
 * @param effectiveDate first day on which shareholdings are in new shares
 * @param kind what happened
 * @param oldShares so many old shares, at least 1
 * @param newShares became so many, at least 1
 * @param note where it is known from; may be empty
 */
public record CorporateAction(
    String stockCode,
    LocalDate effectiveDate,
    Kind kind,
    long oldShares,
    long newShares,
    String note)
    implements Serializable {

  /** What happens to shares. */
  public enum Kind {
    /** A share becomes more than one. */
    SPLIT,
    /** Several become fewer. */
    CONSOLIDATION,
    /** Further ones are given for those that there are. */
    BONUS;

    /** As the file has it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

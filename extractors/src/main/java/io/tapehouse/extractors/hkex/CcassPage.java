package io.tapehouse.extractors.hkex;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a stock in CCASS at the end of a day. Its rows and its summary agree, for the reader
 * refuses pages whose do not. Immutable.
 *
 * @param stockCode five digits, as text
 * @param stockName in the page's language; empty where the page names none
 * @param date the day whose holdings these are. A Saturday has the holdings of its Friday
 * @param askedDate the day that the page names as the one asked for; the site answers with an
 *     earlier one on Sundays, on holidays, and before a day is there. Null on pages from before
 *     2025
 * @param language of the page
 * @param issuedShares total number of issued shares, warrants or units, last updated figure; null
 *     where HKEX has none
 * @param intermediaries market intermediaries; null where none holds the stock
 * @param consenting consenting investor participants; null where none holds the stock
 * @param nonConsenting investor participants who do not wish to be shown: only their sum is known;
 *     null where none holds the stock
 * @param total the sum of the three
 * @param holdings the rows, in the order of the page: intermediaries and consenting investors
 */
public record CcassPage(
    String stockCode,
    String stockName,
    LocalDate date,
    @Nullable LocalDate askedDate,
    Language language,
    @Nullable Long issuedShares,
    @Nullable CcassCategory intermediaries,
    @Nullable CcassCategory consenting,
    @Nullable CcassCategory nonConsenting,
    CcassCategory total,
    List<CcassHolding> holdings)
    implements Serializable {

  /** Of names and headers. */
  public enum Language {
    /** {@code searchsdw.aspx}. */
    ENGLISH,
    /** {@code searchsdw_c.aspx}, and its mirror in simplified characters. */
    CHINESE
  }

  /** Copies the list. */
  public CcassPage {
    holdings = List.copyOf(holdings);
  }

  /** Whether the page has percentages; it has none where HKEX has no number of issued shares. */
  public boolean hasPercentages() {
    return total.percent() != null
        || holdings.stream().anyMatch(holding -> holding.percent() != null);
  }
}

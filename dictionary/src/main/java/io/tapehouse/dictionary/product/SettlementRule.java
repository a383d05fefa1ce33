package io.tapehouse.dictionary.product;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When contracts of a product are settled for the last time. */
public enum SettlementRule {
  /**
   * Months on their third Wednesday, weeklies on the Wednesday or Friday of their week; when that
   * day is closed, the next open one (TAIFEX, trading rules of its domestic equity products).
   */
  @JsonProperty("third_wednesday")
  THIRD_WEDNESDAY,
  /** Not known to Tapehouse: contracts get no label and no early close. */
  @JsonProperty("unknown")
  UNKNOWN
}

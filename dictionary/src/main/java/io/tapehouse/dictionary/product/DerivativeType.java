package io.tapehouse.dictionary.product;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of derivative a product is; the labels are those of the warehouse. */
public enum DerivativeType {
  /** An exchange-traded fund on an index. */
  @JsonProperty("etf")
  ETF("ETF"),
  /** Futures contracts. */
  @JsonProperty("futures")
  FUTURES("Futures"),
  /** Option contracts. */
  @JsonProperty("options")
  OPTIONS("Options");

  private final String label;

  DerivativeType(String label) {
    this.label = label;
  }

  /** The text in {@code derivative.derivative_type}. */
  public String label() {
    return label;
  }
}

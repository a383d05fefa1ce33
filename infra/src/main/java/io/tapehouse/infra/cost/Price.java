package io.tapehouse.infra.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A price.
 *
 * @param usd US dollars for {@code per} units
 * @param per how many units
 * @param page AWS's page of it
 * @param seen where it was read, or {@code not seen}
 */
public record Price(BigDecimal usd, BigDecimal per, String page, String seen) {

  /** Dollars for an amount, not rounded to cents. */
  public BigDecimal of(BigDecimal amount) {
    return amount.multiply(usd).divide(per, MathContext.DECIMAL64);
  }

  /** Whether it was read in a published price list. */
  public boolean wasSeen() {
    return !seen.startsWith("not seen");
  }
}

package io.tapehouse.extractors.taifex;

import java.util.Optional;

/**
 * A contract as a file names it.
 *
 * @param product the publisher's product code
 * @param expire the publisher's text of its expiry; empty for what does not expire
 * @param strikeMicros strike of an option in millionths; absent for futures
 * @param optionType {@code C} or {@code P}; absent for futures
 */
public record ContractName(
    String product, String expire, Optional<Long> strikeMicros, Optional<String> optionType) {

  /** A futures contract. */
  public static ContractName future(String product, String expire) {
    return new ContractName(product, expire, Optional.empty(), Optional.empty());
  }

  /** A security that does not expire. */
  public static ContractName security(String code) {
    return new ContractName(code, "", Optional.empty(), Optional.empty());
  }

  /** An option. */
  public static ContractName option(
      String product, String expire, long strikeMicros, String optionType) {
    return new ContractName(product, expire, Optional.of(strikeMicros), Optional.of(optionType));
  }

  /**
   * The natural key in the warehouse: {@code TX/202412}, {@code TXO/202412/22000/C}, {@code
   * 006204}.
   */
  public String key() {
    StringBuilder key = new StringBuilder(product);
    if (!expire.isEmpty()) {
      key.append('/').append(expire);
    }
    strikeMicros.ifPresent(
        strike ->
            key.append('/')
                .append(
                    java.math.BigDecimal.valueOf(strike, 6).stripTrailingZeros().toPlainString()));
    optionType.ifPresent(type -> key.append('/').append(type));
    return key.toString();
  }
}

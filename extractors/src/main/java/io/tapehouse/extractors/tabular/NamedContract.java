package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.product.Product;
import io.tapehouse.extractors.taifex.ContractName;
import java.util.Optional;

/**
 * A contract that a file names.
 *
 * @param product the product
 * @param name the contract; empty: the file names the product alone
 */
public record NamedContract(Product product, Optional<ContractName> name) {

  /** What distinguishes it from the others of a file. */
  String key() {
    return name.map(ContractName::key).orElse(product.code());
  }
}

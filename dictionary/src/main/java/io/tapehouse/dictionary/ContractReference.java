package io.tapehouse.dictionary;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A dimension of contracts to which a table of facts refers by number, and the columns by which the
 * lake, which has no numbers, names a row of it.
 */
public enum ContractReference {
  /** A product, by its code and type. */
  FAMILY(
      "derivative",
      List.of(
          Table.Column.text("derivative_type", 8, "ETF, Futures or Options"),
          Table.Column.text(
              "product", 16, "the publisher's product code, else its words for the product"))),
  /** A contract. */
  CONTRACT(
      "derivative_detail",
      List.of(Table.Column.text("contract", 40, "natural key of the contract"))),
  /** A calendar spread, by its two contracts. */
  SPREAD(
      "derivative_spread",
      List.of(
          Table.Column.text("near_contract", 40, "natural key of the contract named first"),
          Table.Column.text("far_contract", 40, "natural key of the contract named second")));

  private final String table;

  // The lists are those of List.of, and a column is a record of texts.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Table.Column> columns;

  ContractReference(String table, List<Table.Column> columns) {
    this.table = table;
    this.columns = columns;
  }

  /** The dimension to which a column refers, if it is one of these. */
  public static Optional<ContractReference> of(Table.Column column) {
    return Arrays.stream(values())
        .filter(reference -> reference.table.equals(column.references()))
        .findFirst();
  }

  /** Whether a column of the lake is one by which a dimension is named. */
  public static boolean has(Table.Column column) {
    return Arrays.stream(values()).anyMatch(reference -> reference.columns.contains(column));
  }

  /** The columns of the lake. */
  public List<Table.Column> columns() {
    return columns;
  }

  /** The dimension. */
  public String table() {
    return table;
  }
}

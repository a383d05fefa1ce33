package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Declaration.ContractPart;
import io.tapehouse.dictionary.product.DerivativeType;
import io.tapehouse.dictionary.product.Expiry;
import io.tapehouse.dictionary.product.Product;
import io.tapehouse.dictionary.product.Products;
import io.tapehouse.extractors.taifex.ContractName;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.TableRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the contract that a row is of, or the two of a calendar spread, from the columns that name
 * its parts. Not safe for use by many threads.
 */
final class RowContract {

  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{2,4}");
  private static final int LONGEST_PRODUCT = 16;
  private static final int STRIKE_DECIMALS = 6;

  private final DerivativeType type;
  private final Products products;
  private final Part product;
  private final @Nullable Part expire;
  private final @Nullable Part strike;
  private final @Nullable Part optionType;
  private final Map<String, Product> found = new HashMap<>();

  private RowContract(
      DerivativeType type, Products products, Declaration declaration, Headers headers) {
    this.type = type;
    this.products = products;
    this.product = Objects.requireNonNull(part(declaration, headers, ContractPart.PRODUCT));
    this.expire = part(declaration, headers, ContractPart.EXPIRE);
    this.strike = part(declaration, headers, ContractPart.STRIKE);
    this.optionType = part(declaration, headers, ContractPart.OPTION_TYPE);
  }

  /** A column that names a part, and where it is. */
  private record Part(Declaration.Column column, int position) {

    String of(TableRow row) {
      String text = row.cells().get(position).strip();
      return column.words().getOrDefault(text, text);
    }

    BadCellException bad(String expected, String found) {
      return new BadCellException(
          "expected %s in %s, found '%s'".formatted(expected, column.header(), found));
    }
  }

  /** A reader for the tables of a declaration; empty where its rows are of no contracts. */
  static Optional<RowContract> of(Declaration declaration, Headers headers, Products products) {
    return Optional.ofNullable(declaration.contracts())
        .map(type -> new RowContract(type, products, declaration, headers));
  }

  /**
   * What a row names: one contract, the near and the far one of a spread, or a product alone.
   *
   * @throws BadCellException when it names none
   */
  List<NamedContract> read(TableRow row) throws BadCellException {
    String text = product.of(row);
    String code = products.code(type, text);
    // Where contracts follow there are codes; words for a product stand alone.
    if (expire == null
        ? code.isEmpty() || code.length() > LONGEST_PRODUCT
        : !CODE.matcher(code).matches()) {
      throw product.bad("a product", text);
    }
    if (expire == null) {
      return List.of(new NamedContract(found(code), Optional.empty()));
    }
    String[] months = expire.of(row).split("/", -1);
    boolean known = months.length <= (type == DerivativeType.FUTURES ? 2 : 1);
    for (String month : months) {
      known &= Expiry.parse(month).isPresent();
    }
    if (!known || (months.length == 2 && months[0].equals(months[1]))) {
      throw expire.bad("a month or week of expiry", String.join("/", months));
    }
    List<NamedContract> contracts = new ArrayList<>();
    for (String month : months) {
      contracts.add(new NamedContract(found(code), Optional.of(name(row, code, month))));
    }
    return contracts;
  }

  /** The value of a column of the lake that stands for a number of a dimension. */
  Object value(List<NamedContract> contracts, String column) {
    NamedContract first = contracts.get(0);
    return switch (column) {
      case "derivative_type" -> type.label();
      case "product" -> first.product().code();
      case "contract", "near_contract" -> key(first);
      case "far_contract" -> key(contracts.get(contracts.size() - 1));
      default -> throw new IllegalArgumentException("no part of a contract: " + column);
    };
  }

  private Product found(String code) {
    return found.computeIfAbsent(code, key -> products.find(type, key));
  }

  private static String key(NamedContract contract) {
    return contract.name().orElseThrow().key();
  }

  private ContractName name(TableRow row, String code, String month) throws BadCellException {
    return strike == null || optionType == null
        ? ContractName.future(code, month)
        : ContractName.option(code, month, strikeMicros(strike, row), option(optionType, row));
  }

  private static long strikeMicros(Part strike, TableRow row) throws BadCellException {
    String text = strike.of(row);
    try {
      BigDecimal value = new BigDecimal(text.replace(",", ""));
      if (value.signum() > 0) {
        return value.movePointRight(STRIKE_DECIMALS).longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw strike.bad("a strike price", text);
    }
    throw strike.bad("a strike price", text);
  }

  private static String option(Part optionType, TableRow row) throws BadCellException {
    String option = optionType.of(row);
    if (!option.equals("P") && !option.equals("C")) {
      throw optionType.bad("one of " + optionType.column().words().keySet(), option);
    }
    return option;
  }

  private static @Nullable Part part(Declaration declaration, Headers headers, ContractPart part) {
    return declaration
        .naming(part)
        .map(column -> new Part(column, headers.position(column)))
        .orElse(null);
  }
}

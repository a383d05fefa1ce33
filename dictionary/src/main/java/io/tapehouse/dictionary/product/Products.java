package io.tapehouse.dictionary.product;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tapehouse.dictionary.calendar.LocalTimeText;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The products of the dictionary, and for codes that it does not list (TAIFEX lists new stock
 * futures every month) the pattern that covers them; and the indices that products follow.
 * Immutable and safe for use by many threads.
 */
public final class Products {

  private final Map<DerivativeType, Map<String, Product>> listed =
      new EnumMap<>(DerivativeType.class);
  private final List<Family> families;
  private final Map<String, TradingHours> hours = new HashMap<>();
  private final Map<String, IndexName> indexNames = new LinkedHashMap<>();
  private final Map<DerivativeType, Map<String, String>> codes;
  private final LocalDate firstNight;

  @JsonCreator
  Products(
      @JsonProperty("first_night") String firstNight,
      @JsonProperty("indices") List<IndexEntry> indices,
      @JsonProperty("hours") Map<String, HoursEntry> hoursByName,
      @JsonProperty("products") List<ProductEntry> products,
      @JsonProperty("names") Map<DerivativeType, Map<String, String>> codes,
      @JsonProperty("families") List<Family> families) {
    this.firstNight = LocalDate.parse(firstNight);
    indices.forEach(this::addNames);
    hoursByName.forEach((name, entry) -> hours.put(name, entry.toHours()));
    this.codes = Map.copyOf(codes);
    this.families = List.copyOf(families);
    for (ProductEntry entry : products) {
      for (String code : entry.codes()) {
        Product product =
            new Product(
                code,
                entry.type(),
                entry.exchange(),
                Optional.of(entry.title()),
                Optional.ofNullable(entry.index()).map(this::indexName),
                Optional.ofNullable(entry.underlying()),
                hoursNamed(entry.hours()),
                entry.settlement());
        if (listed.computeIfAbsent(entry.type(), type -> new HashMap<>()).put(code, product)
            != null) {
          throw new IllegalStateException("the dictionary lists product " + code + " twice");
        }
      }
    }
  }

  /**
   * The product behind a publisher's code. A code that nothing covers trades the exchange's usual
   * day and has no known settlement rule.
   */
  public Product find(DerivativeType type, String code) {
    Product product = listed.getOrDefault(type, Map.of()).get(code);
    if (product != null) {
      return product;
    }
    for (Family family : families) {
      if (family.type() == type && family.compiled().matcher(code).matches()) {
        return unlisted(type, code, hoursNamed(family.hours()), family.settlement());
      }
    }
    return unlisted(type, code, hoursNamed("usual"), SettlementRule.UNKNOWN);
  }

  /**
   * The publisher's code of a product that a report names in words; the words themselves where the
   * dictionary has no code.
   */
  public String code(DerivativeType type, String name) {
    return codes.getOrDefault(type, Map.of()).getOrDefault(name, name);
  }

  /**
   * Name in the warehouse of the index that a publisher heads with {@code header}, or once did: an
   * index that is renamed stays one index.
   */
  public String indexName(String header) {
    IndexName known = indexNames.get(header);
    return known == null ? header : known.index();
  }

  /** The names of indices that the dictionary knows, those of one index in the order of time. */
  public List<IndexName> indexNames() {
    return List.copyOf(indexNames.values());
  }

  private void addNames(IndexEntry entry) {
    List<HeaderEntry> headers = entry.headers();
    for (int i = 0; i < headers.size(); i++) {
      IndexName name =
          new IndexName(
              entry.name(),
              headers.get(i).header(),
              headers.get(i).firstDate(),
              i + 1 < headers.size() ? headers.get(i + 1).firstDate() : Optional.empty(),
              false);
      if (i > 0 && name.validFrom().isEmpty()) {
        throw new IllegalStateException(
            "the dictionary does not say since when index %s is headed %s"
                .formatted(name.index(), name.header()));
      }
      addName(name);
    }
    for (String header : entry.beside() == null ? List.<String>of() : entry.beside()) {
      addName(new IndexName(entry.name(), header, Optional.empty(), Optional.empty(), true));
    }
  }

  private void addName(IndexName name) {
    if (indexNames.put(name.header(), name) != null) {
      throw new IllegalStateException(
          "the dictionary lists the header " + name.header() + " of an index twice");
    }
  }

  /** The first trading date that has a night session; of the days before none is expected. */
  public LocalDate firstNight() {
    return firstNight;
  }

  private static Product unlisted(
      DerivativeType type, String code, TradingHours hours, SettlementRule settlement) {
    return new Product(
        code,
        type,
        "TAIFEX",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        hours,
        settlement);
  }

  private TradingHours hoursNamed(String name) {
    TradingHours found = hours.get(name);
    if (found == null) {
      throw new IllegalStateException("the dictionary names trading hours '" + name + "' nowhere");
    }
    return found;
  }

  record IndexEntry(String name, List<HeaderEntry> headers, @Nullable List<String> beside) {}

  record HeaderEntry(String header, @Nullable String from) {

    Optional<LocalDate> firstDate() {
      return Optional.ofNullable(from).map(LocalDate::parse);
    }
  }

  record HoursEntry(
      LocalTimeText open,
      LocalTimeText close,
      @JsonProperty("close_expiring") @Nullable LocalTimeText closeExpiring,
      @JsonProperty("night_open") @Nullable LocalTimeText nightOpen,
      @JsonProperty("night_close") @Nullable LocalTimeText nightClose) {

    TradingHours toHours() {
      LocalTime expiring = closeExpiring == null ? close.time() : closeExpiring.time();
      return new TradingHours(
          open.time(),
          close.time(),
          expiring,
          Optional.ofNullable(nightOpen).map(LocalTimeText::time),
          Optional.ofNullable(nightClose).map(LocalTimeText::time));
    }
  }

  record ProductEntry(
      List<String> codes,
      DerivativeType type,
      String exchange,
      String title,
      @Nullable String index,
      @Nullable String underlying,
      String hours,
      SettlementRule settlement) {}

  record Family(
      String pattern,
      DerivativeType type,
      String hours,
      SettlementRule settlement,
      String meaning) {

    Pattern compiled() {
      return Pattern.compile(pattern);
    }
  }
}

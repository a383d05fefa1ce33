package io.tapehouse.sql.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The queries that ship with the program: the files of {@code sql/queries}. */
public final class NamedQueries {

  /**
   * In the order in which they are shown. A file of the folder that is missing here fails a test.
   */
  private static final List<String> NAMES =
      List.of(
          "conditions",
          "completeness",
          "ccass-holders",
          "ccass-trend",
          "ccass-finder",
          "ccass-moves",
          "ccass-counterparties",
          "ccass-exchanged-with",
          "ccass-market-moves",
          "ccass-concentration",
          "ccass-participant",
          "stock-daily",
          "adjusted-candles",
          "screener",
          "institutional-streaks",
          "institutional-net",
          "margin-ratios",
          "shareholding-concentration",
          "index-candles",
          "index-periods",
          "realised-volatility",
          "contract",
          "contract-candles",
          "contract-rolls",
          "continuous-candles",
          "continuous-daily",
          "night-and-day",
          "volume-profile",
          "basis-bars",
          "basis-daily",
          "lead-lag",
          "term-structure",
          "options-by-strike",
          "put-call",
          "retail-ratio",
          "large-traders");

  private NamedQueries() {}

  /** The names, in the order in which they are shown. */
  public static List<String> names() {
    return NAMES;
  }

  /** The query of a name. */
  public static Optional<NamedQuery> find(String name) {
    return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
  }

  /** All of them. */
  public static List<NamedQuery> all() {
    return NAMES.stream().map(NamedQueries::read).toList();
  }

  private static NamedQuery read(String name) {
    String path = "/io/tapehouse/sql/queries/" + name + ".sql";
    try (InputStream in = NamedQueries.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + path);
      }
      return QueryFile.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}

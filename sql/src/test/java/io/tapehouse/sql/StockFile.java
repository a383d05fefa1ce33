package io.tapehouse.sql;

import io.tapehouse.store.lake.Lake;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a file has of securities.
 *
 * @param kind whose file it is
 * @param exchange TWSE or TPEx
 * @param date the date inside
 * @param version of the archive
 * @param rows the securities, each once
 */
record StockFile(Kind kind, String exchange, LocalDate date, int version, List<Row> rows) {

  private static final String NO_CHECKS = "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false";

  enum Kind {
    SECURITIES,
    COMPANIES,
    QUOTES
  }

  /** A security; of quotes the code and the name alone count. */
  record Row(String code, String name, String type, @Nullable String industry) {}

  String dataset() {
    boolean listed = exchange.equals("TWSE");
    return switch (kind) {
      case SECURITIES -> listed ? "twse.isin_listed" : "twse.isin_otc";
      case COMPANIES -> listed ? "mopsfin.t187ap03_l" : "mopsfin.t187ap03_o";
      case QUOTES -> listed ? "twse.stock_day_all" : "tpex.daily_quotes";
    };
  }

  /** The lake's rows of it. */
  LakeDay in(Lake lake) {
    String table =
        switch (kind) {
          case SECURITIES -> "stock_listing";
          case COMPANIES -> "company";
          case QUOTES -> "stock_daily";
        };
    String values = rows.stream().map(this::values).collect(Collectors.joining(", "));
    return new LakeDay(lake, dataset(), date)
        .version(version)
        .fill(table, "VALUES " + values)
        .fill("file_check", NO_CHECKS);
  }

  private String values(Row row) {
    String industry = row.industry() == null ? "NULL" : "'" + row.industry() + "'";
    return switch (kind) {
      case SECURITIES ->
          "('%s', '%s', DATE '%s', '%s', 'TW000%s', '%s', 'listed', %s, DATE '1994-09-05', 'ESVUFR', NULL)"
              .formatted(exchange, row.code(), date, row.name(), row.code(), row.type(), industry);
      case COMPANIES ->
          ("('%s', '%s', DATE '%s', '%s Ltd.', '%4$s', NULL, NULL, 1000, 0, 0, 10, 'TWD', 10000, '%s', %s,"
                  + " DATE '1987-02-21', DATE '1994-09-05')")
              .formatted(
                  exchange,
                  row.code(),
                  date,
                  row.name(),
                  row.type().equals("stock") ? "24" : "91",
                  industry);
      case QUOTES ->
          "('%s', '%s', DATE '%s', NULL, NULL, NULL, NULL, NULL, false, 0, 0, 0, NULL, NULL, NULL, NULL, '%s')"
              .formatted(exchange, row.code(), date, row.name());
    };
  }

  @Override
  public String toString() {
    return "%s %s v%d".formatted(dataset(), date, version);
  }
}

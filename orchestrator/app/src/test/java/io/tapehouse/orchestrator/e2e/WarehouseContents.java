package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.fail;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.result.ResultFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every table of a warehouse on natural keys, in one order, a file a table: what two homes must
 * have in common. Left out is what records how it came there: surrogate ids, load ids, attempts,
 * fences, versions of files and times.
 */
final class WarehouseContents {

  private static final String BAR =
      """
      h.scale, h.datetime, h.price_open, h.price_high, h.price_low, h.price_close, h.price_mean,
      h.price_std, h.trading_date, h.session""";

  private static final Map<String, String> QUERIES = queries();

  private final Path folder;

  private WarehouseContents(Path folder) {
    this.folder = folder;
  }

  /** Writes the tables of {@code home} into {@code folder}, which is made. */
  static WarehouseContents of(Path home, Path folder) throws IOException {
    try (Warehouse warehouse =
        DuckDbWarehouse.openReadOnly(new Home(home).warehouse(), WarehouseConfig.DEFAULT)) {
      return of(warehouse, folder);
    }
  }

  /** The same of any warehouse. */
  static WarehouseContents of(Warehouse warehouse, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> query : QUERIES.entrySet()) {
      StringWriter rows = new StringWriter();
      warehouse.query(query.getValue(), ResultFormat.CSV.to(rows));
      List<String> lines = new ArrayList<>(rows.toString().lines().toList());
      // Engines order texts differently.
      lines.subList(1, lines.size()).sort(null);
      Files.write(folder.resolve(query.getKey()), lines);
    }
    return new WarehouseContents(folder);
  }

  /** Rows of a table. */
  long rows(String table) throws IOException {
    try (var lines = Files.lines(folder.resolve(table))) {
      return lines.count() - 1;
    }
  }

  /** Fails with the first row in which a table differs from the other warehouse's. */
  void assertSameAs(WarehouseContents expected) throws IOException {
    for (String table : QUERIES.keySet()) {
      Path mine = folder.resolve(table);
      Path other = expected.folder.resolve(table);
      if (Files.mismatch(mine, other) >= 0) {
        fail("%s differs: %s", table, firstDifference(mine, other));
      }
    }
  }

  private static String firstDifference(Path found, Path expected) throws IOException {
    try (BufferedReader left = Files.newBufferedReader(found);
        BufferedReader right = Files.newBufferedReader(expected)) {
      for (int line = 1; ; line++) {
        @Nullable String foundLine = left.readLine();
        @Nullable String expectedLine = right.readLine();
        if (foundLine == null || !foundLine.equals(expectedLine)) {
          return "line %d: expected %s, found %s".formatted(line, expectedLine, foundLine);
        }
      }
    }
  }

  private static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("exchange", "SELECT * FROM exchange");
    queries.put(
        "trading_calendar",
        "SELECT exchange_code, date, is_open, settlement_only, source, note FROM trading_calendar");
    for (String table :
        List.of(
            "ccass_participant",
            "ccass_holding",
            "ccass_summary",
            "ccass_percent",
            "ccass_participant_name",
            "ccass_stock_list",
            "stock_corporate_action")) {
      // Natural keys all of them, but for the load's.
      String columns =
          Dictionary.load().warehouseTable(table).orElseThrow().columns().stream()
              .map(Table.Column::name)
              .filter(name -> !name.equals("load_id"))
              .collect(Collectors.joining(", "));
      queries.put(table, "SELECT %s FROM %s".formatted(columns, table));
    }
    queries.put("index", "SELECT name, market, name_local FROM index");
    queries.put(
        "index_name",
        """
        SELECT i.name, n.name_local, n.valid_from, n.valid_to
        FROM index_name n LEFT JOIN index i ON i.id = n.index_id""");
    queries.put(
        "derivative",
        """
        SELECT d.name, d.derivative_type, d.underlying, d.exchange_code, i.name AS index_name
        FROM derivative d LEFT JOIN index i ON i.id = d.index_id""");
    queries.put(
        "derivative_detail",
        """
        SELECT c.contract, c.expire, c.strike_price, c.option_type, d.name, d.derivative_type
        FROM derivative_detail c LEFT JOIN derivative d ON d.id = c.derivative_id""");
    queries.put(
        "derivative_spread",
        """
        SELECT n.contract AS near_contract, f.contract AS far_contract, d.name
        FROM derivative_spread s
        LEFT JOIN derivative_detail n ON n.id = s.near_detail_id
        LEFT JOIN derivative_detail f ON f.id = s.far_detail_id
        LEFT JOIN derivative d ON d.id = s.derivative_id""");
    queries.put(
        "contract_label",
        """
        SELECT c.contract, l.trading_date, l.label
        FROM contract_label l LEFT JOIN derivative_detail c ON c.id = l.derivative_detail_id""");
    queries.put(
        "index_history",
        "SELECT i.name, %s FROM index_history h LEFT JOIN index i ON i.id = h.index_id"
            .formatted(BAR));
    queries.put(
        "index_daily",
        """
        SELECT i.name, y.trading_date, y.price_open, y.price_high, y.price_low, y.price_close
        FROM index_daily y LEFT JOIN index i ON i.id = y.index_id""");
    queries.put(
        "derivative_detail_history",
        """
        SELECT c.contract, %s, h.price_vwap, h.volume
        FROM derivative_detail_history h
        LEFT JOIN derivative_detail c ON c.id = h.derivative_detail_id"""
            .formatted(BAR));
    queries.put(
        "derivative_spread_history",
        """
        SELECT n.contract AS near_contract, f.contract AS far_contract, %s, h.price_vwap, h.volume
        FROM derivative_spread_history h
        LEFT JOIN derivative_spread s ON s.id = h.derivative_spread_id
        LEFT JOIN derivative_detail n ON n.id = s.near_detail_id
        LEFT JOIN derivative_detail f ON f.id = s.far_detail_id"""
            .formatted(BAR));
    // What was superseded or refused on the way is history; what counts is what is in.
    queries.put(
        "load_ledger",
        """
        SELECT table_name, dataset, partition_date, input_sha256, rules_version, rows_read,
            rows_loaded, rows_quarantined, rows_written
        FROM load_ledger WHERE status = 'committed'""");
    // row_count looks at earlier loads, so its verdict hangs on their order.
    queries.put(
        "check_result",
        """
        SELECT c.table_name, c.partition_date, c.check_name, c.subject, c.severity, c.status,
            c.expected, c.found
        FROM check_result c
        WHERE c.check_name <> 'row_count' AND EXISTS (SELECT 1 FROM load_ledger b
            WHERE b.attempt_id = c.attempt_id AND b.table_name = c.table_name
                AND b.status = 'committed')""");
    queries.put(
        "quarantine",
        """
        SELECT q.dataset, q.partition_date, q.file_name, q.line_number, q.reason, q.raw
        FROM quarantine q
        WHERE EXISTS (SELECT 1 FROM load_ledger b
            WHERE b.attempt_id = q.attempt_id AND b.status = 'committed')""");
    return queries;
  }
}

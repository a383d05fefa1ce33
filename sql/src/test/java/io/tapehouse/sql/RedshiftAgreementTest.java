package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same loads give the same rows in both warehouses, in every table. */
class RedshiftAgreementTest extends RedshiftTestBase {

  /** Each table by its natural keys: surrogate ids are an engine's own affair. */
  private static final List<String> TABLES =
      List.of(
          "SELECT * FROM exchange",
          "SELECT name, market, name_local FROM index",
          """
          SELECT d.name, d.derivative_type, d.underlying, d.exchange_code, i.name
          FROM derivative d LEFT JOIN index i ON i.id = d.index_id""",
          """
          SELECT c.contract, c.expire, c.strike_price, c.option_type, d.name
          FROM derivative_detail c JOIN derivative d ON d.id = c.derivative_id""",
          """
          SELECT n.contract, f.contract, d.name FROM derivative_spread s
          JOIN derivative d ON d.id = s.derivative_id
          JOIN derivative_detail n ON n.id = s.near_detail_id
          JOIN derivative_detail f ON f.id = s.far_detail_id""",
          """
          SELECT i.name, h.scale, h.datetime, h.price_open, h.price_high, h.price_low, h.price_close, h.price_mean,
              h.price_std, h.trading_date, h.session, b.dataset, b.file_version
          FROM index_history h JOIN index i ON i.id = h.index_id JOIN load_ledger b ON b.load_id = h.load_id""",
          """
          SELECT i.name, h.trading_date, h.price_open, h.price_high, h.price_low, h.price_close, b.file_version
          FROM index_daily h JOIN index i ON i.id = h.index_id JOIN load_ledger b ON b.load_id = h.load_id""",
          """
          SELECT c.contract, h.scale, h.datetime, h.price_open, h.price_high, h.price_low, h.price_close, h.price_mean,
              h.price_vwap, h.price_std, h.volume, h.trading_date, h.session, b.dataset, b.file_version
          FROM derivative_detail_history h JOIN derivative_detail c ON c.id = h.derivative_detail_id
          JOIN load_ledger b ON b.load_id = h.load_id""",
          """
          SELECT n.contract, f.contract, h.scale, h.datetime, h.price_open, h.price_high, h.price_low, h.price_close,
              h.price_mean, h.price_vwap, h.price_std, h.volume, h.trading_date, h.session, b.file_version
          FROM derivative_spread_history h JOIN derivative_spread s ON s.id = h.derivative_spread_id
          JOIN derivative_detail n ON n.id = s.near_detail_id
          JOIN derivative_detail f ON f.id = s.far_detail_id
          JOIN load_ledger b ON b.load_id = h.load_id""",
          """
          SELECT c.contract, l.trading_date, l.label, b.file_version FROM contract_label l
          JOIN derivative_detail c ON c.id = l.derivative_detail_id JOIN load_ledger b ON b.load_id = l.load_id""",
          """
          SELECT b.fence, b.table_name, b.dataset, b.partition_date, b.file_version, b.input_sha256, b.rules_version,
              b.attempt_id, b.rows_read, b.rows_loaded, b.rows_quarantined, b.rows_written, b.status, s.file_version,
              b.committed_at
          FROM load_ledger b LEFT JOIN load_ledger s ON s.load_id = b.superseded_by""",
          "SELECT * FROM check_result",
          "SELECT * FROM quarantine",
          "SELECT * FROM partition_fence");

  @Test
  void everyTableHasTheSameRows() throws IOException {
    Lake folderLake = new Lake(new FolderObjectStore(folder.resolve("lake")));
    try (Warehouse duckDb =
        DuckDbWarehouse.open(
            folder.resolve("warehouse.duckdb"), WarehouseConfig.DEFAULT, folderLake, CLOCK)) {
      duckDb.migrate();
      loadAll(duckDb, new LakeDays(folderLake));
      loadAll(warehouse, days);

      for (String table : TABLES) {
        List<String> expected = sorted(duckDb, table);
        assertThat(expected).as(table).isNotEmpty();
        assertThat(sorted(warehouse, table)).as(table).isEqualTo(expected);
      }
    }
  }

  /** A batch of everything, a re-post, a refusal, rows in quarantine. */
  private static void loadAll(Warehouse into, LakeDays from) {
    load(
        into,
        1,
        from.futures(MONDAY),
        from.futures(TUESDAY),
        from.options(MONDAY),
        from.fund(MONDAY),
        from.index(MONDAY),
        from.indexDays(MONDAY));
    load(
        into,
        2,
        from.futures(MONDAY)
            .version(2)
            .change("UPDATE evidence.spread_report SET market_volume = 124 WHERE product = 'TX'")
            .change("UPDATE derivative_bar SET price_mean = price_mean + 0.000001")
            .quarantine("it''s a \\ file", 17)
            .quarantine("台指", 18),
        from.index(TUESDAY));
    load(
        into,
        3,
        from.futures(TUESDAY)
            .version(2)
            .change("UPDATE evidence.spread_report SET market_volume = 1 WHERE product = 'TX'")
            .change("DELETE FROM derivative_bar WHERE scale = 30"),
        from.largeFutures(MONDAY.plusDays(2)));
  }

  private static void load(Warehouse into, long number, LakeDay... written) {
    List<DatasetLoad> batch = new java.util.ArrayList<>();
    for (LakeDay day : written) {
      try (day) {
        batch.add(day.write());
      }
    }
    assertThat(into.load(Fenced.taken(into, number, batch)).datasets()).hasSize(written.length);
  }

  private static List<String> sorted(Warehouse from, String sql) throws IOException {
    StringWriter text = new StringWriter();
    from.query(sql, ResultFormat.CSV.to(text));
    return text.toString().lines().skip(1).sorted().toList();
  }
}

package io.tapehouse.sql;

import java.util.List;

/**
 * Few rows of stocks of Taiwan, small enough to work out by hand what queries answer. 1101 has
 * everything; 1102 has a list of companies of after the last day alone, and no quotes before that
 * day; 1103 is in no such list; 2001 is of TPEx, whose 19 and 20 November are not loaded.
 */
final class StockRows {

  static final List<String> STATEMENTS =
      List.of(
          """
          INSERT INTO trading_calendar (exchange_code, date, is_open, settlement_only, source, known_from)
          VALUES
              ('TWSE', '2024-11-14', TRUE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TWSE', '2024-11-15', TRUE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TWSE', '2024-11-16', FALSE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TWSE', '2024-11-17', FALSE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TWSE', '2024-11-18', TRUE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TWSE', '2024-11-19', TRUE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TWSE', '2024-11-20', TRUE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TWSE', '2024-11-21', TRUE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TPEx', '2024-11-18', TRUE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TPEx', '2024-11-19', TRUE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TPEx', '2024-11-20', TRUE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00'),
              ('TPEx', '2024-11-21', TRUE, FALSE, 'observed', TIMESTAMP '2024-12-31 00:00:00')""",
          """
          INSERT INTO stock (exchange_code, stock_code, valid_from, valid_to, name, security_type, source) VALUES
              ('TWSE', '1101', DATE '2020-01-01', DATE '2024-11-20', 'Old', 'stock', 'securities'),
              ('TWSE', '1101', DATE '2024-11-20', NULL, 'New', 'stock', 'securities'),
              ('TWSE', '030001', DATE '2020-01-01', NULL, 'Warrant', 'warrant', 'securities')""",
          """
          INSERT INTO stock_institutional (exchange_code, stock_code, trading_date, foreign_net, trust_buy, trust_sell,
              trust_net, dealer_net, total_net, load_id)
          VALUES
              ('TWSE', '1101', '2024-11-18', 60, 0, 0, 40, 0, 100, 1),
              ('TWSE', '1101', '2024-11-19', 100, 0, 0, 0, 100, 200, 1),
              ('TWSE', '1101', '2024-11-20', -50, 0, 0, 0, 350, 300, 1),
              ('TWSE', '1101', '2024-11-21', 400, 0, 0, 0, 0, 400, 1), ('TWSE', '1102', '2024-11-18', 0, 0, 0, 0, 5, 5, 1),
              ('TWSE', '1102', '2024-11-19', 0, 0, 0, 0, -10, -10, 1),
              ('TWSE', '1102', '2024-11-20', 0, 0, 0, 0, -20, -20, 1),
              ('TWSE', '1102', '2024-11-21', 0, 0, 0, 0, -30, -30, 1), ('TWSE', '1103', '2024-11-19', 0, 0, 0, 0, 7, 7, 1),
              ('TWSE', '1103', '2024-11-21', 0, 0, 0, 0, 7, 7, 1), ('TWSE', '1104', '2024-11-20', 0, 0, 0, 0, 9, 9, 1),
              ('TWSE', '1104', '2024-11-21', 0, 0, 0, 0, 0, 0, 1), ('TPEx', '2001', '2024-11-18', 0, 0, 0, 0, 5, 5, 1),
              ('TPEx', '2001', '2024-11-21', 0, 0, 0, 0, 5, 5, 1)""",
          """
          INSERT INTO stock_daily (exchange_code, stock_code, trading_date, price_open, price_high, price_low,
              price_close, price_change, reference_reset, volume, value, trades, load_id)
          VALUES
              ('TWSE', '1101', '2024-11-14', 48, 48, 48, 48, 0, FALSE, 10000, 480000, 1, 1),
              ('TWSE', '1101', '2024-11-15', 48, 48, 48, 48, 0, FALSE, 10000, 480000, 1, 1),
              ('TWSE', '1101', '2024-11-18', 48, 48, 48, 48, 0, FALSE, 10000, 480000, 1, 1),
              ('TWSE', '1101', '2024-11-19', 48, 48, 48, 48, 0, FALSE, 10000, 480000, 1, 1),
              ('TWSE', '1101', '2024-11-20', 48, 48, 48, 48, 0, FALSE, 10000, 480000, 1, 1),
              ('TWSE', '1101', '2024-11-21', 50, 50, 50, 50, 2, FALSE, 20000, 1000000, 1, 1),
              ('TWSE', '1102', '2024-11-21', 20, 20, 20, 20, NULL, FALSE, 1000, 20000, 1, 1),
              ('TWSE', '1103', '2024-11-21', NULL, NULL, NULL, NULL, NULL, FALSE, 5, 50, 1, 1),
              ('TWSE', '030001', '2024-11-21', 1, 1, 1, 1, 0, FALSE, 1000, 1000, 1, 1),
              ('TPEx', '2001', '2024-11-21', 10, 10, 10, 10, -1, FALSE, 100, 1000, 1, 1),
              ('TPEx', '700001', '2024-11-21', 1, 1, 1, 1, 0, FALSE, 1000, 1000, 1, 1)""",
          """
          INSERT INTO stock_valuation (exchange_code, stock_code, trading_date, dividend_yield, pe_ratio, pb_ratio,
              load_id) VALUES ('TWSE', '1101', DATE '2024-11-21', 5, 10, 1.5, 1),
              ('TWSE', '1102', DATE '2024-11-21', 0, NULL, 0.5, 1)""",
          """
          INSERT INTO stock_margin (exchange_code, stock_code, trading_date, margin_buy, margin_sell, margin_repayment,
              margin_previous, margin_balance, margin_limit, short_buy, short_sell, short_repayment, short_previous,
              short_balance, short_limit, offset_lots, load_id) VALUES
              ('TWSE', '1101', DATE '2024-11-21', 5, 0, 0, 100, 120, 480, 5, 1, 0, 10, 6, 0, 0, 1),
              ('TWSE', '1102', DATE '2024-11-22', 0, 0, 0, 0, 0, NULL, 0, 0, 0, 4, 4, 8, 0, 1)""",
          """
          INSERT INTO stock_shareholding (stock_code, trading_date, level, holders, shares, percent, load_id)
          VALUES
              ('1101', '2024-11-08', 5, 7, 1000000, 0, 1), ('1101', '2024-11-08', 12, 2, 1000000, 0, 1),
              ('1101', '2024-11-08', 15, 1, 2000000, 0, 1), ('1101', '2024-11-22', 5, 7, 1000000, 0, 1),
              ('1101', '2024-11-22', 12, 2, 1000000, 0, 1), ('1101', '2024-11-22', 15, 1, 3000000, 0, 1)""",
          """
          INSERT INTO company (exchange_code, stock_code, as_of, name, short_name, issued_shares, load_id) VALUES
              ('TWSE', '1101', DATE '2024-11-09', 'A', 'A', 50000, 1), ('TWSE', '1101', DATE '2024-11-16', 'A', 'A', 100000, 1),
              ('TWSE', '1101', DATE '2024-11-23', 'A', 'A', 200000, 1), ('TWSE', '1102', DATE '2024-11-23', 'B', 'B', 1000, 1),
              ('TWSE', '1102', DATE '2024-11-30', 'B', 'B', 2000, 1), ('TPEx', '2001', DATE '2024-11-16', 'C', 'C', 1000, 1)""",
          """
          INSERT INTO load_ledger (load_id, fence, table_name, dataset, partition_date, file_version, input_sha256,
              rules_version, attempt_id, rows_read, rows_loaded, rows_quarantined, rows_written, status, committed_at)
          VALUES
              (9001, 1, 'stock_valuation', 'twse.bwibbu_d', '2024-11-18', 1, 'x', 1, 'a', 1, 1, 0, 1, 'committed', TIMESTAMP '2024-11-22 00:00:00'),
              (9002, 1, 'stock_valuation', 'twse.bwibbu_d', '2024-11-20', 1, 'x', 1, 'a', 1, 1, 2, 1, 'committed', TIMESTAMP '2024-11-22 00:00:00')""");

  private StockRows() {}
}

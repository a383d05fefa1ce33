package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/**
 * {@code stock_adjustment}: what the view {@code stock_daily_adjusted} multiplies by. It follows
 * from the events and from the newest loaded day of each stock, behind which an event has no effect
 * yet; both are looked at as a whole, since the events of a market are some ten thousand.
 */
final class StockAdjustments {

  /** The quotes, which say what the newest day of a stock is. */
  static final String QUOTES = "stock_daily";

  private static final String COLUMNS =
      "stock_code, valid_from, valid_to, price_factor, share_factor";

  private final Session session;

  StockAdjustments(Session session) {
    this.session = session;
  }

  /** Replaces the rows of the stocks whose events, or whose newest day, changed something. */
  void renew() {
    stageSteps();
    session.temporary(
        "stage_adjustment",
        """
        AS SELECT s.stock_code,
            coalesce(lag(s.trading_date) OVER (PARTITION BY s.stock_code ORDER BY s.trading_date),
                DATE '0001-01-01') AS valid_from,
            s.trading_date AS valid_to,
            exp(sum(s.price_step) OVER (PARTITION BY s.stock_code ORDER BY s.trading_date DESC
                ROWS UNBOUNDED PRECEDING)) AS price_factor,
            exp(sum(s.share_step) OVER (PARTITION BY s.stock_code ORDER BY s.trading_date DESC
                ROWS UNBOUNDED PRECEDING)) AS share_factor
        FROM stage_adjustment_step s
        JOIN (SELECT stock_code, max(trading_date) AS newest_day FROM stock_daily GROUP BY stock_code) d
            ON d.stock_code = s.stock_code AND d.newest_day >= s.trading_date""");
    session.temporary(
        "stage_adjusted_stock",
        """
        AS SELECT DISTINCT stock_code
        FROM ((SELECT %1$s FROM stage_adjustment EXCEPT SELECT %1$s FROM stock_adjustment)
            UNION ALL (SELECT %1$s FROM stock_adjustment EXCEPT SELECT %1$s FROM stage_adjustment)) c"""
            .formatted(COLUMNS));
    session.execute(
        """
        DELETE FROM stock_adjustment USING stage_adjusted_stock c
        WHERE stock_adjustment.stock_code = c.stock_code""");
    session.execute(
        """
        INSERT INTO stock_adjustment (%1$s)
        SELECT %2$s FROM stage_adjustment s
        JOIN stage_adjusted_stock c ON c.stock_code = s.stock_code
        ORDER BY s.stock_code, s.valid_from"""
            .formatted(COLUMNS, "s." + COLUMNS.replace(", ", ", s.")));
  }

  /**
   * What each day of events does: logarithms, whose sums are products. The shares of an event that
   * changes their number and whose ratio no list has are taken to keep their value, so that their
   * number rises as the price falls.
   */
  private void stageSteps() {
    session.temporary(
        "stage_adjustment_step",
        """
        AS SELECT stock_code, trading_date,
            sum(CASE WHEN price_ratio > 0 THEN ln(price_ratio)
                WHEN share_ratio > 0 THEN -ln(share_ratio) ELSE 0 END) AS price_step,
            sum(CASE WHEN share_ratio > 0 THEN ln(share_ratio)
                WHEN price_ratio > 0 AND kind NOT IN ('dividend', 'dividend_and_rights') THEN -ln(price_ratio)
                ELSE 0 END) AS share_step
        FROM (SELECT stock_code, trading_date, kind,
                CAST(reference_price AS DOUBLE PRECISION) / nullif(CAST(previous_close AS DOUBLE PRECISION), 0)
                    AS price_ratio,
                CAST(new_shares AS DOUBLE PRECISION) / nullif(CAST(old_shares AS DOUBLE PRECISION), 0)
                    AS share_ratio
            FROM stock_corporate_action WHERE exchange_code IN ('TWSE', 'TPEx')) e
        GROUP BY stock_code, trading_date""");
  }
}

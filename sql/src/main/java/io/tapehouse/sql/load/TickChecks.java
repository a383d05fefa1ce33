package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/**
 * The exchange's daily figures of contracts against the bars of its tick files: {@code tick_volume}
 * (the same lots) and {@code tick_range} (highest and lowest print within those of the day). Both
 * are evaluated with whichever of the two comes second. They only warn: block trades are in the
 * daily figures alone, and the exchange has posted tick files that lacked prints.
 */
final class TickChecks {

  /** A contract with block trades alone has no high and no prints. */
  private static final String OTHER_VOLUME =
      "coalesce(tick_volume, 0) <> coalesce(day_volume, 0)"
          + " AND (tick_volume IS NOT NULL OR day_high IS NOT NULL)";

  private static final String VOLUMES =
      "coalesce(CAST(day_volume AS VARCHAR), 'no') || ' lots in the daily file, '"
          + " || coalesce(CAST(tick_volume AS VARCHAR), 'none') || ' in the bars'";

  private static final String OUTSIDE =
      "tick_volume IS NOT NULL AND day_volume IS NOT NULL"
          + " AND (day_high IS NULL OR tick_high > day_high OR tick_low < day_low)";

  private static final String RANGES =
      "'bars ' || CAST(tick_low AS VARCHAR) || ' to ' || CAST(tick_high AS VARCHAR) || ', the day '"
          + " || coalesce(CAST(day_low AS VARCHAR) || ' to ' || CAST(day_high AS VARCHAR), 'without')";

  private final Session session;

  private TickChecks(Session session) {
    this.session = session;
  }

  /** Holds the daily figures of a batch against the bars of the warehouse. */
  static void ofDailyFigures(Session session) {
    session.temporary(
        "stage_compared_day",
        """
        AS
        SELECT s.load_no, n.contract, s.session, s.volume, s.price_high, s.price_low
        FROM stage_derivative_detail_daily s JOIN stage_contract n ON n.no = s.derivative_detail_id""");
    session.temporary(
        "stage_compared_tick",
        """
        AS
        SELECT l.load_no, c.contract, h.session, CAST(sum(h.volume) AS BIGINT) AS volume,
            max(h.price_high) AS price_high, min(h.price_low) AS price_low
        FROM derivative_detail_history h
        JOIN stage_load l ON l.partition_date = h.trading_date
        JOIN derivative_detail c ON c.id = h.derivative_detail_id
        JOIN derivative d ON d.id = c.derivative_id
        JOIN (SELECT DISTINCT load_no, derivative_type FROM stage_lake_derivative_contract) k
          ON k.load_no = l.load_no AND k.derivative_type = d.derivative_type
        WHERE h.scale = 1
        GROUP BY l.load_no, c.contract, h.session""");
    new TickChecks(session).evaluate("derivative_detail_daily", "LEFT JOIN");
  }

  /** Holds the bars of a batch against the daily figures of the warehouse, where it has them. */
  static void ofTicks(Session session) {
    session.temporary(
        "stage_compared_tick",
        """
        AS
        SELECT s.load_no, n.contract, s.session, CAST(sum(s.volume) AS BIGINT) AS volume,
            max(s.price_high) AS price_high, min(s.price_low) AS price_low
        FROM stage_derivative_detail_history s JOIN stage_contract n ON n.no = s.derivative_detail_id
        WHERE s.scale = 1
        GROUP BY s.load_no, n.contract, s.session""");
    session.temporary(
        "stage_compared_day",
        """
        AS
        SELECT l.load_no, c.contract, f.session, f.volume, f.price_high, f.price_low
        FROM derivative_detail_daily f
        JOIN stage_load l ON l.partition_date = f.trading_date
        JOIN derivative_detail c ON c.id = f.derivative_detail_id
        JOIN derivative d ON d.id = c.derivative_id
        JOIN (SELECT DISTINCT load_no, derivative_type FROM stage_lake_derivative_contract) k
          ON k.load_no = l.load_no AND k.derivative_type = d.derivative_type""");
    new TickChecks(session).evaluate("derivative_detail_history", "JOIN");
  }

  /**
   * Compares what was staged.
   *
   * @param table the table whose loads the results are for
   * @param others how loads are joined that have the other side: those without are left out, or are
   *     not evaluated
   */
  private void evaluate(String table, String others) {
    session.temporary(
        "stage_compared",
        """
        AS
        SELECT coalesce(d.load_no, t.load_no) AS load_no, coalesce(d.contract, t.contract) AS contract,
            coalesce(d.session, t.session) AS session, d.volume AS day_volume, d.price_high AS day_high,
            d.price_low AS day_low, t.volume AS tick_volume, t.price_high AS tick_high, t.price_low AS tick_low
        FROM stage_compared_day d
        FULL JOIN stage_compared_tick t
          ON t.load_no = d.load_no AND t.contract = d.contract AND t.session = d.session""");
    result(table, others, "tick_volume", OTHER_VOLUME, VOLUMES, "the same lots");
    result(table, others, "tick_range", OUTSIDE, RANGES, "bars within high and low of the day");
  }

  private void result(
      String table, String others, String check, String wrong, String words, String expected) {
    session.execute(
        """
        INSERT INTO stage_check
        SELECT p.load_no, p.table_name, '%1$s', l.dataset, 'warning',
            CASE WHEN o.load_no IS NULL THEN 'not_evaluated' WHEN w.wrong IS NULL THEN 'passed' ELSE 'failed' END,
            '%2$s',
            CASE WHEN o.load_no IS NULL
                    THEN 'no bars of ' || CAST(l.partition_date AS VARCHAR)
                WHEN w.wrong IS NOT NULL
                    THEN CAST(w.wrong AS VARCHAR) || ' contracts and sessions otherwise, such as ' || w.example
                END
        FROM stage_part p
        JOIN stage_load l ON l.load_no = p.load_no
        %3$s (SELECT d.load_no FROM (SELECT DISTINCT load_no FROM stage_compared_day) d
            JOIN (SELECT DISTINCT load_no FROM stage_compared_tick) t ON t.load_no = d.load_no) o
          ON o.load_no = p.load_no
        LEFT JOIN (SELECT load_no, count(*) AS wrong, min(contract || ' ' || session || ': ' || %4$s) AS example
            FROM stage_compared WHERE %5$s GROUP BY load_no) w ON w.load_no = p.load_no
        WHERE p.table_name = '%6$s'"""
            .formatted(check, expected, others, words, wrong, table));
  }
}

package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/**
 * {@code daily_ohlc}: the bars of TAIEX give the open, high, low and close that TWSE publishes for
 * the day, on every scale. The files of days are loaded before, so those of this batch count.
 */
final class DailyIndexCheck {

  private DailyIndexCheck() {}

  static void evaluate(Session session) {
    session.execute(
        """
        INSERT INTO stage_check
        SELECT l.load_no, 'index_history', 'daily_ohlc', 'TAIEX', 'blocking',
            CASE WHEN d.price_open IS NULL THEN 'not_evaluated'
                WHEN c.scales > 0 AND c.wrong = 0 THEN 'passed' ELSE 'failed' END,
            d.price_open || ' ' || d.price_high || ' ' || d.price_low || ' ' || d.price_close,
            CASE WHEN d.price_open IS NULL THEN 'twse.mi_5mins_hist: '
                    || coalesce(w.why, 'index_daily lacks ' || l.partition_date)
                WHEN c.scales IS NULL THEN 'no bars of TAIEX'
                WHEN c.wrong = 0 THEN NULL
                ELSE c.bars END
        FROM stage_load l
        LEFT JOIN stage_missing w ON w.load_no = l.load_no AND w.dataset = 'twse.mi_5mins_hist'
        LEFT JOIN (SELECT y.* FROM index_daily y
            JOIN index i ON i.id = y.index_id AND i.name = 'TAIEX' AND i.market = 'TW') d
          ON d.trading_date = l.partition_date
        LEFT JOIN (SELECT b.load_no, count(*) AS scales,
                count(*) FILTER (WHERE b.o <> y.price_open OR b.h <> y.price_high
                    OR b.l <> y.price_low OR b.c <> y.price_close) AS wrong,
                string_agg(b.o || ' ' || b.h || ' ' || b.l || ' ' || b.c || ' on ' || b.scale, ', '
                    ORDER BY b.scale) FILTER (WHERE b.o <> y.price_open OR b.h <> y.price_high
                    OR b.l <> y.price_low OR b.c <> y.price_close) AS bars
            FROM (SELECT s.load_no, s.scale, arg_min(s.price_open, s.datetime) AS o, max(s.price_high) AS h,
                    min(s.price_low) AS l, arg_max(s.price_close, s.datetime) AS c
                FROM stage_index_history s JOIN stage_index n ON n.no = s.index_id AND n.name = 'TAIEX'
                GROUP BY s.load_no, s.scale) b
            JOIN stage_load l ON l.load_no = b.load_no
            JOIN index_daily y ON y.trading_date = l.partition_date
            JOIN index i ON i.id = y.index_id AND i.name = 'TAIEX' AND i.market = 'TW'
            GROUP BY b.load_no) c ON c.load_no = l.load_no""");
  }
}

package io.tapehouse.sql.load;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code daily_ohlc}: the bars of TAIEX give the open, high, low and close that TWSE publishes for
 * the day, on every scale. The files of days are loaded before, so those of this batch count.
 */
final class DailyIndexCheck {

  /** The day that the bars of a scale make. */
  private static final String DAY =
      """
      SELECT load_no, scale, max(CASE WHEN from_start = 1 THEN price_open END) AS price_open,
          max(price_high) AS price_high, min(price_low) AS price_low,
          max(CASE WHEN from_end = 1 THEN price_close END) AS price_close
      FROM (SELECT s.load_no, s.scale, s.price_open, s.price_high, s.price_low, s.price_close,
              row_number() OVER (PARTITION BY s.load_no, s.scale ORDER BY s.datetime) AS from_start,
              row_number() OVER (PARTITION BY s.load_no, s.scale ORDER BY s.datetime DESC) AS from_end
          FROM stage_index_history s JOIN stage_index n ON n.no = s.index_id AND n.name = 'TAIEX') t
      GROUP BY load_no, scale""";

  private DailyIndexCheck() {}

  static void evaluate(Loading loading) {
    String days = EvaluatedChecks.Compared.by(loading.dictionary(), "daily_ohlc").other();
    loading
        .session()
        .execute(
            """
        INSERT INTO stage_check
        SELECT l.load_no, 'index_history', 'daily_ohlc', 'TAIEX', 'blocking',
            CASE WHEN d.price_open IS NULL THEN 'not_evaluated'
                WHEN c.scales > 0 AND c.wrong = 0 THEN 'passed' ELSE 'failed' END,
            %s,
            CASE WHEN d.price_open IS NULL THEN '%5$s: '
                    || coalesce(w.why, 'index_daily lacks ' || CAST(l.partition_date AS VARCHAR))
                WHEN c.scales IS NULL THEN 'no bars of TAIEX'
                WHEN c.wrong = 0 THEN NULL
                ELSE c.bars END
        FROM stage_load l
        LEFT JOIN stage_missing w ON w.load_no = l.load_no AND w.dataset = '%5$s'
        LEFT JOIN (SELECT y.trading_date, y.price_open, y.price_high, y.price_low, y.price_close
            FROM index_daily y
            JOIN index i ON i.id = y.index_id AND i.name = 'TAIEX' AND i.market = 'TW') d
          ON d.trading_date = l.partition_date
        LEFT JOIN (SELECT load_no, count(*) AS scales, count(wrong) AS wrong, %s AS bars
            FROM (SELECT b.load_no, b.scale,
                    CASE WHEN b.price_open <> y.price_open OR b.price_high <> y.price_high
                        OR b.price_low <> y.price_low OR b.price_close <> y.price_close
                      THEN %s END AS wrong
                FROM (%s) b
                JOIN stage_load l ON l.load_no = b.load_no
                JOIN index_daily y ON y.trading_date = l.partition_date
                JOIN index i ON i.id = y.index_id AND i.name = 'TAIEX' AND i.market = 'TW') v
            GROUP BY load_no) c ON c.load_no = l.load_no"""
                .formatted(prices("d"), Scales.listed("scale", "wrong"), prices("b"), DAY, days));
  }

  private static String prices(String alias) {
    return Stream.of("open", "high", "low", "close")
        .map(price -> "CAST(%s.price_%s AS VARCHAR)".formatted(alias, price))
        .collect(Collectors.joining(" || ' ' || "));
  }
}

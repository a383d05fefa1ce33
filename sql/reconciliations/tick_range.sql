-- title: Highest and lowest print of each contract and session, within those of TAIFEX's daily file
-- of: derivative_detail_daily
-- with: derivative_detail_history
-- severity: warning
-- expected: bars within high and low of the day
SELECT f.load_id,
    CASE WHEN f.day_high IS NULL OR b.bar_high > f.day_high OR b.bar_low < f.day_low
        THEN f.contract || ' ' || f.session || ': bars ' || CAST(b.bar_low AS VARCHAR) || ' to '
            || CAST(b.bar_high AS VARCHAR) || ', the day '
            || coalesce(CAST(f.day_low AS VARCHAR) || ' to ' || CAST(f.day_high AS VARCHAR), 'without') END AS example
FROM (SELECT c.load_id, s.derivative_detail_id, s.trading_date, s.session, n.contract, s.price_high AS day_high,
        s.price_low AS day_low
    FROM stage_compared_load c
    JOIN derivative_detail_daily s ON s.load_id = c.load_id AND s.trading_date = c.partition_date
    JOIN derivative_detail n ON n.id = s.derivative_detail_id) f
JOIN (SELECT h.derivative_detail_id, h.trading_date, h.session, max(h.price_high) AS bar_high,
        min(h.price_low) AS bar_low
    FROM (SELECT DISTINCT partition_date FROM stage_compared_load) c
    JOIN derivative_detail_history h ON h.trading_date = c.partition_date AND h.scale = 1
    GROUP BY h.derivative_detail_id, h.trading_date, h.session) b
  ON b.derivative_detail_id = f.derivative_detail_id AND b.trading_date = f.trading_date AND b.session = f.session

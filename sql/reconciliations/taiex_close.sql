-- title: The close of TAIEX in three files of TWSE: closes of indices, days of the month, the last print of five seconds
-- of: index_close_daily
-- with: index_daily, index_history
-- severity: warning
-- expected: the same close of TAIEX
WITH published AS (
    SELECT c.load_id, x.index_id, x.trading_date, x.price_close
    FROM stage_compared_load c
    JOIN index_close_daily x ON x.load_id = c.load_id AND x.trading_date = c.partition_date
    JOIN index i ON i.id = x.index_id AND i.name = 'TAIEX' AND i.market = 'TW')
SELECT x.load_id,
    CASE WHEN y.price_close <> x.price_close
        THEN CAST(x.price_close AS VARCHAR) || ' among the closes, ' || CAST(y.price_close AS VARCHAR)
            || ' in the days of the month' END AS example
FROM published x
JOIN index_daily y ON y.index_id = x.index_id AND y.trading_date = x.trading_date
UNION ALL
SELECT x.load_id,
    CASE WHEN h.price_close <> x.price_close
        THEN CAST(x.price_close AS VARCHAR) || ' among the closes, ' || CAST(h.price_close AS VARCHAR) || ' the last print' END
FROM published x
JOIN (SELECT b.index_id, b.trading_date, b.price_close,
        row_number() OVER (PARTITION BY b.index_id, b.trading_date ORDER BY b.datetime DESC) AS from_end
    FROM published k
    JOIN index_history b ON b.index_id = k.index_id AND b.trading_date = k.trading_date AND b.scale = 1) h
  ON h.index_id = x.index_id AND h.trading_date = x.trading_date AND h.from_end = 1

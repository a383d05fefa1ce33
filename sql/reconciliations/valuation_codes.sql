-- title: Stocks with a valuation, and quotes
-- about: Only common stocks, whose codes have four digits, have a valuation, and each of them has a quote, also where nobody traded.
--     The other way about there are stocks without one, receipts (91..) above all.
-- of: stock_valuation
-- with: stock_daily
-- severity: warning
-- expected: a quote of the day of each stock, whose code has four digits
SELECT c.load_id,
    CASE WHEN s.stock_code IS NULL THEN v.stock_code || ' has no quote'
        WHEN length(v.stock_code) <> 4 THEN v.stock_code || ' is no common stock' END AS example
FROM stage_compared_load c
JOIN stock_valuation v ON v.load_id = c.load_id AND v.trading_date = c.partition_date
JOIN (SELECT DISTINCT q.exchange_code, q.trading_date
    FROM (SELECT DISTINCT partition_date FROM stage_compared_load) l
    JOIN stock_daily q ON q.trading_date = l.partition_date) d
  ON d.exchange_code = v.exchange_code AND d.trading_date = v.trading_date
LEFT JOIN stock_daily s ON s.exchange_code = v.exchange_code AND s.stock_code = v.stock_code
    AND s.trading_date = v.trading_date
